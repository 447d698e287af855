package io.brattice.spring.boot;

import io.brattice.Gate;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint, where the application has an actuator. */
@AutoConfiguration(after = BratticeAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(Gate.class)
public class BratticeEndpointAutoConfiguration {

    /** Made by Spring. */
    public BratticeEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BratticeEndpoint bratticeEndpoint(Gate gate) {
        return new BratticeEndpoint(gate);
    }
}
