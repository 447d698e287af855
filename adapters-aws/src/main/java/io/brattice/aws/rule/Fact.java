package io.brattice.aws.rule;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One answer about the world.
 *
 * @param known false when it could not be had
 * @param value a plain JSON value; null where the service's answer says nothing of it, which is known
 * @param why where it is from, or why it could not be had
 */
public record Fact(boolean known, @Nullable Object value, String why) {

    public Fact {
        Objects.requireNonNull(why, "why");
        if (!known && value != null) {
            throw new IllegalArgumentException("what is not known has no value");
        }
    }

    /** What is so. */
    public static Fact known(@Nullable Object value, String from) {
        return new Fact(true, value, from);
    }

    /** What could not be had. */
    public static Fact unknown(String why) {
        return new Fact(false, null, why);
    }
}
