package io.brattice.spring;

import io.brattice.Gate;
import io.brattice.action.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;

/**
 * Puts a gate in front of what Spring AI lets a model call.
 *
 * <p>Guarantees: no call that goes through what this object made runs without the gate's permit, with other arguments than were judged, or
 * twice for one yes. What is refused or waits for a person is told to the model as the tool's answer, and the conversation goes on. Behind
 * {@link #manager} every question of a batch is answered before the first of its calls runs.
 *
 * <p>Does not reach a {@code ToolCallingManager} or a callback that was not decorated.
 */
public final class SpringGate {

    /** In the tool context: the name of the session, which the host sets. Without it the calls of an agent are one session per process. */
    public static final String SESSION = "brattice.session";

    /** In the tool context: the person the agent acts for, whom the host has authenticated. */
    public static final String ON_BEHALF_OF = "brattice.on-behalf-of";

    private final Sessions sessions;
    private final ToolClasses classes;

    private SpringGate(Sessions sessions, ToolClasses classes) {
        this.sessions = sessions;
        this.classes = classes;
    }

    /** For the agent of that name; session and person come from the tool context, under {@link #SESSION} and {@link #ON_BEHALF_OF}. */
    public static SpringGate of(Gate gate, String agent, ToolClasses classes) {
        String process = Long.toUnsignedString(ProcessHandle.current().pid(), Character.MAX_RADIX) + "-"
                + Long.toUnsignedString(System.currentTimeMillis(), Character.MAX_RADIX);
        return of(
                gate,
                context -> {
                    Caller caller = Caller.agent(agent)
                            .session(String.valueOf(context.getOrDefault(SESSION, agent + "-" + process)));
                    Object person = context.get(ON_BEHALF_OF);
                    return person == null ? caller : caller.onBehalfOf(String.valueOf(person));
                },
                classes);
    }

    /** For whoever {@code caller} names from the tool context, which is the host's own. */
    public static SpringGate of(Gate gate, Function<Map<String, Object>, Caller> caller, ToolClasses classes) {
        Objects.requireNonNull(gate, "gate");
        return new SpringGate(new Sessions(gate, Objects.requireNonNull(caller, "caller")), classes);
    }

    /** In front of a whole manager: every tool it executes, however it finds it. */
    public ToolCallingManager manager(ToolCallingManager manager) {
        return manager instanceof GatedToolCallingManager
                ? manager
                : new GatedToolCallingManager(manager, sessions, classes);
    }

    /** In front of one callback. The calls of one turn are then judged one after the other. */
    public ToolCallback callback(ToolCallback callback) {
        return callback(callback, "");
    }

    /** The same for a tool whose answers come from elsewhere: from then on the session is marked with {@code label}. */
    public ToolCallback untrusted(ToolCallback callback, String label) {
        if (label.isBlank()) {
            throw new IllegalArgumentException(
                    "a label is needed for what an untrusted tool answers, such as `mcp:web`");
        }
        return callback(callback, label);
    }

    /** Each callback of a provider, such as that of an MCP client, as {@link #untrusted}. */
    public ToolCallbackProvider untrusted(ToolCallbackProvider provider, String label) {
        return () -> Arrays.stream(provider.getToolCallbacks())
                .map(each -> untrusted(each, label))
                .toArray(ToolCallback[]::new);
    }

    /** Each of these. */
    public List<ToolCallback> callbacks(ToolCallback... callbacks) {
        return Arrays.stream(callbacks).map(this::callback).toList();
    }

    private ToolCallback callback(ToolCallback callback, String label) {
        return callback instanceof GatedToolCallback
                ? callback
                : new GatedToolCallback(callback, sessions, classes, label);
    }
}
