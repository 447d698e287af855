package io.brattice.aws.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of an object in a file. What is not of the type that is asked for is refused by name. */
record Members(Map<String, @Nullable Object> all) {

    /**
     * The members of a value.
     *
     * @throws IllegalArgumentException if it is no object
     */
    static Members of(@Nullable Object value, String what) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(what + " is no object");
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put(String.valueOf(key), member));
        return new Members(members);
    }

    /** Refuses every other key. */
    Members allow(Set<String> allowed) {
        for (String key : all.keySet()) {
            if (!allowed.contains(key)) {
                throw new IllegalArgumentException(
                        "`" + key + "` is none of the keys " + String.join(", ", new TreeSet<>(allowed)));
            }
        }
        return this;
    }

    boolean has(String key) {
        return all.containsKey(key);
    }

    Members object(String key) {
        return has(key) ? of(all.get(key), "`" + key + "`") : new Members(Map.of());
    }

    List<?> list(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (all.get(key) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("`" + key + "` is no list");
    }

    String text(String key, String otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (all.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("`" + key + "` is no string");
    }

    /** Words that blanks part. */
    List<String> words(String key) {
        String text = text(key, "").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
    }

    /** The constant whose name is this text in lower case. */
    static <E extends Enum<E>> E constant(Class<E> type, String text, String key) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("`" + key + "` is `" + text + "`, none of "
                + String.join(
                        ", ",
                        List.of(type.getEnumConstants()).stream()
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }
}
