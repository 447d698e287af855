package io.brattice.console.report;

import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;

/**
 * Whether the journal that a page was made from is what was written.
 *
 * @param words for people
 */
public record Integrity(boolean fine, String words) {

    /** Checks every stream, and the signatures with the key in the folder. */
    public static Integrity of(Path journal) throws JournalException {
        Path key = FileJournal.publicKeyOf(journal);
        List<PublicKey> keys = Files.exists(key) ? List.of(FileJournal.publicKey(key)) : List.of();
        Verification found = FileJournal.verify(journal, keys, List.of());
        if (!found.isIntact()) {
            return new Integrity(
                    false,
                    "The journal is NOT INTACT; this page holds what could be read before the damage: "
                            + found.problem().orElseThrow());
        }
        long signed = found.entries() - found.unsigned();
        return new Integrity(
                true,
                String.format(
                        Locale.ROOT,
                        "The journal is intact: %,d entries in %,d stream%s, %,d of them signed by the key in its folder"
                                + " (`brattice journal verify --key` checks against yours).",
                        found.entries(),
                        found.streams(),
                        found.streams() == 1 ? "" : "s",
                        keys.isEmpty() ? 0 : signed));
    }
}
