package io.brattice.console.journal;

import io.brattice.console.terminal.Progress;
import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import io.brattice.console.undo.Told;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Recorded;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice journal export}: the journal for other programs. */
@Command(
        name = "export",
        description = {
            "Print entries for other programs, a line each, in the order of time.",
            "Secrets stay replaced as they are in the journal. The lines are ASCII: nothing in them acts on a terminal."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nFormats:%n",
        footer = {
            "  jsonl        stream, sequence, hash, kind, call, at, body",
            "  cloudevents  CloudEvents 1.0; the id is `STREAM:NUMBER`",
            "  ocsf         OCSF 1.3, API Activity (6003); the body is in `unmapped`"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:exported",
            "2:the command line was not understood",
            "4:the journal cannot be read, or is damaged: what was printed is all there is before the damage"
        })
final class ExportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "jsonl, cloudevents or ocsf; jsonl unless given.")
    private Format format = Format.JSONL;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moments.From.class,
            description = "Not before: 2026-11-25, 2026-11-25T14:00:00Z or an age: 7d.")
    private Instant from = Instant.MIN;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moments.From.class,
            description = "Before; a day alone means its begin, in UTC.")
    private Instant to = Instant.MAX;

    @Option(names = "--session", paramLabel = "ID", description = "Only of this session.")
    private @Nullable String session;

    @Spec
    private @Nullable CommandSpec spec;

    private final Set<String> calls = new HashSet<>();

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> export(command.getOut(), command.getErr()));
    }

    private int export(PrintWriter out, PrintWriter err) throws IOException {
        Path journal = folders.journal(terminal);
        String source = journal.toUri().toString();
        PrintWriter buffered = new PrintWriter(new java.io.BufferedWriter(out, 1 << 16));
        try (Progress progress = new Progress(terminal, err)) {
            FileJournal.readPlaces(journal, recorded -> {
                progress.step();
                if (isWanted(recorded)) {
                    buffered.println(format.line(recorded, source));
                }
            });
        } finally {
            buffered.flush();
        }
        return Told.DONE;
    }

    private boolean isWanted(Recorded recorded) {
        boolean ours = session == null || calls.contains(recorded.entry().call());
        if (!ours
                && recorded.entry().body().get("caller").orElse("") instanceof Map<?, ?> caller
                && Objects.equals(session, caller.get("session"))) {
            calls.add(recorded.entry().call());
            ours = true;
        }
        Instant at = recorded.entry().at();
        return ours && !at.isBefore(from) && at.isBefore(to);
    }
}
