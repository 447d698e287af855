package io.brattice.console.journal;

import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import io.brattice.console.undo.Measures;
import io.brattice.console.undo.Told;
import io.brattice.console.undo.Words;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Shortening;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice journal prune}: takes away the old end of the journal. */
@Command(
        name = "prune",
        description = {
            "Remove old entries, in whole segments: what is left verifies from a signed mark on.",
            "Segments with a call that has no end stay, and so does the newest of each stream. Export first what must be kept.",
            "Agents may be at work."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that was chosen is gone, or nothing was old enough",
            "1:nothing was done: there was no yes",
            "2:the command line was not understood",
            "3:older entries are still there: calls in them have no end",
            "4:the journal cannot be read, written or signed, or is damaged"
        })
final class PruneCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Option(
            names = "--older-than",
            required = true,
            paramLabel = "AGE",
            converter = Measures.Age.class,
            description = "Entries older than that: 90d, 26w.")
    private Duration olderThan = Duration.ZERO;

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            description = "The private key of the journal. Else `signing.key` in its folder.")
    private @Nullable Path key;

    @Option(names = "--dry-run", description = "Say what would go, and remove nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private @Nullable CommandSpec spec;

    PruneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> prune(command.getOut(), command.getErr()));
    }

    private int prune(PrintWriter out, PrintWriter err) throws IOException {
        Path journal = folders.journal(terminal);
        Shortening plan = FileJournal.shortening(journal, Instant.now().minus(olderThan));
        tell(plan, out);
        int code = plan.open() == 0 ? Told.DONE : Told.SOMETHING_LEFT;
        if (dryRun || plan.stretches().isEmpty()) {
            return code;
        }
        if (!yes) {
            if (!terminal.answering().getAsBoolean()) {
                err.println("brattice: nothing was done: there is no terminal to ask at; add --yes to remove them");
                return Told.NOT_DONE;
            }
            if (!terminal.agrees("remove them?", out)) {
                out.println("nothing was done");
                return Told.NOT_DONE;
            }
        }
        FileJournal.Builder builder = FileJournal.builder(journal);
        try (FileJournal open = (key == null ? builder : builder.signingKey(key)).open()) {
            open.shorten(plan, "by " + terminal.user());
        }
        out.println("removed " + Words.entries(plan.entries()));
        return code;
    }

    private void tell(Shortening plan, PrintWriter out) {
        if (plan.stretches().isEmpty()) {
            out.println("no segment is old enough as a whole");
        }
        for (Shortening.Stretch each : plan.stretches()) {
            out.println("stream " + each.stream() + ": up to entry " + each.sequence() + " of "
                    + Words.when(each.until(), terminal.zone()) + ", "
                    + Words.counted(each.files().size(), "segment")
                    + ", " + Words.size(each.bytes()));
        }
        if (plan.undoable() > 0) {
            out.println(Words.counted(plan.undoable(), "call") + " can then not be taken back any more");
        }
        if (plan.open() > 0) {
            out.println("older segments stay: " + Words.counted(plan.open(), "call")
                    + " in them without an end; `brattice journal show` tells, `gate.settle` ends them");
        }
    }
}
