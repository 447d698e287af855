package io.brattice.spring;

import io.brattice.Admission;
import io.brattice.Permit;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * Stands before a manager: takes a batch of calls apart, has every question of it answered, hands the calls that may run to the manager one by
 * one in their order, and puts the answers together again in the same order.
 */
final class GatedToolCallingManager implements ToolCallingManager {

    private final ToolCallingManager manager;
    private final Sessions sessions;
    private final ToolClasses classes;

    /** One call of the batch. A call that cannot be read, or is gated by its own callback, has no tool here. */
    private record Part(AssistantMessage.ToolCall call, Optional<Session.Wanted> wanted, String problem) {}

    /** An answer to one call, and whether its tool wants it given to the user as it is. */
    private record Answer(ToolResponse response, boolean direct) {}

    GatedToolCallingManager(ToolCallingManager manager, Sessions sessions, ToolClasses classes) {
        this.manager = manager;
        this.sessions = sessions;
        this.classes = classes;
    }

    @Override
    public List<ToolDefinition> resolveToolDefinitions(ToolCallingChatOptions options) {
        return manager.resolveToolDefinitions(options);
    }

    @Override
    public ToolExecutionResult executeToolCalls(Prompt prompt, ChatResponse response) {
        AssistantMessage said = response.getResults().stream()
                .map(Generation::getOutput)
                .filter(AssistantMessage::hasToolCalls)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no tool call requested by the chat model"));
        Optional<ToolCallingChatOptions> options =
                prompt.getOptions() instanceof ToolCallingChatOptions given ? Optional.of(given) : Optional.empty();
        Session session = sessions.of(options.map(ToolCallingChatOptions::getToolContext)
                .<Map<String, Object>>map(context -> context == null ? Map.of() : context)
                .orElse(Map.of()));
        List<Part> parts = parts(said, options);
        Map<Integer, Admission> asked = ask(parts, session);
        try {
            return together(prompt, said, answers(prompt, said, parts, asked, session));
        } finally {
            asked.values().forEach(left -> left.notRun("the batch ended before this call"));
        }
    }

    private List<Part> parts(AssistantMessage said, Optional<ToolCallingChatOptions> options) {
        List<Part> parts = new ArrayList<>();
        for (AssistantMessage.ToolCall call : said.getToolCalls()) {
            Optional<ToolCallback> callback = options.flatMap(given -> callback(given, call.name()));
            if (callback.filter(GatedToolCallback.class::isInstance).isPresent()) {
                parts.add(new Part(call, Optional.empty(), ""));
                continue;
            }
            try {
                Arguments arguments = GatedToolCallback.arguments(call.arguments());
                SpringTool tool = new SpringTool(call.name(), callback, classes);
                parts.add(new Part(call, Optional.of(new Session.Wanted(tool, arguments)), ""));
            } catch (InvalidArgumentsException e) {
                parts.add(new Part(call, Optional.empty(), GatedToolCallback.unreadable(call.name(), e)));
            }
        }
        return parts;
    }

    /** By the place in the batch. A batch of one is judged when it runs. */
    private static Map<Integer, Admission> ask(List<Part> parts, Session session) {
        Map<Integer, Admission> asked = new HashMap<>();
        if (parts.size() < 2) {
            return asked;
        }
        List<Session.Wanted> wanted = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Optional<Session.Wanted> one = parts.get(i).wanted;
            if (one.isPresent()) {
                wanted.add(one.get());
                places.add(i);
            }
        }
        session.askFirst(wanted).forEach((place, admission) -> asked.put(places.get(place), admission));
        return asked;
    }

    private List<Answer> answers(
            Prompt prompt, AssistantMessage said, List<Part> parts, Map<Integer, Admission> asked, Session session) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!part.problem.isEmpty()) {
                answers.add(told(part, part.problem));
            } else if (part.wanted.isEmpty()) {
                answers.add(executed(prompt, said, part.call));
            } else {
                Session.Wanted wanted = part.wanted.get();
                Admission admission = asked.remove(i);
                answers.add(gated(
                        prompt,
                        said,
                        part,
                        admission != null ? admission : session.admit(wanted.tool(), wanted.arguments())));
            }
        }
        return answers;
    }

    private Answer gated(Prompt prompt, AssistantMessage said, Part part, Admission admission) {
        try (admission) {
            Optional<Permit> permit = admission.permit();
            if (permit.isEmpty()) {
                return told(part, admission.outcome().orElseThrow().told());
            }
            String json = permit.get().redeem().arguments().json();
            AssistantMessage.ToolCall judged =
                    new AssistantMessage.ToolCall(part.call.id(), part.call.type(), part.call.name(), json);
            Failing failing = new Failing();
            try {
                Answer answer = executed(failing.watching(prompt, part.call.name()), said, judged);
                @Nullable Throwable failure = failing.failure();
                if (failure == null) {
                    admission.done(answer.response.responseData());
                } else {
                    admission.failed(failure); // the framework has told the model
                }
                return answer;
            } catch (RuntimeException | Error e) {
                admission.failed(e);
                throw e;
            }
        }
    }

    /** One call by the manager itself, with its limits, observations and error handling. */
    private Answer executed(Prompt prompt, AssistantMessage said, AssistantMessage.ToolCall call) {
        AssistantMessage alone = said.mutate().toolCalls(List.of(call)).build();
        ToolExecutionResult result = manager.executeToolCalls(prompt, new ChatResponse(List.of(new Generation(alone))));
        List<Message> history = result.conversationHistory();
        if (history.isEmpty()
                || !(history.get(history.size() - 1) instanceof ToolResponseMessage last)
                || last.getResponses().size() != 1) {
            throw new IllegalStateException("the tool calling manager did not answer the one call it was given");
        }
        return new Answer(last.getResponses().get(0), result.returnDirect());
    }

    private static Answer told(Part part, String text) {
        return new Answer(new ToolResponse(part.call.id(), part.call.name(), text), false);
    }

    private static ToolExecutionResult together(Prompt prompt, AssistantMessage said, List<Answer> answers) {
        List<Message> history = new ArrayList<>(prompt.getInstructions());
        history.add(said);
        history.add(ToolResponseMessage.builder()
                .responses(answers.stream().map(Answer::response).toList())
                .build());
        return ToolExecutionResult.builder()
                .conversationHistory(history)
                .returnDirect(answers.stream().allMatch(Answer::direct))
                .build();
    }

    private static Optional<ToolCallback> callback(ToolCallingChatOptions options, String name) {
        return Failing.callbacks(options).stream()
                .filter(each -> each.getToolDefinition().name().equals(name))
                .findFirst();
    }
}
