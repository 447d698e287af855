package io.brattice.spring.boot;

import io.brattice.Gate;
import io.brattice.journal.JournalException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Gauges: {@code brattice.questions.waiting} and {@code brattice.calls.unresolved}; not a number while the ledger cannot be read. */
@AutoConfiguration(after = BratticeAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Gate.class)
public class BratticeMetricsAutoConfiguration {

    /** Made by Spring. */
    public BratticeMetricsAutoConfiguration() {}

    /** How many there are. */
    private interface Count {
        int now() throws JournalException;
    }

    @Bean
    MeterBinder bratticeMetrics(Gate gate) {
        return registry -> {
            Gauge.builder(
                            "brattice.questions.waiting",
                            () -> number(() -> gate.waiting().size()))
                    .description("questions that wait for a person")
                    .register(registry);
            Gauge.builder(
                            "brattice.calls.unresolved",
                            () -> number(() -> gate.unresolved().size()))
                    .description("calls that were started and nobody knows whether they took effect")
                    .register(registry);
        };
    }

    private static double number(Count count) {
        try {
            return count.now();
        } catch (JournalException e) {
            return Double.NaN;
        }
    }
}
