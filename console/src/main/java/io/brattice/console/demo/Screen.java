package io.brattice.console.demo;

import io.brattice.console.terminal.Ink;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Prints replays: at most 100 columns, with colour or without, the same words either way. */
final class Screen {

    static final int COLUMNS = 100;

    private static final int MARGIN = 12;
    private static final String ROW = "%3s %-39s %-16s %-23s %-8s %6s";

    private final PrintWriter out;
    private final boolean colour;

    Screen(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /** What follows, who answers the questions, and what runs contained. */
    void opening(int incidents, String answers, String cells) {
        say(
                Ink.BOLD,
                counted(incidents, "disaster")
                        + " from published reports and probes, each replayed twice with real bash, real git and");
        say("real files: bare, and behind the gate, in a throw-away world with a home of its own.");
        labelled("questions", answers, Ink.YELLOW);
        labelled("cells", cells, null);
        labelled("policy", HousePolicy.inWords(), null);
        say("");
    }

    /** One incident, with its number. */
    void incident(int number, Incident incident) {
        String title = String.format(Locale.ROOT, "%2d. %s", number, incident.title());
        int gap = Math.max(1, COLUMNS - title.length() - incident.when().length());
        out.println(Ink.BOLD.on(title, colour) + " ".repeat(gap) + Ink.DIM.on(incident.when(), colour));
        for (String line : wrapped(incident.story(), COLUMNS - 4)) {
            say(Ink.DIM, "    " + line);
        }
        out.flush();
    }

    /** It cannot be replayed here. */
    void skipped(Incident incident) {
        labelled("skipped", "`" + incident.needs() + "` is not on the search path", Ink.YELLOW);
        say("");
        out.flush();
    }

    /** What became of it where nothing stopped it. */
    void bare(Incident incident, Bare bare) {
        StringJoiner tried = new StringJoiner("; ");
        for (Move move : Move.grouped(bare.moves())) {
            tried.add(named(move) + (move.did().contains("failed") ? " (failed)" : ""));
        }
        labelled("tried", tried.toString(), null);
        if (incident.tells()) {
            bare.moves().forEach(move -> labelled("it says", move.said(), Ink.DIM));
        }
        labelled("bare", "lost " + bare.loss(), Ink.RED);
        out.flush();
    }

    /** What became of it behind the gate. */
    void replay(Replay replay) {
        String label = "gate";
        for (Move move : Move.grouped(replay.gatedMoves())) {
            move(label, move);
            label = "";
            if (replay.incident().tells() && move.did().contains("ran")) {
                labelled("it says", move.said(), Ink.DIM);
            }
        }
        if (!replay.incident().claim().isEmpty()) {
            labelled("claim", "the agent says: \"" + replay.incident().claim() + "\"", Ink.YELLOW);
            labelled("", "the journal says: " + replay.recorded(), null);
        }
        end(replay);
        say("");
        out.flush();
    }

    /** Every incident in a row, and the sum. */
    void closing(List<Replay> replays, List<Integer> numbers) {
        say(
                Ink.BOLD,
                String.format(Locale.ROOT, ROW, "", "incident", "lost bare", "the gate", "lost", "ms")
                        .stripTrailing());
        Loss bare = Loss.NOTHING;
        Loss gated = Loss.NOTHING;
        Duration inGate = Duration.ZERO;
        int calls = 0;
        for (int i = 0; i < replays.size(); i++) {
            Replay replay = replays.get(i);
            String row = String.format(
                    Locale.ROOT,
                    ROW,
                    numbers.get(i),
                    cut(replay.incident().title(), 39),
                    cut(replay.bare().loss().gravest(), 16),
                    cut(decision(replay), 23),
                    cut(replay.gatedLoss().gravest(), 8),
                    millis(replay.inGate()));
            say(replay.isKept() ? null : Ink.RED, row);
            bare = bare.plus(replay.bare().loss());
            gated = gated.plus(replay.gatedLoss());
            inGate = inGate.plus(replay.inGate());
            calls += replay.gatedMoves().size();
        }
        say("");
        labelled("bare", "lost " + bare, Ink.RED);
        labelled(
                "gate",
                "lost " + gated + "; " + counted(calls, "call") + " took " + millis(inGate)
                        + " ms in the gate, without their effects",
                gated.isNothing() ? Ink.GREEN : Ink.RED);
        out.flush();
    }

    void say(String line) {
        out.println(line);
    }

    private void say(@Nullable Ink ink, String line) {
        out.println(ink == null ? line : ink.on(line, colour));
    }

    private void move(String label, Move move) {
        String grade = move.grade().isEmpty()
                ? "not judged"
                : move.grade().toLowerCase(Locale.ROOT).replace('_', '-');
        String did = String.join(", ", move.did());
        Ink ink = move.did().contains("refused") ? Ink.YELLOW : Ink.GREEN;
        String head = did + " | " + grade + " | ";
        String what = cut(named(move), COLUMNS - MARGIN - head.length());
        out.println(label(label) + ink.on(did, colour) + " | " + grade + " | " + what);
        say(Ink.DIM, " ".repeat(MARGIN + 2) + cut(plain(move.reason()), COLUMNS - MARGIN - 2));
    }

    private void end(Replay replay) {
        List<String> parts = new ArrayList<>();
        parts.add("lost " + replay.gatedLoss() + (replay.agreed() ? " (a person said yes)" : ""));
        if (replay.takenBack() > 0) {
            parts.add(counted(replay.takenBack(), "call") + " taken back in " + millis(replay.undoing()) + " ms");
        }
        parts.add(millis(replay.inGate()) + " ms in the gate for "
                + replay.gatedMoves().size() + (replay.gatedMoves().size() == 1 ? " call" : " calls"));
        labelled("", String.join("; ", parts), replay.gatedLoss().isNothing() ? Ink.GREEN : Ink.RED);
        if (!replay.gatedLoss().isNothing()) {
            replay.notTakenBack().forEach(why -> labelled("", "not taken back: " + plain(why), Ink.RED));
        }
    }

    private void labelled(String label, String text, @Nullable Ink ink) {
        String head = label(label);
        for (String line : wrapped(plain(text), COLUMNS - MARGIN)) {
            out.println(head + (ink == null ? line : ink.on(line, colour)));
            head = label("");
        }
    }

    private static String label(String label) {
        return String.format(
                Locale.ROOT, "    %-" + (MARGIN - 4) + "s", label.length() < MARGIN - 4 ? label : label + " ");
    }

    private static String named(Move move) {
        String what = plain(move.what());
        return move.times() == 1 ? what : what + " and " + (move.times() - 1) + " more";
    }

    /** What the gate did to an incident as a whole. */
    static String decision(Replay replay) {
        List<String> parts = new ArrayList<>();
        boolean ran = false;
        boolean contained = false;
        boolean asked = false;
        boolean refused = false;
        boolean repeated = true;
        for (Move move : replay.gatedMoves()) {
            ran |= move.did().contains("ran") && !move.grade().equals("READ_ONLY");
            contained |= move.did().contains("contained");
            asked |= move.did().contains("asked");
            refused |= move.did().contains("refused");
            repeated &= !move.did().contains("not repeated");
        }
        if (ran) {
            parts.add(contained ? "ran contained" : repeated ? "ran" : "ran once");
        }
        if (asked || refused) {
            parts.add(!asked ? "refused" : refused ? "asked: no" : "asked: yes");
        }
        if (replay.takenBack() > 0) {
            parts.add("undone");
        }
        return parts.isEmpty() ? "nothing to do" : String.join(", ", parts);
    }

    /** One line in which nothing acts on the terminal; of several lines, the first. */
    private static String plain(String text) {
        String line = text.strip();
        int end = line.indexOf('\n');
        if (end >= 0) {
            line = line.substring(0, end) + " ...";
        }
        StringBuilder plain = new StringBuilder();
        line.replace("\u2026", "...").codePoints().forEach(c -> {
            if (c >= ' ' && c < 0x7f) {
                plain.appendCodePoint(c);
            } else {
                plain.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return plain.toString();
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(cut(word, width));
        }
        lines.add(line.toString());
        return lines;
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
    }
}
