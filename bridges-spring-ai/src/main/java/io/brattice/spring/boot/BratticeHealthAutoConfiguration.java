package io.brattice.spring.boot;

import io.brattice.Gate;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health {@code brattice}: up while journal and ledger can be read; says how many questions wait and how many calls are unresolved. */
@AutoConfiguration(after = BratticeAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(Gate.class)
public class BratticeHealthAutoConfiguration {

    /** Made by Spring. */
    public BratticeHealthAutoConfiguration() {}

    @Bean
    HealthIndicator bratticeHealthIndicator(Gate gate) {
        return () -> {
            try {
                return Health.up()
                        .withDetail("waiting", gate.waiting().size())
                        .withDetail("unresolved", gate.unresolved().size())
                        .build();
            } catch (Exception e) {
                return Health.down(e).build();
            }
        };
    }
}
