package io.brattice.spring.boot;

import io.brattice.action.Reversibility;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code brattice.*}
 *
 * @param enabled whether tool calls are gated at all; default true
 * @param state the folder of journal and ledger, which belongs to the gate alone; required unless the host gives a journal of its own
 * @param agent the name of the caller; default {@code spring-ai}
 * @param patience how long a call waits for a person before the model is told a ticket; default zero
 * @param tools the class of each tool by its exact name; a tool that is not here is IRREVERSIBLE
 */
@ConfigurationProperties("brattice")
public record BratticeProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Path state,
        @DefaultValue("spring-ai") String agent,
        @DefaultValue("0s") Duration patience,
        @DefaultValue Map<String, Reversibility> tools) {}
