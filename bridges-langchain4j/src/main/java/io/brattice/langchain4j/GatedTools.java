package io.brattice.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.langchain4j.service.tool.ToolService;
import io.brattice.Gate;
import io.brattice.action.Caller;
import io.brattice.action.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a gate in front of what a LangChain4j service may call.
 *
 * <pre>{@code
 * GatedTools gated = GatedTools.of(gate, "support-bot");
 * Assistant assistant = gated.service(Assistant.class, model, new OrderTools()).build();
 * }</pre>
 *
 * <p>Guarantees: no tool that came through this object runs without the gate's permit, with other arguments than were judged, or twice for
 * one yes. What is refused or waits for a person comes to the model as an error result that says why and what to do instead, and the
 * conversation goes on. With {@link #model(ChatModel) the decorated model} every question of a turn is answered before the first of its calls
 * runs.
 *
 * <p>Does not reach what is given to the service beside it: {@code tools(Object...)}, other providers, {@code resourcesAsToolsPresenter}, or
 * the tools of a sub-agent that was built elsewhere. With a model that is not decorated the calls of one turn are judged one after the other,
 * each when its turn comes.
 *
 * <p>Immutable, but for the labels of what sessions have read; safe for use by several threads.
 */
public final class GatedTools {

    /** The key in a tool's metadata that declares its class: {@code @Tool(metadata = "{\"reversibility\": \"READ_ONLY\"}")}. */
    public static final String REVERSIBILITY = "reversibility";

    private final Gate gate;
    private final Sessions sessions;
    private final Turns turns;
    private final Optional<Classifier> classifier;

    private GatedTools(Gate gate, Sessions sessions, Turns turns, Optional<Classifier> classifier) {
        this.gate = gate;
        this.sessions = sessions;
        this.turns = turns;
        this.classifier = classifier;
    }

    /** Tools of the agent of that name. Each chat memory is a session of its own. */
    public static GatedTools of(Gate gate, String agent) {
        Caller caller = Caller.agent(agent);
        return of(gate, context -> caller);
    }

    /**
     * Tools of whoever {@code caller} names: on whose behalf, in which tenant, with which roles, from what the host put into the
     * invocation. A caller without a session gets the memory's id as its session.
     *
     * @param caller must not believe anything that came from the model
     */
    public static GatedTools of(Gate gate, Function<InvocationContext, Caller> caller) {
        Objects.requireNonNull(gate, "gate");
        Objects.requireNonNull(caller, "caller");
        return new GatedTools(gate, new Sessions(gate, caller), new Turns(), Optional.empty());
    }

    /** The same with an opinion on what the calls of its tools would do, beside the class that they declare. */
    public GatedTools classifying(Classifier opinion) {
        return new GatedTools(gate, sessions, turns, Optional.of(opinion));
    }

    /** The same for a sub-agent: its sessions are children of those of this one, and inherit what these have read. */
    public GatedTools child(String agent) {
        return new GatedTools(gate, sessions.child(agent), new Turns(), classifier);
    }

    /** The methods with {@code @Tool} of these objects. Their metadata may declare a class; without one a tool is IRREVERSIBLE. */
    public List<AiServiceTool> tools(Object... objectsWithTools) {
        List<AiServiceTool> gated = new ArrayList<>();
        for (Object each : objectsWithTools) {
            for (AiServiceTool tool : ToolService.findTools(each)) {
                gated.add(gated(tool, true, ""));
            }
        }
        return List.copyOf(gated);
    }

    /**
     * A provider whose tools are the host's own. Their metadata may declare a class.
     *
     * @see #untrusted(ToolProvider, String)
     */
    public ToolProvider provider(ToolProvider provider) {
        return new GatedProvider(provider, true, "");
    }

    /**
     * A provider whose tools come from elsewhere, an MCP server for example: what its metadata says of reversibility counts for nothing, and
     * what its tools answer marks the session with {@code label}, so that policies can tell what was decided after it had been read.
     */
    public ToolProvider untrusted(ToolProvider provider, String label) {
        if (label.isBlank()) {
            throw new IllegalArgumentException(
                    "a label is needed for what an untrusted provider answers, such as `mcp:files`");
        }
        return new GatedProvider(provider, false, label);
    }

    /** For {@code McpToolProvider.builder().toolWrapper(…)}: as {@link #untrusted}, where only executors can be wrapped. */
    public Function<ToolExecutor, ToolExecutor> wrapper(String label) {
        return executor -> executor instanceof GatedExecutor
                ? executor
                : new NamelessExecutor(name -> executor(unknown(name), executor, false, label));
    }

    /** A model whose turns are known: all questions of a turn are answered before any of its calls runs. */
    public ChatModel model(ChatModel model) {
        return model instanceof GatedChatModel ? model : new GatedChatModel(model, turns);
    }

    /** The same for a model that streams. */
    public StreamingChatModel model(StreamingChatModel model) {
        return model instanceof GatedStreamingChatModel ? model : new GatedStreamingChatModel(model, turns);
    }

    /** A service with the decorated model and these tools, to go on with. Give it no other tools but from this object. */
    public <T> AiServices<T> service(Class<T> type, ChatModel model, Object... objectsWithTools) {
        AiServices<T> service = AiServices.builder(type).chatModel(model(model));
        return objectsWithTools.length == 0 ? service : service.tools(tools(objectsWithTools));
    }

    /** The same with a model that streams. */
    public <T> AiServices<T> service(Class<T> type, StreamingChatModel model, Object... objectsWithTools) {
        AiServices<T> service = AiServices.builder(type).streamingChatModel(model(model));
        return objectsWithTools.length == 0 ? service : service.tools(tools(objectsWithTools));
    }

    private AiServiceTool gated(AiServiceTool tool, boolean trusted, String label) {
        return tool.toolExecutor() instanceof GatedExecutor
                ? tool
                : tool.toBuilder()
                        .toolExecutor(executor(tool.toolSpecification(), tool.toolExecutor(), trusted, label))
                        .build();
    }

    private GatedExecutor executor(
            ToolSpecification specification, ToolExecutor executor, boolean trusted, String label) {
        FrameworkTool tool = new FrameworkTool(specification, executor, trusted, classifier);
        turns.know(tool);
        return new GatedExecutor(tool, sessions, turns, label);
    }

    private static ToolSpecification unknown(String name) {
        return ToolSpecification.builder().name(name).build();
    }

    /** Wraps the tools of each answer. A provider may be asked for every message, and answer with new executors each time. */
    private final class GatedProvider implements ToolProvider {

        private final ToolProvider provider;
        private final boolean trusted;
        private final String label;

        GatedProvider(ToolProvider provider, boolean trusted, String label) {
            this.provider = Objects.requireNonNull(provider, "provider");
            this.trusted = trusted;
            this.label = label;
        }

        @Override
        public ToolProviderResult provideTools(dev.langchain4j.service.tool.ToolProviderRequest request) {
            ToolProviderResult result = provider.provideTools(request);
            return new ToolProviderResult(result.aiServiceTools().stream()
                    .map(tool -> gated(tool, trusted, label))
                    .toList());
        }

        @Override
        public boolean isDynamic() {
            return provider.isDynamic();
        }
    }
}
