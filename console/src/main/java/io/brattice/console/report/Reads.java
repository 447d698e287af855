package io.brattice.console.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Calls in a row that only looked. */
final class Reads {

    private static final int SHOWN = 3;

    final Instant at;
    long count;
    final List<String> first = new ArrayList<>(SHOWN);

    Reads(Instant at) {
        this.at = at;
    }

    void add(String tool, String asked) {
        count++;
        if (first.size() < SHOWN) {
            String line = asked.isEmpty() ? tool : tool + " " + asked;
            first.add(
                    line.length() > 120
                            ? line.substring(
                                            0,
                                            line.offsetByCodePoints(
                                                    0, Math.min(100, line.codePointCount(0, line.length()))))
                                    + "..."
                            : line);
        }
    }
}
