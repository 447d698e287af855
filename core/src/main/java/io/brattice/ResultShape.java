package io.brattice;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is a result but no value: nothing, or the guarded object itself. */
final class ResultShape implements Shape {

    /** Whatever comes back is dropped. */
    static final Shape NOTHING = new ResultShape(value -> null);

    private static final String ITSELF = "this";

    private final Function<Object, @Nullable Object> toJson;

    private ResultShape(Function<Object, @Nullable Object> toJson) {
        this.toJson = toJson;
    }

    /** The target answered itself; the caller gets the guarded object. Another object of that kind has no gate. */
    static Shape itself(Object target) {
        return new ResultShape(value -> {
            if (value != target) {
                throw new IllegalStateException(
                        "the target answered another object of the guarded kind, which has no gate; answer a value");
            }
            return ITSELF;
        });
    }

    @Override
    public @Nullable Object encode(@Nullable Object value, Tally tally) {
        return value == null ? null : toJson.apply(value);
    }

    @Override
    public @Nullable Object decode(@Nullable Object json) {
        return json;
    }
}
