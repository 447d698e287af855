package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Ink;
import io.brattice.console.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

/** {@code brattice rewind}: takes the calls of a session back, the newest first. */
@Command(
        name = "rewind",
        description =
                "Take the calls of a session back, the newest first. Ctrl-C stops after the call that is under way.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of it was put back",
            "1:nothing was done: there was no yes",
            "2:the command line was not understood, or there is no such session or call",
            "3:something was left as it is, an undo was refused, or a call cannot be taken back",
            "4:the journal, the ledger or the store cannot be read or written"
        })
public final class Rewind implements Callable<Integer> {

    private static final int LINES_OF_A_CALL = 20;

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Parameters(paramLabel = "SESSION", description = "The id of the session; `brattice sessions` lists them.")
    private String id = "";

    @Option(
            names = "--to",
            paramLabel = "CALL",
            description = "Only the calls after this one: it is the newest that stays.")
    private @Nullable String to;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--again", description = "Do again what broke off when a process that took a call back died.")
    private boolean again;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public Rewind(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> rewind(command.getOut(), command.getErr()));
    }

    private int rewind(PrintWriter out, PrintWriter err) throws IOException, UnknownId {
        Past past = new Past(folders.journal(terminal));
        List<Chronicle.Call> calls = new ArrayList<>(after(past.session(id)));
        Collections.reverse(calls);
        WaysBack ways = new WaysBack();
        List<Chronicle.Call> back = new ArrayList<>();
        int staying = 0;
        for (Chronicle.Call call : calls) {
            if (Undo.obstacle(call, ways.of(call.tool())).isEmpty()) {
                back.add(call);
                out.println("  " + VisibleText.name(call.id()) + "  " + Words.when(call.at(), terminal.zone()) + "  "
                        + Words.call(call));
                out.println("      " + VisibleText.line(call.summary()));
            } else if (Deeds.stays(call)) {
                staying++;
                out.println("  " + VisibleText.name(call.id()) + "  " + Words.when(call.at(), terminal.zone()) + "  "
                        + Words.call(call));
                out.println("      "
                        + Ink.YELLOW.on(
                                "stays: "
                                        + Undo.obstacle(call, ways.of(call.tool()))
                                                .orElseThrow(),
                                folders.isColoured(terminal)));
            }
        }
        if (back.isEmpty()) {
            out.println("there is nothing to take back");
            return staying == 0 ? Told.DONE : Told.SOMETHING_LEFT;
        }
        if (!yes) {
            if (!terminal.answering().getAsBoolean()) {
                err.println("brattice: nothing was done: there is no terminal to ask at; add --yes to take back "
                        + Words.counted(back.size(), "call"));
                return Told.NOT_DONE;
            }
            if (!terminal.agrees("take back " + Words.counted(back.size(), "call") + "?", out)) {
                out.println("nothing was done");
                return Told.NOT_DONE;
            }
        }
        return takeBack(back, staying, past, ways, out);
    }

    private List<Chronicle.Call> after(List<Chronicle.Call> calls) throws UnknownId {
        if (to == null) {
            return calls;
        }
        List<String> ids = calls.stream().map(Chronicle.Call::id).toList();
        if (!ids.contains(to)) {
            throw UnknownId.of("call of this session", to, ids);
        }
        return calls.subList(ids.indexOf(to) + 1, calls.size());
    }

    private int takeBack(List<Chronicle.Call> back, int staying, Past past, WaysBack ways, PrintWriter out)
            throws IOException, UnknownId {
        boolean colour = folders.isColoured(terminal);
        int whole = 0;
        int done = 0;
        boolean stopped;
        try (Stopping stopping = new Stopping();
                Kept kept = Kept.in(folders.store(terminal));
                Desk desk =
                        Desk.open(folders.journal(terminal), folders.ledger(terminal), kept, terminal.user(), ways)) {
            while (done < back.size() && !stopping.isAsked()) {
                Chronicle.Call call = back.get(done++);
                out.println(
                        "[" + done + "/" + back.size() + "] " + VisibleText.name(call.id()) + "  " + Words.call(call));
                out.flush();
                Optional<String> broken = desk.brokenOff(call, past);
                if (broken.isPresent() && again) {
                    desk.settle(broken.get());
                }
                Answer answer = broken.isPresent() && !again
                        ? Answer.nothing(
                                "an attempt to take it back broke off; add --again to do it again from where it is")
                        : desk.undo(call, ways.of(call.tool()).orElseThrow());
                answer.print(out, "      ", LINES_OF_A_CALL, colour);
                whole += answer.whole() ? 1 : 0;
            }
            stopped = done < back.size();
            out.println(
                    (stopped ? "stopped: " : "") + whole + " of " + Words.counted(back.size(), "call") + " taken back"
                            + (whole < done ? ", " + (done - whole) + " not or not all of it" : "")
                            + (staying > 0 ? "; " + Words.counted(staying, "call") + " cannot be" : ""));
            if (stopped) {
                out.println("the newest were first; `brattice rewind " + VisibleText.line(id) + "` goes on");
            }
            out.flush();
        }
        return whole == back.size() && staying == 0 ? Told.DONE : Told.SOMETHING_LEFT;
    }
}
