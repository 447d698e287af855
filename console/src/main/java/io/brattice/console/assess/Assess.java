package io.brattice.console.assess;

import io.brattice.action.Arguments;
import io.brattice.shell.NamedHosts;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.network.Registries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice assess}: JSON lines in, JSON lines out. */
@Command(
        name = "assess",
        description = "Say of each call what the gate would do with it. Nothing is run.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nIn, one JSON object a line:%n",
        footer = {
            "  {\"id\": \"1\", \"tool\": \"bash\", \"arguments\": {\"command\": \"git clean -fd\"}}",
            "  and if you wish session (calls of one follow each other), cwd, and for a tool of",
            "  somebody else's description and parameters.",
            "",
            "Out, one JSON object a line: id, reversibility, inherent, decision, safeguard, contained,",
            "  preview, effects, complete, reasons, rules, micros, probe_micros."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every line was answered",
            "1:a line was no call; it is answered with an `error`",
            "2:the command line was not understood"
        })
public final class Assess implements Callable<Integer> {

    private static final int CHUNK = 4_000;
    private static final Duration WARMING = Duration.ofSeconds(2);

    /** What is supposed of what is not here. */
    enum Assumption {
        /** It is as it looks here. */
        NOTHING,
        /** It exists, is the only copy, and is in no repository. */
        WORST
    }

    /** What of somebody else's tools is trusted. */
    enum Trust {
        NOTHING,
        /** The names of tools; means something once a bridge to their server is there. */
        NAMES
    }

    @Option(
            names = "--workspace",
            paramLabel = "FOLDER",
            defaultValue = "${env:BRATTICE_WORKSPACE}",
            description = "Where the agent works. Else BRATTICE_WORKSPACE, else the cwd of a session's first call.")
    private @Nullable Path workspace;

    @Option(
            names = "--assume",
            paramLabel = "WHAT",
            defaultValue = "nothing",
            description = "worst: what is not here exists, is the only copy and in no repository.")
    private Assumption assume = Assumption.NOTHING;

    @Option(
            names = "--contain",
            paramLabel = "WHETHER",
            defaultValue = "host",
            description =
                    "yes, no or host: whether code that nobody can read runs contained; host: where this host can.")
    private Containing contain = Containing.HOST;

    @Option(names = "--warm", description = "Judge the calls before the timed pass, for two seconds and at least once.")
    private boolean warm;

    @Option(
            names = "--trust",
            paramLabel = "WHAT",
            defaultValue = "nothing",
            description = "names: accepted, without a meaning yet.")
    private Trust trust = Trust.NOTHING;

    /** Whether commands are taken to run contained. */
    enum Containing {
        /** As this host can. */
        HOST,
        /** They do. */
        YES,
        /** They do not. */
        NO;

        boolean holds() {
            return switch (this) {
                case HOST -> Containment.ofThisHost().holds();
                case YES -> true;
                case NO -> false;
            };
        }

        /** Whether they can be given something of the network. */
        boolean givesHosts() {
            return switch (this) {
                case HOST -> NamedHosts.ofThisHost().holds();
                case YES -> true;
                case NO -> false;
            };
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ByteLines in = new ByteLines(System.in);
        PrintWriter out = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16));
        PrintWriter err = Objects.requireNonNull(spec, "spec").commandLine().getErr();
        Run run = run();
        boolean understood = true;
        long number = 0;
        List<String> lines = new ArrayList<>();
        for (Optional<byte[]> line = in.next(); line.isPresent(); line = in.next()) {
            number++;
            lines.add(text(line.get()));
            if (!warm || lines.size() >= CHUNK) {
                understood &= answer(run, lines, number, out, err);
                lines.clear();
            }
        }
        understood &= answer(run, lines, number, out, err);
        out.flush();
        return understood ? 0 : 1;
    }

    /** What is no UTF-8 cannot be a call: an empty text stands for it, and is answered as one. */
    private static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private Run run() {
        Optional<Path> place = Optional.ofNullable(workspace)
                .filter(path -> !path.toString().isEmpty())
                .map(path -> path.toAbsolutePath().normalize());
        boolean contains = contain.holds();
        return new Run(
                place,
                Path.of(System.getProperty("user.home")),
                assume == Assumption.WORST,
                contains,
                contains && contain.givesHosts() ? Registries.usual() : Registries.none());
    }

    private boolean answer(Run run, List<String> lines, long last, PrintWriter out, PrintWriter err) {
        if (warm) {
            warm(run, lines);
        }
        boolean understood = true;
        long number = last - lines.size();
        for (String line : lines) {
            number++;
            try {
                out.println(new String(run.answer(Line.parse(line)).canonical(), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                understood = false;
                err.println("brattice: line " + number + ": " + e.getMessage());
                out.println(new String(
                        Arguments.of("error", "line " + number + ": " + e.getMessage())
                                .canonical(),
                        StandardCharsets.UTF_8));
            }
        }
        if (!warm) {
            out.flush();
        }
        return understood;
    }

    /** At least once; and again for a moment, since a virtual machine is not warm after a single pass. */
    private static void warm(Run run, List<String> lines) {
        long until = System.nanoTime() + (lines.isEmpty() ? 0 : WARMING.toNanos());
        do {
            Run before = run.afresh();
            for (String line : lines) {
                try {
                    before.answer(Line.parse(line));
                } catch (IllegalArgumentException e) {
                    // It is told of in the pass that counts.
                }
            }
        } while (System.nanoTime() - until < 0);
    }

    @Override
    public String toString() {
        return "assess, assuming " + assume.name().toLowerCase(Locale.ROOT) + ", trusting "
                + trust.name().toLowerCase(Locale.ROOT);
    }
}
