package io.brattice.console.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing the agent tried and what became of it.
 *
 * @param tool the tool it used
 * @param what the call as a person would write it, one line
 * @param did what happened to it, in order: ran, failed, rehearsed, secured, asked, refused, ...
 * @param grade how far it can be taken back; empty where nobody judged it
 * @param reason why, one line; empty where nobody judged it
 * @param said what the agent read, where it is one of few words
 * @param times how many equal moves this one stands for
 */
record Move(String tool, String what, List<String> did, String grade, String reason, String said, int times) {

    Move {
        did = List.copyOf(did);
    }

    /** A move without a gate. */
    static Move bare(String tool, String what, boolean done, String said) {
        return new Move(tool, what, List.of(done ? "ran" : "failed"), "", "", said, 1);
    }

    /** Neighbours that differ only in what they name, as one. */
    static List<Move> grouped(List<Move> moves) {
        List<Move> groups = new ArrayList<>();
        for (Move move : moves) {
            int last = groups.size() - 1;
            if (last >= 0 && groups.get(last).isLike(move)) {
                groups.set(last, groups.get(last).once());
            } else {
                groups.add(move);
            }
        }
        return groups;
    }

    private boolean isLike(Move other) {
        return tool.equals(other.tool)
                && tool.equals("write_file")
                && did.equals(other.did)
                && grade.equals(other.grade);
    }

    private Move once() {
        return new Move(tool, what, did, grade, reason, said, times + 1);
    }
}
