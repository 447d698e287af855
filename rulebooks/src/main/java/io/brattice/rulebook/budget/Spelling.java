package io.brattice.rulebook.budget;

import io.brattice.rulebook.language.Place;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a rulebook so that equal values, and only those, have one spelling in every process: sets have no order of their
 * own, and where something stands in a file does not change what it means.
 */
final class Spelling {

    private Spelling() {}

    static String of(@Nullable Object value) {
        if (value instanceof Place) {
            return "";
        }
        if (value instanceof Record written) {
            return Arrays.stream(written.getClass().getRecordComponents())
                    .map(part -> of(read(written, part)))
                    .collect(Collectors.joining(",", written.getClass().getSimpleName() + "(", ")"));
        }
        if (value instanceof Set<?> set) {
            return listed(set.stream().map(Spelling::of).sorted().toList());
        }
        if (value instanceof Collection<?> items) {
            return listed(items.stream().map(Spelling::of).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return listed(map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + "=" + of(entry.getValue()))
                    .sorted()
                    .toList());
        }
        if (value instanceof Optional<?> maybe) {
            return maybe.map(Spelling::of).orElse("-");
        }
        String text =
                value instanceof BigDecimal number ? number.stripTrailingZeros().toString() : String.valueOf(value);
        String kind = value == null ? "null" : value.getClass().getSimpleName();
        return kind + ":" + text.length() + ":" + text;
    }

    private static String listed(List<String> parts) {
        return parts.size() + "[" + String.join(",", parts) + "]";
    }

    private static @Nullable Object read(Record written, RecordComponent part) {
        try {
            return part.getAccessor().invoke(written);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + written.getClass().getSimpleName() + "` cannot be spelled", e);
        }
    }
}
