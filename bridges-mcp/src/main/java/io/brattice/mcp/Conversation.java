package io.brattice.mcp;

import io.brattice.Admission;
import io.brattice.Permit;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Reversibility;
import io.brattice.policy.Decision;
import io.brattice.policy.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What one client and one server say to each other, over whatever it is carried. Every message goes on as it came, but for {@code tools/call}:
 * that one goes through the gate, and on to the server only with its permit and the arguments of the permit. No other message waits while a
 * call is judged, asked about or run.
 *
 * <p>Knows no transport: what a message came by is handed in with it, as the two wires that lead back and on.
 */
final class Conversation {

    /** Numbers calls, so that the question about one finds its way back. */
    private static final AtomicLong MADE = new AtomicLong();

    private final Tools tools;
    private final Listings listings;
    private final Elicitation elicitation;
    private final Consumer<String> operator;
    private final String label;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Map<String, Verdict> methods = new ConcurrentHashMap<>();
    private final AtomicReference<Session> session;
    private final boolean inFront;
    private volatile boolean elicits;
    private volatile boolean closed;

    /**
     * @param session who calls; conversations that share it share what they have read, too
     * @param inFront true where whoever speaks is known to be the client, and may be asked for the person in front of it
     * @param label what the results of this server mark the session with
     */
    Conversation(
            AtomicReference<Session> session,
            Tools tools,
            Elicitation elicitation,
            boolean inFront,
            String label,
            Consumer<String> operator) {
        this.session = session;
        this.tools = tools;
        this.listings = new Listings(tools, operator);
        this.elicitation = elicitation;
        this.inFront = inFront;
        this.label = label;
        this.operator = operator;
    }

    // -- from the client

    /**
     * Takes one message of the client.
     *
     * @param client leads back: what the gate itself has to say to it
     * @param server leads on: what the server gets, at once or once a person has said yes
     */
    void clientSaid(Message message, Wire client, Wire server) throws IOException {
        if (message.isResponse()) {
            if (!elicitation.takes(message, session().caller().session())) {
                server.send(message.bytes());
            }
        } else if (message.method().equals("tools/call") || message.method().isEmpty()) {
            call(message, client, server);
        } else if (message.isNotification()) {
            if (!message.method().equals("notifications/cancelled") || !cancelled(message)) {
                server.send(message.bytes());
            }
        } else {
            other(message, client, server);
        }
    }

    /** A request that calls no tool: rules may forbid its method. */
    private void other(Message message, Wire client, Wire server) throws IOException {
        Verdict verdict = methods.computeIfAbsent(message.method(), this::judged);
        if (verdict.decision() == Decision.DENY) {
            client.answer(Replies.error(
                    message.id(),
                    Replies.FORBIDDEN,
                    "refused by " + verdict.reasons().get(0)
                            + (verdict.advice().isBlank() ? "" : ". " + verdict.advice())));
            return;
        }
        if (message.method().equals("initialize")) {
            elicits = inFront && canElicit(message);
        }
        if (message.method().equals("tools/list")) {
            listings.asked(message);
        }
        server.send(message.bytes());
    }

