package io.brattice.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Set;

/** A model whose turns are known. Changes nothing of what is sent or answered. */
final class GatedChatModel implements ChatModel {

    private final ChatModel model;
    private final Turns turns;

    GatedChatModel(ChatModel model, Turns turns) {
        this.model = model;
        this.turns = turns;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        return begun(model.chat(request));
    }

    @Override
    public ChatResponse chat(ChatRequest request, ChatRequestOptions options) {
        return begun(model.chat(request, options));
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return begun(model.doChat(request));
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

    private ChatResponse begun(ChatResponse response) {
        turns.begin(response.aiMessage());
        return response;
    }
}
