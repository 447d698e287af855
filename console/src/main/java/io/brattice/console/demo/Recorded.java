package io.brattice.console.demo;

import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a journal says of an agent's work, counted; to be held against what the agent says.
 *
 * @param ran calls that took effect
 * @param refused calls that did not
 * @param deleted things those that ran deleted: files, lines
 * @param undone calls that were taken back
 */
record Recorded(long ran, long refused, long deleted, long undone) {

    static Recorded in(Journal journal) throws JournalException {
        Map<Entry.Kind, Long> counts = new HashMap<>();
        long[] deleted = {0};
        journal.read(entry -> {
            counts.merge(entry.kind(), 1L, Long::sum);
            if (entry.kind() == Entry.Kind.INTENT) {
                deleted[0] += deleted(entry);
            }
        });
        return new Recorded(
                counts.getOrDefault(Entry.Kind.DONE, 0L),
                counts.getOrDefault(Entry.Kind.REFUSED, 0L),
                deleted[0],
                counts.getOrDefault(Entry.Kind.UNDONE, 0L));
    }

    @Override
    public String toString() {
        return ran + " calls ran and deleted " + deleted + " lines, " + refused + " were refused, "
                + (undone == 0 ? "none was taken back" : undone + " were taken back");
    }

    private static long deleted(Entry intent) {
        long sum = 0;
        if (intent.body().get("effects").orElse(List.of()) instanceof List<?> effects) {
            for (Object each : effects) {
                if (each instanceof Map<?, ?> effect
                        && "DELETE".equals(effect.get("verb"))
                        && effect.get("count") instanceof Long count) {
                    sum += count;
                }
            }
        }
        return sum;
    }
}
