package io.brattice.mcp;

import io.brattice.Admission;
import io.brattice.Gate;
import io.brattice.Permit;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Reversibility;
import io.brattice.policy.Decision;
import io.brattice.policy.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Between one client and one server. Every message goes on as it came, but for {@code tools/call}: that one goes through the gate, and on to
 * the server only with its permit and the arguments of the permit. No other message waits while a call is judged, asked about or run.
 */
final class Relay {

    private static final int KEPT_OF_RESULT = 48 << 10;

    private final Tools tools;
    private final Wire client;
    private final Wire server;
    private final Elicitation elicitation;
    private final Consumer<String> operator;
    private final String label;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Set<String> lists = ConcurrentHashMap.newKeySet();
    private final Map<String, Verdict> methods = new ConcurrentHashMap<>();
    /** Changed by the thread that hears the server, and by no other. */
    private volatile Session session;

    private volatile boolean closed;

    /** A call on its way; its monitor guards where it is. */
    private static final class Call {
        private @Nullable Admission admission;
        private boolean cancelled;
    }

    /** @param label what the results of this server mark the session with */
    Relay(
            Gate gate,
            Caller caller,
            Tools tools,
            Wire client,
            Wire server,
            Elicitation elicitation,
            String label,
            Consumer<String> operator) {
        this.tools = tools;
        this.client = client;
        this.server = server;
        this.elicitation = elicitation;
        this.label = label;
        this.operator = operator;
        this.session = gate.as(caller);
    }

    // -- from the client