    /** Once for each method: it is judged as a read of the tool {@code mcp/METHOD}, so that only a rule can refuse it. */
    private Verdict judged(String method) {
        String name = "mcp/" + method.replaceAll("[^\\x21-\\x7e]", "?");
        Tool tool =
                Tool.of(name.substring(0, Math.min(name.length(), 200)), Reversibility.READ_ONLY, arguments -> null);
        return session().judge(tool, Arguments.none());
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

    private void call(Message message, Wire client, Wire server) throws IOException {
        if (!message.isRequest() || !message.method().equals("tools/call")) {
            operator.accept("a call without an id, or a method that is no text, was dropped: nobody could be told");
            return;
        }
        String id = message.id();
        Optional<String> name = message.text("params.name");
        if (name.isEmpty()) {
            client.answer(Replies.error(id, Replies.INVALID, "refused: `tools/call` names no tool"));
            return;
        }
        Call call = new Call(client);
        if (calls.putIfAbsent(id, call) != null) {
            client.answer(Replies.error(id, Replies.INVALID, "refused: a call with this id is under way; use another"));
            return;
        }
        Session here = session();
        String callId = here.caller().session() + "-mcp-" + MADE.incrementAndGet();
        if (elicits) {
            elicitation.through(callId, client);
        }
        try {
            Arguments arguments =
                    Arguments.fromJson(message.raw("params.arguments").orElse("{}"));
            var unused = here.callId(callId)
                    .admitAsync(tools.named(name.get()), arguments)
                    .thenAccept(admission -> {
                        elicitation.done(callId);
                        admitted(message, call, admission, server);
                    });
        } catch (IllegalArgumentException e) {
            elicitation.done(callId);
            calls.remove(id, call);
            client.answer(Replies.result(id, "refused: " + e.getMessage(), true));
        }
    }

    private void admitted(Message message, Call call, Admission admission, Wire server) {
        String id = message.id();
        if (closed) {
            call.unwanted();
        }
        Optional<Permit> permit = call.granted(admission);
        if (permit.isEmpty()) {
            calls.remove(id, call);
            if (call.isUnwanted()) {
                silence(call);
            } else {
                tell(call, Replies.notRun(id, admission.outcome().orElseThrow()));
            }
            return;
        }
        String arguments = permit.get().redeem().arguments().json();
        try {
            server.send(
                    message.has("params.arguments") ? message.with("params.arguments", arguments) : message.bytes());
        } catch (IOException e) {
            lost(id);
        }
    }

    /** True when the call has not gone to the server: then only the gate has to know. */
    private boolean cancelled(Message message) {
        Call call = calls.get(message.raw("params.requestId").orElse(""));
        return call != null && call.unwanted();
    }

    /** Nothing that waits for a person may still run. */
    void clientIsGone() {
        closed = true;
    }

    // -- from the server

    /**
     * Takes one message of the server.
     *
     * @param client leads to the client, for what it gets later
     * @param server leads to the server, for what the gate itself wants to know
     * @return what the client gets to see of it now: the same bytes, where they are to go on as they came
     */
    Optional<byte[]> serverSaid(byte[] bytes, Wire client, Wire server) throws IOException {
        Message message;
        try {
            message = Message.single(bytes);
        } catch (IOException e) {
            // The client might read it otherwise than the gate, and take it for what the gate has not seen.
            operator.accept("something the server said was dropped: " + e.getMessage());
            return Optional.empty();
        }
        if (message.isResponse()) {
            answered(message);
            return listings.answered(message, client, server);
        }
        if (message.method().equals("elicitation/create") && !calls.isEmpty() && message.has("params.message")) {
            String words = message.text("params.message").orElse("");
            return Optional.of(message.with(
                    "params.message", Replies.text("[asked by the server `" + label + "`, not by the gate] " + words)));
        }
        return Optional.of(bytes);
    }

    private void answered(Message message) {
        Call call = calls.remove(message.id());
        if (call == null) {
            return;
        }
        session.updateAndGet(before -> before.tainted(label));
        if (!call.answered(message)) {
            operator.accept("the server answered a call that was not sent to it");
        }
    }

    /** Nobody knows how the calls ended that were under way. */
    void serverIsGone() {
        closed = true;
        calls.keySet().forEach(this::lost);
    }

    /** The same of one call, if it is one. True when the client was told. */
    boolean lost(String id) {
        return ended(id, Call::lost, "the server is gone: nobody knows whether the call ran");
    }

    /** A call that the server did not take, if it is one. True when the client was told. */
    boolean notTaken(String id, String why) {
        return ended(id, call -> call.failed(why), why);
    }

    private boolean ended(String id, Consumer<Call> how, String why) {
        Call call = calls.remove(id);
        if (call == null) {
            return false;
        }
        how.accept(call);
        tell(call, Replies.error(id, Replies.GONE, why));
        return true;
    }

    /** True while a call is under way. */
    boolean isBusy() {
        return !calls.isEmpty();
    }

    private Session session() {
        return Objects.requireNonNull(session.get());
    }

    private void tell(Call call, String message) {
        try {
            call.client().answer(message);
        } catch (IOException e) {
            operator.accept("the client is gone: " + e.getMessage());
        }
    }

    private void silence(Call call) {
        try {
            call.client().silence();
        } catch (IOException e) {
            operator.accept("the client is gone: " + e.getMessage());
        }
    }
}
