package io.brattice.spring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/** A model that says what its script says, and keeps what its tools answered. */
final class ScriptedModel implements ChatModel {

    private final Deque<AssistantMessage> script = new ArrayDeque<>();
    private final List<ToolResponseMessage.ToolResponse> answers = new ArrayList<>();
    private int calls;

    /** Next it asks for these calls at once, each `tool {json}`. */
    ScriptedModel calls(String... lines) {
        List<AssistantMessage.ToolCall> requests = new ArrayList<>();
        for (String line : lines) {
            int gap = line.indexOf(' ');
            requests.add(new AssistantMessage.ToolCall(
                    "call-" + calls++, "function", line.substring(0, gap), line.substring(gap + 1)));
        }
        script.add(AssistantMessage.builder().content("").toolCalls(requests).build());
        return this;
    }

    /** Next it says this to the user. */
    ScriptedModel says(String words) {
        script.add(new AssistantMessage(words));
        return this;
    }

    /** Every answer of a tool it was shown in the last prompt, oldest first. */
    List<ToolResponseMessage.ToolResponse> answers() {
        return List.copyOf(answers);
    }

    @Override
    public synchronized ChatResponse call(Prompt prompt) {
        answers.clear();
        prompt.getInstructions().forEach(message -> {
            if (message instanceof ToolResponseMessage tools) {
                answers.addAll(tools.getResponses());
            }
        });
        return new ChatResponse(List.of(new Generation(script.remove())));
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> Flux.just(call(prompt)));
    }

    @Override
    public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().build();
    }
}
