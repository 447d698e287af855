package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.console.terminal.Terminal;
import io.brattice.files.undo.Restoration;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice undo}: takes one call back. */
@Command(
        name = "undo",
        description = "Take one call of an agent back. What somebody else changed since is left, and named.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of it was put back",
            "1:nothing was done: there was no yes",
            "2:the command line was not understood, or there is no such call",
            "3:something was left as it is, or the undo was refused",
            "4:the journal, the ledger or the store cannot be read or written"
        })
public final class Undo implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Parameters(paramLabel = "CALL", description = "The id of the call; `brattice diff SESSION` shows it.")
    private String id = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--again",
            description = "An attempt to take the call back broke off, and its process is gone: do it again.")
    private boolean again;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public Undo(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> undo(command.getOut(), command.getErr()));
    }

    private int undo(PrintWriter out, PrintWriter err) throws IOException, UnknownId {
        boolean colour = folders.isColoured(terminal);
        Past past = new Past(folders.journal(terminal));
        Chronicle.Call call = past.call(id);
        WaysBack ways = new WaysBack();
        out.println(Words.call(call));
        out.println("    call " + call.id() + " of " + Words.who(call.caller()) + ", "
                + Words.when(call.at(), terminal.zone()));
        Optional<Restoration> way = ways.of(call.tool());
        Optional<String> obstacle = obstacle(call, way);
        if (obstacle.isPresent()) {
            Answer.nothing(obstacle.get()).print(out, "    ", 1, colour);
            return Told.SOMETHING_LEFT;
        }
        Answer foreseen = Desk.foreseen(call, way.orElseThrow());
        foreseen.print(out, "    ", Integer.MAX_VALUE, colour);
        if (foreseen.isNothing()) {
            return Told.SOMETHING_LEFT;
        }
        if (!yes) {
            if (!terminal.answering().getAsBoolean()) {
                err.println(
                        "brattice: nothing was done: there is no terminal to ask at; add --yes to take the call back");
                return Told.NOT_DONE;
            }
            if (!terminal.agrees("take it back?", out)) {
                out.println("nothing was done");
                return Told.NOT_DONE;
            }
        }
        try (Kept kept = Kept.in(folders.store(terminal));
                Desk desk =
                        Desk.open(folders.journal(terminal), folders.ledger(terminal), kept, terminal.user(), ways)) {
            Optional<String> broken = desk.brokenOff(call, past);
            if (broken.isPresent() && !again) {
                err.println("brattice: an attempt to take the call back broke off (`" + broken.get()
                        + "`); add --again to do it again from where it is");
                return Told.SOMETHING_LEFT;
            }
            if (broken.isPresent()) {
                desk.settle(broken.get());
            }
            Answer answer = desk.undo(call, way.orElseThrow());
            if (!answer.equals(foreseen)) {
                out.println("it came otherwise:");
                answer.print(out, "    ", Integer.MAX_VALUE, colour);
            }
            out.println(answer.whole() ? "taken back" : "not all of it was taken back");
            return answer.whole() ? Told.DONE : Told.SOMETHING_LEFT;
        }
    }

    static Optional<String> obstacle(Chronicle.Call call, Optional<Restoration> way) {
        if (call.undoneBy().isPresent()) {
            return Optional.of(
                    "it has been taken back already, by `" + call.undoneBy().get() + "`");
        }
        if (call.undoes().isPresent()) {
            return Optional.of("it took back `" + call.undoes().get() + "`, and is not taken back itself");
        }
        if (!call.undoable()) {
            return Optional.of(
                    switch (call.state()) {
                        case READ -> "it only read";
                        case ASKED, REFUSED -> "it did not run";
                        case OPEN, DONE, FAILED, UNKNOWN, UNDONE -> "nothing was kept that it could be taken back with";
                    });
        }
        return way.isPresent()
                ? Optional.empty()
                : Optional.of("only the process that has the tool `" + call.tool()
                        + "` can take it back: use `session.undo` there");
    }
}
