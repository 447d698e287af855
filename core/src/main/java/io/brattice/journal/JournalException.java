package io.brattice.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The journal or the ledger cannot be read or written. Nothing may run until somebody has looked. */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what cannot be read or written, and what to do; lower case, one line */
    public JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** @param message what cannot be read or written, and what to do; lower case, one line */
    public JournalException(String message) {
        super(message);
    }
}
