package io.brattice.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import io.brattice.Permit;
import io.brattice.Tool;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One tool of LangChain4j, as the gate knows tools. */
final class FrameworkTool implements Tool {

    private final ToolSpecification specification;
    private final ToolExecutor executor;
    private final Optional<Reversibility> declared;
    private final Optional<Classifier> classifier;
    private final Digest digest;

    /** @param trusted whether its metadata may declare a class */
    FrameworkTool(
            ToolSpecification specification, ToolExecutor executor, boolean trusted, Optional<Classifier> classifier) {
        this.specification = specification;
        this.executor = executor;
        this.classifier = classifier;
        this.declared = trusted ? declared(specification) : Optional.empty();
        this.digest = Digest.of("langchain4j:" + specification.toJson() + "\n" + declared);
    }

    @Override
    public String name() {
        return specification.name();
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
        InvocationContext alone = InvocationContext.builder()
                .invocationId(UUID.randomUUID())
                .chatMemoryId(call.caller().session())
                .invocationParameters(new InvocationParameters())
                .build();
        ToolExecutionResult result =
                run(call, ToolExecutionRequest.builder().id(call.id()).build(), alone);
        if (result.isError()) {
            throw new ToolErrorException(String.valueOf(result.resultText()));
        }
        return result.resultText();
    }

    /** Runs it with the arguments of the permit, whatever the request says. */
    ToolExecutionResult run(ToolCall call, ToolExecutionRequest request, InvocationContext context) {
        return executor.executeWithContext(
                ToolExecutionRequest.builder()
                        .id(request.id())
                        .name(call.tool())
                        .arguments(call.arguments().json())
                        .build(),
                context);
    }

    private static Optional<Reversibility> declared(ToolSpecification specification) {
        Object value = specification.metadata() == null
                ? null
                : specification.metadata().get(GatedTools.REVERSIBILITY);
        if (value == null) {
            return Optional.empty();
        }
        String name = String.valueOf(value).toUpperCase(Locale.ROOT).replace('-', '_');
        return Optional.of(Arrays.stream(Reversibility.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("the metadata of tool `" + specification.name() + "` declares `"
                                + value + "`; declare one of read-only, reversible, recoverable, irreversible")));
    }
}
