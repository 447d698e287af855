package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The members of an object in a row. What is not of the type that is asked for is refused by name. */
record Members(Map<String, Object> all) {

    /**
     * The members of a value.
     *
     * @throws IllegalArgumentException if it is no object, or holds a null
     */
    static Members of(Object value, String what) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(what + " is no object");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() == null) {
                throw new IllegalArgumentException("`" + entry.getKey() + "` is null");
            }
            members.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        return new Members(members);
    }

    /** Refuses every other key. */
    void allow(Set<String> allowed, String what) {
        for (String key : all.keySet()) {
            if (!allowed.contains(key)) {
                throw new IllegalArgumentException(
                        what + " has the key `" + key + "`, not one of " + String.join(", ", new TreeSet<>(allowed)));
            }
        }
    }

    boolean has(String key) {
        return all.containsKey(key);
    }

    Members object(String key) {
        return of(all.getOrDefault(key, Map.of()), "`" + key + "`");
    }

    String text(String key, String otherwise) {
        if (all.getOrDefault(key, otherwise) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("`" + key + "` is no string");
    }

    boolean truth(String key) {
        if (all.get(key) instanceof Boolean value) {
            return value;
        }
        throw new IllegalArgumentException("`" + key + "` is neither true nor false");
    }

    List<String> texts(String key) {
        if (!(all.getOrDefault(key, List.of()) instanceof List<?> list)) {
            throw new IllegalArgumentException("`" + key + "` is no array");
        }
        List<String> texts = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof String text)) {
                throw new IllegalArgumentException("`" + key + "` holds something that is no string");
            }
            texts.add(text);
        }
        return texts;
    }
}
