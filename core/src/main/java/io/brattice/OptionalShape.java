package io.brattice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@code Optional}: empty is JSON null. A null in its place comes back as an empty one. */
record OptionalShape(Shape element) implements Shape {

    @Override
    public @Nullable Object encode(@Nullable Object value, Tally tally) {
        if (value != null && !(value instanceof Optional)) {
            throw new IllegalArgumentException("a `" + value.getClass().getTypeName() + "` is no `Optional`; pass one");
        }
        return element.encode(value == null ? null : ((Optional<?>) value).orElse(null), tally);
    }

    @Override
    public @Nullable Object decode(@Nullable Object json) {
        return Optional.ofNullable(element.decode(json));
    }

    @Override
    public boolean isScalar() {
        return element.isScalar();
    }
}
