package io.brattice.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import io.brattice.Admission;
import io.brattice.Permit;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.ToolCall;
import java.util.Optional;
import java.util.UUID;

/** Stands before one executor: admits each call at the gate, then runs it from the permit. */
final class GatedExecutor implements ToolExecutor {

    private final FrameworkTool tool;
    private final Sessions sessions;
    private final Turns turns;
    private final String label;

    /** @param label what its results mark a session with; empty where they are the host's own */
    GatedExecutor(FrameworkTool tool, Sessions sessions, Turns turns, String label) {
        this.tool = tool;
        this.sessions = sessions;
        this.turns = turns;
        this.label = label;
    }

    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
        InvocationContext context = InvocationContext.builder()
                .invocationId(UUID.randomUUID())
                .chatMemoryId(memoryId)
                .invocationParameters(new InvocationParameters())
                .build();
        return executeWithContext(request, context).resultText();
    }

    @Override
    public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
        if (!tool.name().equals(request.name())) {
            return Answers.error("refused: `" + request.name() + "` was sent to the tool `" + tool.name()
                    + "`; call it by its own name");
        }
        Session session = sessions.of(context);
        Arguments arguments;
        try {
            arguments = arguments(request);
        } catch (InvalidArgumentsException e) {
            return Answers.error("refused: the arguments of `" + request.name() + "` cannot be read: " + e.getMessage()
                    + "; send one JSON object");
        }
        try (Admission admission =
                turns.admission(request, session, tool).orElseGet(() -> session.admit(tool, arguments))) {
            Optional<Permit> permit = admission.permit();
            return permit.isEmpty()
                    ? Answers.notRun(admission.outcome().orElseThrow())
                    : ran(admission, permit.get().redeem(), request, context, session);
        }
    }

    private ToolExecutionResult ran(
            Admission admission,
            ToolCall call,
            ToolExecutionRequest request,
            InvocationContext context,
            Session session) {
        ToolExecutionResult result;
        try {
            result = tool.run(call, request, context);
        } catch (RuntimeException | Error e) {
            admission.failed(e);
            throw e; // the framework's own handler tells the model
        } finally {
            if (!label.isEmpty()) {
                sessions.taint(session, label);
            }
        }
        if (result.isError()) {
            admission.failed(new ToolErrorException(String.valueOf(result.resultText())));
        } else {
            admission.done(result.resultText());
        }
        return result;
    }

    static Arguments arguments(ToolExecutionRequest request) {
        String json = request.arguments();
        return json == null || json.isBlank() ? Arguments.none() : Arguments.fromJson(json);
    }
}
