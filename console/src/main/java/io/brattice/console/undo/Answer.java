package io.brattice.console.undo;

import io.brattice.Outcome;
import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Ink;
import io.brattice.files.undo.Restoration;
import java.io.PrintWriter;
import java.util.List;

/**
 * What came of taking one call back, or would come of it.
 *
 * @param lines what is put back and what is left, or why nothing is
 * @param whole true when all of it is put back
 */
record Answer(List<String> lines, boolean whole) {

    Answer {
        lines = List.copyOf(lines);
    }

    static Answer of(Outcome outcome) {
        return outcome.fold(
                ran -> told(String.valueOf(ran.value())),
                refused -> nothing(refused.verdict().reasons().get(0).text()),
                pending -> nothing("a person is asked first: " + pending.advice()),
                failed -> nothing("it broke off: " + failed.error().getMessage() + "; do it again"),
                unknown -> nothing(unknown.advice()));
    }

    static Answer told(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        return new Answer(lines, lines.stream().noneMatch(line -> line.startsWith(Restoration.LEAVES)));
    }

    static Answer nothing(String why) {
        return new Answer(List.of(Restoration.LEAVES + why), false);
    }

    /** True when nothing at all is put back. */
    boolean isNothing() {
        return lines.stream().allMatch(line -> line.startsWith(Restoration.LEAVES));
    }

    /** @param most how many lines are shown */
    void print(PrintWriter out, String margin, int most, boolean colour) {
        for (String line : lines.subList(0, Math.min(most, lines.size()))) {
            boolean left = line.startsWith(Restoration.LEAVES) || line.startsWith(Restoration.BESIDES);
            out.println(margin + (left ? Ink.YELLOW : Ink.GREEN).on(VisibleText.line(line), colour));
        }
        if (lines.size() > most) {
            out.println(margin + "and " + Words.counted(lines.size() - most, "line") + " more");
        }
        out.flush();
    }
}
