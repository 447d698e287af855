package io.brattice.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Set;

/** The same as {@link GatedChatModel}, for a model that streams: a turn is known when its answer is complete. */
final class GatedStreamingChatModel implements StreamingChatModel {

    private final StreamingChatModel model;
    private final Turns turns;

    GatedStreamingChatModel(StreamingChatModel model, Turns turns) {
        this.model = model;
        this.turns = turns;
    }

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        model.chat(request, new Watching(handler));
    }

    @Override
    public void chat(ChatRequest request, ChatRequestOptions options, StreamingChatResponseHandler handler) {
        model.chat(request, options, new Watching(handler));
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        model.doChat(request, new Watching(handler));
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return model.listeners();
    }

    @Override
    public ModelProvider provider() {
        return model.provider();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }

    /** Passes everything on as it comes. */
    private final class Watching implements StreamingChatResponseHandler {

        private final StreamingChatResponseHandler handler;

        Watching(StreamingChatResponseHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            turns.begin(response.aiMessage());
            handler.onCompleteResponse(response);
        }

        @Override
        public void onError(Throwable error) {
            handler.onError(error);
        }

        @Override
        public void onPartialResponse(String partial) {
            handler.onPartialResponse(partial);
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            handler.onPartialResponse(partial, context);
        }

        @Override
        public void onPartialThinking(PartialThinking partial) {
            handler.onPartialThinking(partial);
        }

        @Override
        public void onPartialThinking(PartialThinking partial, PartialThinkingContext context) {
            handler.onPartialThinking(partial, context);
        }

        @Override
        public void onPartialToolCall(PartialToolCall partial) {
            handler.onPartialToolCall(partial);
        }

        @Override
        public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
            handler.onPartialToolCall(partial, context);
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall complete) {
            handler.onCompleteToolCall(complete);
        }

        @Override
        public void onUnmappedRawEvent(Object event) {
            handler.onUnmappedRawEvent(event);
        }
    }
}
