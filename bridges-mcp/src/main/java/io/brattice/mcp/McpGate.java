package io.brattice.mcp;

import io.brattice.Gate;
import io.brattice.Session;
import io.brattice.StateFolder;
import io.brattice.action.Caller;
import io.brattice.action.Resource;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Stands in for an MCP server, over standard input and output or over HTTP: relays between it and its clients.
 *
 * <p>Guarantees: no {@code tools/call} reaches the server without the gate's permit, with other arguments than were judged, or twice for one yes.
 * Every other message passes as it came, but for an elicitation that the server starts inside a call, which is marked as its own.
 *
 * <p>Does not limit what the server does by itself, nor what a client does that talks to the server by another way.
 *
 * @param server a name for the server: its pins are kept under it, and its results taint the session as {@code mcp:NAME}
 * @param person whom the agent acts for: who answers in front of the client
 * @param trustNames true to judge pinned tools by their names
 * @param patience how long a call waits for a person before the model is told a ticket
 */
public record McpGate(
        StateFolder state,
        Policy policy,
        String server,
        String agent,
        String person,
        boolean trustNames,
        Duration patience) {

    private static final int ENDS_WITHIN = 5;

    public McpGate {
        if (!server.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "`" + server + "` is no name for a server; use up to 100 letters, digits, `.`, `_` and `-`");
        }
    }

    /**
     * Starts a server, and relays over standard input and output until the client or the server is gone.
     *
     * @param command how the server is started
     * @param operator hears a line for each thing to know; not the client
     * @return the exit code of the server
     */
    public int run(List<String> command, InputStream in, OutputStream out, Consumer<String> operator)
            throws IOException, InterruptedException, JournalException {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no server is named: write its command behind `--`");
        }
        Pins pins = pins();
        // First of all, so that it starts while the gate does.
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Elicitation elicitation = new Elicitation(person);
        try (FileJournal journal = FileJournal.in(state.journal());
                FileLedger ledger = FileLedger.in(state.ledger());
                Gate gate = gate(journal, ledger, elicitation)) {
            Relay relay = new Relay(
                    new Conversation(session(gate), tools(pins), elicitation, true, label(), operator),
                    new LineWire(out),
                    new LineWire(process.getOutputStream()),
                    operator);
            Thread reading = new Thread(
                    () -> {
                        try {
                            relay.fromClient(in);
                        } catch (IOException e) {
                            operator.accept("the server takes nothing more: " + e.getMessage());
                        }
                        end(process);
                    },
                    "brattice-mcp-client");
            reading.setDaemon(true);
            reading.start();
            relay.fromServer(process.getInputStream());
            end(process);
            return process.waitFor();
        } finally {
            if (process.isAlive()) {
                end(process);
            }
        }
    }

    /**
     * Relays over HTTP until it is closed.
     *
     * @param door where clients come in
     * @param upstream where the server is
     * @param operator as for {@link #run}
     */
    public HttpGate listen(Door door, Upstream upstream, Consumer<String> operator)
            throws IOException, JournalException {
        return HttpGate.open(this, door, upstream, operator);
    }

    Pins pins() throws IOException {
        return Pins.in(state.root().resolve("mcp-pins").resolve(server + ".json"));
    }

    Gate gate(FileJournal journal, FileLedger ledger, Elicitation elicitation) throws JournalException {
        return Gate.builder()
                .policy(policy)
                .approver(elicitation)
                .journal(journal)
                .ledger(ledger)
                .patience(patience)
                .protect(Resource.file(state.root()))
                .build();
    }

    /** Who calls, in one session. */
    AtomicReference<Session> session(Gate gate) {
        return new AtomicReference<>(gate.as(Caller.agent(agent).onBehalfOf(person)));
    }

    Tools tools(Pins pins) {
        return new Tools(pins, trustNames ? Optional.of(Names.usual()) : Optional.empty());
    }

    /** What results of this server mark a session with. */
    String label() {
        return "mcp:" + server;
    }

    /** A server ends when its input does; one that does not is ended. */
    private static void end(Process process) {
        try {
            if (!process.waitFor(ENDS_WITHIN, TimeUnit.SECONDS)) {
                process.destroy();
                if (!process.waitFor(ENDS_WITHIN, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