    /** Until the client has nothing more to say. */
    void fromClient(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().tooLong()) {
                client.send(Replies.error(
                        "null", Replies.INVALID, "refused: a message of more than 16 MiB; send it in parts"));
            } else if (line.get().bytes().length > 0) {
                clientSaid(line.get().bytes());
            }
        }
        closed = true;
        server.close();
    }

    private void clientSaid(byte[] bytes) throws IOException {
        Message message;
        try {
            message = Message.of(bytes);
        } catch (IOException e) {
            client.send(Replies.error("null", Replies.INVALID, "refused: " + e.getMessage()));
            return;
        }
        if (message.isBatch()) {
            client.send(Replies.error(
                    "null", Replies.INVALID, "refused: a batch is not taken apart; send each message by itself"));
        } else if (message.isResponse()) {
            if (!elicitation.takes(message)) {
                server.send(bytes);
            }
        } else if (message.method().equals("tools/call") || message.method().isEmpty()) {
            call(message);
        } else if (message.isNotification()) {
            if (!message.method().equals("notifications/cancelled") || !cancelled(message)) {
                server.send(bytes);
            }
        } else {
            other(message);
        }
    }

    /** A request that calls no tool: rules may forbid its method. */
    private void other(Message message) throws IOException {
        Verdict verdict = methods.computeIfAbsent(message.method(), this::judged);
        if (verdict.decision() == Decision.DENY) {
            client.send(Replies.error(
                    message.id(),
                    Replies.FORBIDDEN,
                    "refused by " + verdict.reasons().get(0)
                            + (verdict.advice().isBlank() ? "" : ". " + verdict.advice())));
            return;
        }
        if (message.method().equals("initialize")) {
            elicitation.possible(canElicit(message));
        }
        if (message.method().equals("tools/list")) {
            lists.add(message.id());
        }
        server.send(message.bytes());
    }

    /** Once for each method: it is judged as a read of the tool {@code mcp/METHOD}, so that only a rule can refuse it. */
    private Verdict judged(String method) {
        String name = "mcp/" + method.replaceAll("[^\\x21-\\x7e]", "?");
        Tool tool =
                Tool.of(name.substring(0, Math.min(name.length(), 200)), Reversibility.READ_ONLY, arguments -> null);
        return session.judge(tool, Arguments.none());
    }

    private static boolean canElicit(Message initialize) {
        try {
            return Arguments.fromJson(initialize.raw("params.capabilities").orElse("{}"))
                    .get("elicitation")
                    .isPresent();
        } catch (InvalidArgumentsException e) {
            return false;
        }
    }

    private void call(Message message) throws IOException {
        if (!message.isRequest() || !message.method().equals("tools/call")) {
            operator.accept("a call without an id, or a method that is no text, was dropped: nobody could be told");
            return;
        }
        String id = message.id();
        Optional<String> name = message.text("params.name");
        if (name.isEmpty()) {
            client.send(Replies.error(id, Replies.INVALID, "refused: `tools/call` names no tool"));
            return;
        }
        Call call = new Call();
        if (calls.putIfAbsent(id, call) != null) {
            client.send(Replies.error(id, Replies.INVALID, "refused: a call with this id is under way; use another"));
            return;
        }
        try {
            Arguments arguments =
                    Arguments.fromJson(message.raw("params.arguments").orElse("{}"));
            var unused = session.admitAsync(tools.named(name.get()), arguments)
                    .thenAccept(admission -> admitted(message, call, admission));
        } catch (IllegalArgumentException e) {
            calls.remove(id, call);
            client.send(Replies.result(id, "refused: " + e.getMessage(), true));
        }
    }

    private void admitted(Message message, Call call, Admission admission) {
        String id = message.id();
        Optional<Permit> permit = admission.permit();
        synchronized (call) {
            if (permit.isEmpty() || call.cancelled || closed) {
                calls.remove(id, call);
                admission.notRun("the client does not want it any more");
                if (!call.cancelled) {
                    tell(Replies.notRun(id, admission.outcome().orElseThrow()));
                }
                return;
            }
            call.admission = admission;
        }
        String arguments = permit.get().redeem().arguments().json();
        try {
            server.send(
                    message.has("params.arguments") ? message.with("params.arguments", arguments) : message.bytes());
        } catch (IOException e) {
            calls.remove(id, call);
            admission.close();
            tell(Replies.error(id, Replies.GONE, "the server is gone: nobody knows whether the call ran"));
        }
    }

    /** True when the call has not gone to the server: then only the gate has to know. */
    private boolean cancelled(Message message) {
        Call call = calls.get(message.raw("params.requestId").orElse(""));
        if (call == null) {
            return false;
        }
        synchronized (call) {
            call.cancelled = call.admission == null;
            return call.cancelled;
        }
    }

    // -- from the server

    /** Until the server is gone. */
    void fromServer(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().tooLong()) {
                operator.accept("a message of more than 16 MiB from the server was dropped");
                continue;
            }
            byte[] bytes = line.get().bytes();
            client.send(serverSaid(bytes));
        }
        lost();
    }

    /** What the client gets to see of it. */
    private byte[] serverSaid(byte[] bytes) throws IOException {
        Message message;
        try {
            message = Message.of(bytes);
        } catch (IOException e) {
            return bytes; // the client will say what is wrong with it
        }
        if (message.isBatch()) {
            return bytes;
        }
        if (message.isResponse()) {
            answered(message);
        } else if (message.method().equals("elicitation/create") && !calls.isEmpty()) {
            String words = message.text("params.message").orElse("");
            return message.has("params.message")
                    ? message.with(
                            "params.message", quoted("[asked by the server `" + label + "`, not by the gate] " + words))
                    : bytes;
        }
        return bytes;
    }

    private void answered(Message message) throws IOException {
        if (lists.remove(message.id()) && message.has("result.tools")) {
            tools.told("{\"tools\":" + message.raw("result.tools").orElseThrow() + "}")
                    .forEach(operator);
        }
        Call call = calls.remove(message.id());
        if (call == null) {
            return;
        }
        session = session.tainted(label);
        Admission admission;
        synchronized (call) {
            admission = call.admission;
        }
        if (admission == null) {
            operator.accept("the server answered a call that was not sent to it");
            return;
        }
        boolean failed = !message.has("result.content") && !message.has("result.structuredContent")
                || message.raw("result.isError").filter("true"::equals).isPresent();
        String result = message.raw("result").orElse("{}");
        if (failed) {
            admission.failed(new IOException(
                    "the server answered with an error: " + result.substring(0, Math.min(500, result.length()))));
        } else {
            admission.done(result.length() <= KEPT_OF_RESULT ? result : "a result of " + result.length() + " letters");
        }
    }

    /** Nobody knows how the calls ended that were under way. */
    private void lost() {
        for (Map.Entry<String, Call> left : calls.entrySet()) {
            Call call = left.getValue();
            synchronized (call) {
                Admission admission = call.admission;
                call.cancelled = true;
                if (admission != null) {
                    admission.close();
                }
            }
            tell(Replies.error(left.getKey(), Replies.GONE, "the server is gone: nobody knows whether the call ran"));
        }
        calls.clear();
    }

    private void tell(String message) {
        try {
            client.send(message);
        } catch (IOException e) {
            operator.accept("the client is gone: " + e.getMessage());
        }
    }

    private static String quoted(String text) {
        String json = Arguments.of("t", text).json();
        return json.substring("{\"t\":".length(), json.length() - 1);
    }
}
