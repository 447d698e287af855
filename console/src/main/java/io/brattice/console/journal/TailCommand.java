package io.brattice.console.journal;

import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import io.brattice.console.undo.Told;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalTail;
import io.brattice.journal.Recorded;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice journal tail}: what happens now. */
@Command(
        name = "tail",
        description = "Follow what all processes write to the journal, until this is interrupted.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "2:the command line was not understood",
            "4:the journal cannot be read, or is damaged"
        })
final class TailCommand implements Callable<Integer> {

    private static final long PAUSE_MILLIS = 200;

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "Begin with that many of the newest entries; 10 unless given.")
    private int lines;

    @Option(names = "--session", paramLabel = "ID", description = "Only of this session.")
    private @Nullable String session;

    @Option(names = "--no-follow", description = "End after the newest entries.")
    private boolean once;

    @Option(names = "--json", description = "One JSON object for each entry, a line each.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final Set<String> calls = new HashSet<>();

    TailCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> follow(command.getOut()));
    }

    private int follow(PrintWriter out) throws IOException {
        Path journal = folders.journal(terminal);
        EntryLine words = new EntryLine(terminal.zone());
        boolean first = true;
        try (JournalTail tail = FileJournal.tail(journal)) {
            while (true) {
                List<Recorded> all = Files.isDirectory(journal) ? tail.next() : List.of(); // it may come to be
                List<Recorded> ours = all.stream().filter(this::isWanted).collect(Collectors.toList());
                List<String> shown = ours.stream()
                        .map(each -> json ? Plain.json(each) : words.of(each))
                        .toList();
                shown.subList(first ? Math.max(0, shown.size() - Math.max(0, lines)) : 0, shown.size())
                        .forEach(out::println);
                out.flush();
                first = false;
                if (once || out.checkError() || !pause()) {
                    return Told.DONE;
                }
            }
        }
    }

    private boolean isWanted(Recorded recorded) {
        if (session == null) {
            return true;
        }
        boolean here = recorded.entry().body().get("caller").orElse("") instanceof Map<?, ?> caller
                && session.equals(caller.get("session"));
        if (here) {
            calls.add(recorded.entry().call());
        }
        return here || calls.contains(recorded.entry().call());
    }

    /** False when it was interrupted. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
