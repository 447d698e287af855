package io.brattice.examples;

import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Verification;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an auditor does with a journal: checks the chain, compares with what was noted elsewhere the last time, and counts.
 *
 * <p>A chain of hashes alone does not show that its newest entries were cut off. A noted count shows it as long as less has been
 * written since than was cut off; keep {@link Verification#heads()} too.
 */
final class AuditTheJournal {

    private AuditTheJournal() {}

    /**
     * What is wrong, in one line, or empty.
     *
     * @param noted the result of the last time, kept where the writer of the folder cannot reach it
     */
    static String problem(Path folder, Verification noted) throws JournalException {
        Verification found = FileJournal.verify(folder);
        if (!found.isIntact()) {
            return found.problem().orElseThrow().toString();
        }
        for (String stream : noted.heads().keySet()) {
            if (!found.heads().containsKey(stream)) {
                return "the stream `" + stream + "` is gone";
            }
        }
        return found.entries() < noted.entries()
                ? (noted.entries() - found.entries()) + " entries that were there are gone"
                : "";
    }

    /** How many entries of each kind there are. Opening a journal goes on with a stream of it, or begins one. */
    static Map<Entry.Kind, Integer> count(Path folder) throws JournalException {
        Map<Entry.Kind, Integer> counts = new EnumMap<>(Entry.Kind.class);
        try (FileJournal journal = FileJournal.in(folder)) {
            journal.read(entry -> counts.merge(entry.kind(), 1, Integer::sum));
        }
        return counts;
    }
}
