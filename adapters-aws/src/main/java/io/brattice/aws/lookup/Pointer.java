package io.brattice.aws.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes values out of an answer by RFC 6901 pointers, where {@code *} stands for every item of a list or value of an object. */
final class Pointer {

    private Pointer() {}

    /** What is there; {@code absent} where nothing is. With a {@code *} it is a list, with {@code absent} for each item that has nothing. */
    static @Nullable Object take(@Nullable Object value, String pointer, @Nullable Object absent) {
        if (pointer.isEmpty() || value == null) {
            return value == null ? absent : value;
        }
        int end = pointer.indexOf('/', 1);
        String step = end < 0 ? pointer.substring(1) : pointer.substring(1, end);
        String rest = end < 0 ? "" : pointer.substring(end);
        if (step.equals("*")) {
            List<@Nullable Object> all = new ArrayList<>();
            for (Object item : items(value)) {
                Object taken = take(item, rest, absent);
                if (rest.contains("/*") && taken instanceof List<?> inner) {
                    all.addAll(inner);
                } else {
                    all.add(taken);
                }
            }
            return all;
        }
        if (value instanceof Map<?, ?> members) {
            return take(members.get(step.replace("~1", "/").replace("~0", "~")), rest, absent);
        }
        if (value instanceof List<?> items) {
            int at = index(step);
            return at >= 0 && at < items.size() ? take(items.get(at), rest, absent) : absent;
        }
        return absent;
    }

    private static Iterable<?> items(Object value) {
        if (value instanceof List<?> items) {
            return items;
        }
        return value instanceof Map<?, ?> members ? members.values() : List.of();
    }

    private static int index(String step) {
        try {
            return Integer.parseInt(step);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
