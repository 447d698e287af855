package io.brattice.mcp;

import io.brattice.Gate;
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
import java.util.function.Consumer;

/**
 * Stands in for an MCP server: starts it, and relays between it and a client over standard input and output.
 *
 * <p>Guarantees: no {@code tools/call} reaches the server without the gate's permit, with other arguments than were judged, or twice for one yes.
 * Every other message passes as it came, but for an elicitation that the server starts inside a call, which is marked as its own.
 *
 * <p>Does not limit what the server does by itself, nor what a client does that talks to the server by another way.
 *
 * @param server a name for the server: its pins are kept under it, and its results taint the session as {@code mcp:NAME}
 * @param command how the server is started
 * @param person whom the agent acts for: who answers in front of the client
 * @param trustNames true to judge pinned tools by their names
 * @param patience how long a call waits for a person before the model is told a ticket
 */
public record McpGate(
        StateFolder state,
        Policy policy,
        String server,
        List<String> command,
        String agent,
        String person,
        boolean trustNames,
        Duration patience) {

    private static final int ENDS_WITHIN = 5;

    public McpGate {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no server is named: write its command behind `--`");
        }
        if (!server.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "`" + server + "` is no name for a server; use up to 100 letters, digits, `.`, `_` and `-`");
        }
    }

    /**
     * Relays until the client or the server is gone.
     *
     * @param operator hears a line for each thing to know; not the client
     * @return the exit code of the server
     */
    public int run(InputStream in, OutputStream out, Consumer<String> operator)
            throws IOException, InterruptedException, JournalException {
        Pins pins = Pins.in(state.root().resolve("mcp-pins").resolve(server + ".json"));
        Wire client = new Wire(out);
        Elicitation elicitation = new Elicitation(client, person);
        try (FileJournal journal = FileJournal.in(state.journal());
                FileLedger ledger = FileLedger.in(state.ledger());
                Gate gate = Gate.builder()
                        .policy(policy)
                        .approver(elicitation)
                        .journal(journal)
                        .ledger(ledger)
                        .patience(patience)
                        .protect(Resource.file(state.root()))
                        .build()) {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Relay relay = new Relay(
                    gate,
                    Caller.agent(agent).onBehalfOf(person),
                    new Tools(pins, trustNames ? Optional.of(Names.usual()) : Optional.empty()),
                    client,
                    new Wire(process.getOutputStream()),
                    elicitation,
                    "mcp:" + server,
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
            try {
                relay.fromServer(process.getInputStream());
            } finally {
                end(process);
            }
            return process.waitFor();
        }
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
