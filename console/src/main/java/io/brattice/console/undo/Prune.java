package io.brattice.console.undo;

import io.brattice.action.Arguments;
import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Terminal;
import io.brattice.files.store.Pruned;
import io.brattice.files.store.Pruning;
import io.brattice.files.store.Shelf;
import io.brattice.files.store.Store;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

/** {@code brattice prune}: makes the store smaller. */
@Command(
        name = "prune",
        description = {
            "Forget what was kept of old calls. They can then not be taken back.",
            "Without a choice, what was kept of calls that were taken back, and what nothing needs any more.",
            "What was kept within the last hour stays."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that was chosen is forgotten",
            "1:nothing was done: there was no yes",
            "2:the command line was not understood",
            "3:something that was chosen is still there",
            "4:the journal or the store cannot be read or written"
        })
public final class Prune implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = Measures.Age.class,
            description = "Of calls older than that: 14d, 12h.")
    private @Nullable Duration olderThan;

    @Option(names = "--session", paramLabel = "ID", description = "Of the calls of this session.")
    private @Nullable String session;

    @Option(
            names = "--to-size",
            paramLabel = "SIZE",
            converter = Measures.Size.class,
            description = "Of whole sessions, the oldest first, until the store holds no more than that: 2GB.")
    private @Nullable Long toSize;

    @Option(names = "--dry-run", description = "Say what would be forgotten, and forget nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public Prune(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> prune(command.getOut(), command.getErr()));
    }

    private int prune(PrintWriter out, PrintWriter err) throws IOException {
        Path folder = folders.store(terminal);
        if (!Files.isDirectory(folder)) {
            out.println("nothing is kept: there is no store `" + Words.path(folder) + "`");
            return Told.DONE;
        }
        Store store = Store.in(folder);
        Pruning pruning = pruning();
        List<Shelf> chosen = store.foresee(pruning);
        long bytes = chosen.stream().mapToLong(Shelf::bytes).sum();
        long undoable = chosen.stream().filter(shelf -> !shelf.done()).count();
        out.println("the store holds " + Words.size(store.bytes()) + " of "
                + Words.counted(store.shelves().size(), "call"));
        out.println("to be forgotten: " + Words.counted(chosen.size(), "call") + ", about " + Words.size(bytes)
                + (undoable == 0 ? "" : "; " + undoable + " of them can then not be taken back any more"));
        if (dryRun) {
            chosen.forEach(shelf -> out.println("  " + VisibleText.name(shelf.call()) + "  "
                    + Words.when(shelf.at(), terminal.zone()) + "  session " + VisibleText.name(shelf.session()) + "  "
                    + Words.size(shelf.bytes()) + (shelf.done() ? "  taken back" : "")));
            return Told.DONE;
        }
        if (undoable > 0 && !yes) {
            if (!terminal.answering().getAsBoolean()) {
                err.println("brattice: nothing was done: there is no terminal to ask at; add --yes to forget them");
                return Told.NOT_DONE;
            }
            if (!terminal.agrees("forget them?", out)) {
                out.println("nothing was done");
                return Told.NOT_DONE;
            }
        }
        return prune(store, pruning, out);
    }

    private int prune(Store store, Pruning pruning, PrintWriter out) throws IOException {
        Set<String> gone = calls(store);
        Pruned pruned = store.prune(pruning);
        gone.removeAll(calls(store));
        if (!gone.isEmpty() && Files.isDirectory(folders.journal(terminal))) {
            note(gone);
        }
        out.println(pruned.summary());
        pruned.spared().forEach(line -> out.println("  spared: " + VisibleText.line(line)));
        return pruned.spared().isEmpty() ? Told.DONE : Told.SOMETHING_LEFT;
    }

    private Pruning pruning() {
        List<Pruning> chosen = new ArrayList<>();
        if (olderThan != null) {
            chosen.add(Pruning.olderThan(olderThan));
        }
        if (session != null) {
            chosen.add(Pruning.ofSession(session));
        }
        if (toSize != null) {
            chosen.add(Pruning.to(toSize));
        }
        return chosen.stream().reduce(Pruning::or).orElseGet(Pruning::takenBack);
    }

    private static Set<String> calls(Store store) throws IOException {
        Set<String> calls = new HashSet<>();
        for (Shelf shelf : store.shelves()) {
            if (!shelf.call().isEmpty()) {
                calls.add(shelf.call());
            }
        }
        return calls;
    }

    /** Afterwards, so that the journal never says that something is gone which is still there. */
    private void note(Set<String> calls) throws JournalException {
        try (FileJournal journal = FileJournal.in(folders.journal(terminal))) {
            for (String call : calls) {
                journal.note(new Entry(
                        Entry.Kind.NOTED,
                        call,
                        Instant.now(),
                        Arguments.of("what", "pruned", "why", "by " + terminal.user())));
            }
        }
    }
}
