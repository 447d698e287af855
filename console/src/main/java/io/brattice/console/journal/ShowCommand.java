package io.brattice.console.journal;

import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Ink;
import io.brattice.console.terminal.Progress;
import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import io.brattice.console.undo.Told;
import io.brattice.console.undo.UnknownId;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Recorded;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice journal show}: one call or entry in full. */
@Command(
        name = "show",
        description = {
            "Show every entry of one call in full, or one entry.",
            "What an agent wrote is made visible: no character of it acts on the terminal, hides or reorders."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "2:the command line was not understood, or the journal does not know it",
            "4:the journal cannot be read, or is damaged"
        })
final class ShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Parameters(
            paramLabel = "ID",
            description =
                    "A call, or an entry as `STREAM:NUMBER`; `-` for what is about no call, such as the stop switch.")
    private String id = "";

    @Option(names = "--json", description = "One JSON object for each entry, a line each.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> show(command.getOut(), command.getErr()));
    }

    private int show(PrintWriter out, PrintWriter err) throws IOException, UnknownId {
        String wanted = id.equals("-") ? "" : id;
        boolean colour = folders.isColoured(terminal);
        List<Recorded> found = new ArrayList<>(1);
        try (Progress progress = new Progress(terminal, err)) {
            FileJournal.readPlaces(folders.journal(terminal), recorded -> {
                progress.step();
                Entry entry = recorded.entry();
                if (entry.call().equals(wanted) || place(recorded).equals(wanted)) {
                    if (found.isEmpty()) {
                        found.add(recorded); // only that there was one: a call may have very many
                    }
                    print(recorded, colour, out);
                }
            });
        }
        if (found.isEmpty()) {
            throw new UnknownId("no call and no entry `" + VisibleText.line(id)
                    + "` in the journal; `brattice sessions` lists sessions, `brattice diff SESSION` calls");
        }
        return Told.DONE;
    }

    private static String place(Recorded recorded) {
        return recorded.stream() + ":" + recorded.sequence();
    }

    private void print(Recorded recorded, boolean colour, PrintWriter out) {
        if (json) {
            out.println(Plain.json(recorded));
            return;
        }
        Entry entry = recorded.entry();
        out.println(Ink.BOLD.on(entry.kind() + "  " + entry.at(), colour) + "  " + place(recorded));
        out.println("  call   " + VisibleText.name(entry.call()));
        out.println("  hash   " + recorded.hash().hex());
        entry.body()
                .forEachLeaf((path, value) -> out.println("  " + VisibleText.line(path) + "  "
                        + (value instanceof String text ? VisibleText.name(text) : String.valueOf(value))));
    }
}
