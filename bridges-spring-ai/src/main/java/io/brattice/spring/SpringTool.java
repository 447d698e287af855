package io.brattice.spring;

import io.brattice.Permit;
import io.brattice.Tool;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** One tool of Spring AI, as the gate knows tools. */
final class SpringTool implements Tool {

    private final String name;
    private final Optional<ToolCallback> callback;
    private final Optional<Reversibility> declared;
    private final Optional<Classifier> classifier;
    private final Digest digest;

    /** @param callback empty for a tool that only the framework finds, by its name */
    SpringTool(String name, Optional<ToolCallback> callback, ToolClasses classes) {
        this.name = name;
        this.callback = callback;
        this.declared = classes.of(name);
        this.classifier = classes.classifier();
        String defined = callback.map(ToolCallback::getToolDefinition)
                .map(SpringTool::plain)
                .orElse("");
        this.digest = Digest.of("spring-ai:" + name.length() + ":" + name + defined + "\n" + declared);
    }

    private static String plain(ToolDefinition definition) {
        return definition.description().length() + ":" + definition.description() + definition.inputSchema();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Reversibility> declared() {
        return declared;
    }

    @Override
    public Optional<Classifier> classifier() {
        return classifier;
    }

    /** Another description or schema is another tool: a yes was given for what it said it was. */
    @Override
    public Digest digest() {
        return digest;
    }

    /** Where a parked call is resumed by the host: there is no conversation round it then. */
    @Override
    public @Nullable Object run(Permit permit) {
        ToolCall call = permit.redeem();
        return callback.orElseThrow(() -> new IllegalStateException(
                        "`" + name + "` is only known to the framework: let the model make the call again"))
                .call(call.arguments().json(), new ToolContext(Map.of()));
    }
}
