package io.brattice.rulebook.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question about one value of the arguments, as {@code Arguments.asMap} has it. A value of another type is unknown. */
public sealed interface ValueTest {

    /** The value is a string for which this holds. */
    record Text(TextTest test) implements ValueTest {}

    /** The value is a number inside the range. */
    record Numeric(Range range) implements ValueTest {}

    /** The value is a number of bytes, or a text like {@code 100MB} or {@code 1GiB}, inside the range. */
    record Size(Range bytes) implements ValueTest {}

    /** The value is a number of seconds, or a text like {@code 90s}, {@code 15m}, {@code PT1H}, inside the range of seconds. */
    record Length(Range seconds) implements ValueTest {}

    /** The value is this one: null, a boolean, an integer, a decimal, a string. Of another type it is FALSE only where null is asked for. */
    record Equal(@Nullable Object value) implements ValueTest {}

    /** The value is one of these. */
    record OneOf(List<@Nullable Object> values) implements ValueTest {
        public OneOf {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** Whether there is such an argument, be it null. The one test that is never unknown. */
    record Present(boolean there) implements ValueTest {}
}
