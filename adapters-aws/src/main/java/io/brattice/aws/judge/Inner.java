package io.brattice.aws.judge;

import io.brattice.action.Reversibility;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads what a call carries in another language: a statement of SQL, lines of a shell. Whoever has a reader passes it in; without one such
 * a call is IRREVERSIBLE.
 */
@FunctionalInterface
public interface Inner {

    /** Reads nothing. */
    Inner NONE = (language, text) -> Optional.empty();

    /** What the text would do at its gravest; empty when it is not understood. */
    Optional<Read> read(Language language, String text);

    /** What a text is written in. */
    enum Language {
        /** Any dialect of SQL. */
        SQL,
        /** Lines of a shell that runs on another machine. */
        SHELL
    }

    /**
     * What a text would do.
     *
     * @param inherent its class
     * @param reason one clause, lower case
     */
    record Read(Reversibility inherent, String reason) {
        public Read {
            Objects.requireNonNull(inherent, "inherent");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
