package io.brattice.spring;

import io.brattice.Admission;
import io.brattice.Permit;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.ToolCall;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;

/** Stands before one callback: admits each call at the gate, then runs it from the permit. */
final class GatedToolCallback implements ToolCallback {

    private final ToolCallback callback;
    private final Sessions sessions;
    private final SpringTool tool;
    private final String label;

    GatedToolCallback(ToolCallback callback, Sessions sessions, ToolClasses classes, String label) {
        this.callback = callback;
        this.sessions = sessions;
        this.label = label;
        this.tool = new SpringTool(callback.getToolDefinition().name(), Optional.of(callback), classes);
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return callback.getToolDefinition();
    }

    @Override
    public ToolMetadata getToolMetadata() {
        return callback.getToolMetadata();
    }

    @Override
    public String call(String input) {
        return call(input, null);
    }

    @Override
    public String call(String input, @Nullable ToolContext context) {
        Session session = sessions.of(context == null ? Map.of() : context.getContext());
        Arguments arguments;
        try {
            arguments = arguments(input);
        } catch (InvalidArgumentsException e) {
            return unreadable(tool.name(), e);
        }
        try (Admission admission = session.admit(tool, arguments)) {
            Optional<Permit> permit = admission.permit();
            return permit.isEmpty()
                    ? admission.outcome().orElseThrow().told()
                    : ran(admission, permit.get().redeem(), context, session);
        }
    }

    private String ran(Admission admission, ToolCall call, @Nullable ToolContext context, Session session) {
        try {
            String json = call.arguments().json();
            String answer = context == null ? callback.call(json) : callback.call(json, context);
            admission.done(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            admission.failed(e);
            throw e; // the framework's own processor tells the model
        } finally {
            if (!label.isEmpty()) {
                sessions.taint(session, label);
            }
        }
    }

    static Arguments arguments(@Nullable String input) {
        return input == null || input.isBlank() ? Arguments.none() : Arguments.fromJson(input);
    }

    static String unreadable(String tool, InvalidArgumentsException why) {
        return "refused: the arguments of `" + tool + "` cannot be read: " + why.getMessage()
                + "; send one JSON object";
    }
}
