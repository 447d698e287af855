package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.Chronicle.State;
import io.brattice.action.Arguments;
import io.brattice.action.Verb;
import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Ink;
import io.brattice.console.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice sessions}: who did something on this machine. */
@Command(
        name = "sessions",
        description = "List what agents did on this machine, session by session, the newest first.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nColumns:%n",
        footer = {
            "  created, changed, deleted  how many things, as the calls were judged; without what was taken back",
            "  asked                      calls about which a person was asked",
            "  refused                    calls that did not run",
            "  undoable                   calls that can be taken back: `brattice rewind SESSION`"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:the command line was not understood", "4:the journal cannot be read"})
public final class Sessions implements Callable<Integer> {

    private static final List<String> HEAD = List.of(
            "session", "agent", "when", "calls", "created", "changed", "deleted", "asked", "refused", "undoable");
    private static final int WORDS = 3;

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Option(names = "--json", description = "One JSON object for each session, a line each.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public Sessions(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> list(command.getOut()));
    }

    private int list(PrintWriter out) throws IOException {
        Past past = new Past(folders.journal(terminal));
        List<Chronicle.Session> sessions = past.sessions();
        if (json) {
            sessions.forEach(session -> out.println(new String(object(session).canonical(), StandardCharsets.UTF_8)));
        } else if (sessions.isEmpty()) {
            out.println("no agent has done anything yet, as far as `" + Words.path(past.journal()) + "` tells");
        } else {
            table(sessions, out);
        }
        return Told.DONE;
    }

    private void table(List<Chronicle.Session> sessions, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        sessions.forEach(session -> rows.add(row(session)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        boolean colour = folders.isColoured(terminal);
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            out.println(i == 0 ? Ink.BOLD.on(line, colour) : line);
        }
    }

    /** Words to the left, numbers to the right. */
    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : "  ").append(i < WORDS ? row.get(i) + space : space + row.get(i));
        }
        return line.toString().stripTrailing();
    }

    private List<String> row(Chronicle.Session session) {
        return List.of(
                VisibleText.name(session.id()),
                Words.who(session.caller()),
                Words.when(session.last(), terminal.zone()),
                String.valueOf(calls(session)),
                String.valueOf(wrote(session, Verb.CREATE)),
                String.valueOf(wrote(session, Verb.UPDATE)),
                String.valueOf(wrote(session, Verb.DELETE)),
                String.valueOf(session.asked()),
                String.valueOf(session.calls().getOrDefault(State.REFUSED, 0)),
                String.valueOf(session.undoable()));
    }

    private static long calls(Chronicle.Session session) {
        return session.calls().values().stream().mapToLong(Integer::longValue).sum();
    }

    private static long wrote(Chronicle.Session session, Verb verb) {
        return session.wrote().getOrDefault(verb, 0L);
    }

    private static Arguments object(Chronicle.Session session) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("session", session.id());
        facts.put("tenant", session.caller().tenant());
        facts.put("agent", session.caller().name());
        facts.put("on_behalf_of", session.caller().onBehalfOf().orElse(""));
        facts.put("first", session.first().toString());
        facts.put("last", session.last().toString());
        facts.put("calls", calls(session));
        facts.put("created", wrote(session, Verb.CREATE));
        facts.put("changed", wrote(session, Verb.UPDATE));
        facts.put("deleted", wrote(session, Verb.DELETE));
        facts.put("asked", session.asked());
        facts.put("refused", session.calls().getOrDefault(State.REFUSED, 0));
        facts.put("undone", session.calls().getOrDefault(State.UNDONE, 0));
        facts.put("undoable", session.undoable());
        return Arguments.from(facts);
    }
}
