package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.console.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice diff}: what a session did to this machine. */
@Command(
        name = "diff",
        description = {
            "Show what a session did to this machine: from what its first call found to what is there now.",
            "It comes from the journal and the store, not from what the agent says. Nothing is changed."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "2:the command line was not understood, or there is no such session or call",
            "4:the journal or the store cannot be read"
        })
public final class Diff implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Parameters(paramLabel = "SESSION", description = "The id of the session; `brattice sessions` lists them.")
    private String id = "";

    @Option(names = "--call", paramLabel = "CALL", description = "Only what this call did.")
    private @Nullable String call;

    /** How much is shown. */
    static final class Extent {
        @Option(names = "--stat", description = "How much was changed where, without the lines.")
        private boolean stat;

        @Option(names = "--names-only", description = "The paths alone, one a line.")
        private boolean names;

        @Option(names = "--full", description = "Every line, also of long differences, and every call.")
        private boolean full;
    }

    @ArgGroup
    private Extent extent = new Extent();

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public Diff(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> show(command.getOut()));
    }

    private int show(PrintWriter out) throws IOException, UnknownId {
        Past past = new Past(folders.journal(terminal));
        List<Chronicle.Call> all = past.session(id);
        List<Chronicle.Call> calls = all.stream()
                .filter(each -> call == null || each.id().equals(call))
                .toList();
        if (calls.isEmpty() && call != null) {
            throw UnknownId.of(
                    "call of this session",
                    call,
                    all.stream().map(Chronicle.Call::id).toList());
        }
        Kept kept = Kept.in(folders.store(terminal));
        try (kept) {
            return show(calls, Changes.of(calls, new WaysBack()), out);
        }
    }

    private int show(List<Chronicle.Call> calls, Changes changes, PrintWriter out) throws IOException {
        List<Change> places = changes.all();
        if (extent.names) {
            places.forEach(change -> out.println(Words.path(change.now())));
            return Told.DONE;
        }
        DiffScreen screen = new DiffScreen(out, folders.isColoured(terminal), extent.full, places);
        screen.opening(calls, terminal.zone());
        screen.summary(calls, places, changes.repositories());
        screen.places(places);
        screen.stays(calls);
        if (!extent.stat) {
            screen.differences(places);
        }
        return Told.DONE;
    }
}
