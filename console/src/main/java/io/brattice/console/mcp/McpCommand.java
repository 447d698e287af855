package io.brattice.console.mcp;

import io.brattice.StateFolder;
import io.brattice.console.terminal.Terminal;
import io.brattice.journal.JournalException;
import io.brattice.mcp.McpGate;
import io.brattice.policy.Policy;
import io.brattice.rulebook.Rulebook;
import io.brattice.rulebook.UnreadableRulebookException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice mcp}: stands in for an MCP server. Standard output carries the protocol and nothing else. */
@Command(
        name = "mcp",
        description = {
            "Start an MCP server behind the gate, over standard input and output,",
            "or stand in front of one that speaks HTTP (--listen).",
            "Its tools are called only with the gate's leave; every other message passes as it came."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "2:the command line or the rulebook was not understood; nothing was started",
            "127:the server could not be started, or the address is taken",
            "other:the exit code of the server; with --listen, of the signal that ended it"
        })
public final class McpCommand implements Callable<Integer> {

    private static final int MISUNDERSTOOD = 2;
    private static final int NOT_STARTED = 127;

    private final Terminal terminal;
    private final Supplier<InputStream> in;
    private final Supplier<OutputStream> out;

    @Option(names = "--policy", paramLabel = "FILE", description = "The rulebook. Else the default table decides.")
    private @Nullable Path policy;

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where the gate remembers. Else BRATTICE_STATE, else ~/.local/state/brattice.")
    private @Nullable Path state;

    @Option(names = "--name", paramLabel = "NAME", description = "A name for the server. Else that of its program.")
    private String name = "";

    @Option(names = "--agent", paramLabel = "NAME", defaultValue = "agent", description = "A name for the agent.")
    private String agent = "";

    @Option(
            names = "--on-behalf-of",
            paramLabel = "PERSON",
            description = "Who sits in front of the client. Else who runs this.")
    private String person = "";

    @Option(
            names = "--trust",
            paramLabel = "WHAT",
            defaultValue = "nothing",
            description = "names: tools that are as they were pinned are judged by their names.")
    private Trust trust = Trust.NOTHING;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            defaultValue = "PT45S",
            description = "How long a call waits for an answer: 30s, 5m. Else 45s; then the model is told a ticket.")
    private String patience = "";

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "127.0.0.1:PORT: be an HTTP server, in front of the one whose URL stands behind `--`.")
    private String listen = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "With --listen: what clients must present as a bearer. Else any program of this machine is let in.")
    private @Nullable Path token;

    @Option(
            names = "--server-token-file",
            paramLabel = "FILE",
            description =
                    "With --listen: what the server gets as a bearer. Else what the client presents, if no --token-file.")
    private @Nullable Path serverToken;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "With --listen: web pages that may come in, besides those of this machine. May be repeated.")
    private Set<String> origins = Set.of();

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "Behind `--`: how the server is started, or with --listen its URL.")
    private List<String> command = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    enum Trust {
        NOTHING,
        NAMES
    }

    McpCommand(Terminal terminal, Supplier<InputStream> in, Supplier<OutputStream> out) {
        this.terminal = terminal;
        this.in = in;
        this.out = out;
    }

    /** On the standard input and output of this process, with the commands about configurations. */
    public static CommandLine at(Terminal terminal) {
        return at(new McpCommand(terminal, () -> System.in, McpCommand::protocol));
    }

    static CommandLine at(McpCommand command) {
        return new CommandLine(command).addSubcommand(new WrapCommand()).addSubcommand(new UnwrapCommand());
    }

    /** Standard output; whatever else is printed in this process, by a logger for one, goes to standard error from now on. */
    private static OutputStream protocol() {
        System.setOut(System.err);
        return new FileOutputStream(FileDescriptor.out);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, JournalException {
        PrintWriter err = Objects.requireNonNull(spec, "spec").commandLine().getErr();
        McpGate gate;
        Optional<Listening> address;
        try {
            address = Listening.of(listen, command, token, serverToken, origins);
            gate = gate();
        } catch (IllegalArgumentException | IOException e) {
            err.println("brattice: " + e.getMessage());
            return MISUNDERSTOOD;
        }
        try {
            if (address.isPresent()) {
                address.get().forGood(gate, line -> say(err, line));
                return 0;
            }
            return gate.run(command, in.get(), out.get(), line -> say(err, line));
        } catch (IOException e) {
            say(err, "the server did not start, or its state cannot be kept: " + e.getMessage());
            return NOT_STARTED;
        }
    }

    private static void say(PrintWriter err, String line) {
        err.println("brattice: " + line);
        err.flush();
    }

    private McpGate gate() throws IOException {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no server is named: write its command behind `--`");
        }
        StateFolder folder = Optional.ofNullable(state)
                .map(StateFolder::new)
                .orElseGet(() -> StateFolder.of(terminal.variables(), Path.of(System.getProperty("user.home"))));
        return new McpGate(
                folder,
                rules(),
                name.isEmpty() ? ClientConfig.serverName(command) : name,
                agent,
                person.isEmpty() ? terminal.user() : person,
                trust == Trust.NAMES,
                waits(patience));
    }

    private Policy rules() throws IOException {
        Path file = policy;
        if (file == null) {
            return Policy.defaults();
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("`" + file + "` cannot be read; look at its path and its permissions");
        }
        try {
            return Rulebook.read(file);
        } catch (UnreadableRulebookException e) {
            int more = e.problems().size() - 1;
            throw new IOException(
                    e.problems().get(0) + (more == 0 ? "" : " (and " + more + " more: see `brattice policy check`)"),
                    e);
        }
    }

    private static Duration waits(String text) {
        try {
            Duration duration = Duration.parse(text.startsWith("P") ? text : "PT" + text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (java.time.format.DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException("`" + text + "` is no duration; write `30s`, `5m` or `1h`");
    }
}
