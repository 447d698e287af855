package io.brattice.action;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that cannot become an {@link Arguments} value, or were read as what they are not.
 *
 * <p>The message is one line that may be shown to the agent: where, what, and what to pass instead. Input in it stands in
 * back-ticks, is shortened, and has its control and other invisible characters written out, so it cannot forge a log line.
 */
public final class InvalidArgumentsException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidArgumentsException(String message) {
        super(message);
    }

    InvalidArgumentsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
