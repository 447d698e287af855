package io.brattice.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A model that says what its script says, and keeps what it was told. */
final class ScriptedModel implements ChatModel {

    private final Deque<AiMessage> script = new ArrayDeque<>();
    private final List<ToolExecutionResultMessage> results = new ArrayList<>();
    private int calls;

    /** Next it asks for these calls at once, each `tool {json}`. */
    ScriptedModel calls(String... lines) {
        List<ToolExecutionRequest> requests = new ArrayList<>();
        for (String line : lines) {
            int gap = line.indexOf(' ');
            requests.add(ToolExecutionRequest.builder()
                    .id("call-" + calls++)
                    .name(line.substring(0, gap))
                    .arguments(line.substring(gap + 1))
                    .build());
        }
        script.add(AiMessage.from(requests));
        return this;
    }

    /** Next it says this to the user. */
    ScriptedModel says(String words) {
        script.add(AiMessage.from(words));
        return this;
    }

    /** Every tool result it was shown, oldest first. */
    List<ToolExecutionResultMessage> results() {
        return List.copyOf(results);
    }

    @Override
    public synchronized ChatResponse doChat(ChatRequest request) {
        results.clear();
        for (ChatMessage message : request.messages()) {
            if (message instanceof ToolExecutionResultMessage result) {
                results.add(result);
            }
        }
        return ChatResponse.builder().aiMessage(script.remove()).build();
    }

    /** The same, a word at a time. */
    StreamingChatModel streaming() {
        ScriptedModel whole = this;
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                ChatResponse response = whole.doChat(request);
                if (response.aiMessage().text() != null) {
                    response.aiMessage()
                            .text()
                            .chars()
                            .forEach(c -> handler.onPartialResponse(String.valueOf((char) c)));
                }
                handler.onCompleteResponse(response);
            }
        };
    }
}
