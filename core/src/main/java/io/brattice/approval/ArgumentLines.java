package io.brattice.approval;

import io.brattice.action.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, one line for each leaf: {@code /to/0 = "a@b.c"}.
 *
 * <p>Injective: the name is a JSON pointer, bare or in quotes; strings are quoted, nothing else is; a list has a line of its own
 * ({@code /to = list of 2}), so that it differs from an object with the names {@code 0} and {@code 1}; empty ones have a line
 * too.
 */
final class ArgumentLines {

    private final Map<String, String> values = new LinkedHashMap<>();

    private ArgumentLines(Arguments arguments) {
        walk("", arguments.asMap());
    }

    static List<String> of(Arguments arguments) {
        List<String> lines = new ArrayList<>();
        new ArgumentLines(arguments).values.forEach((pointer, value) -> lines.add(name(pointer) + " = " + value));
        return lines;
    }

    /** What is different from the arguments of the last approved call of the same tool; empty when there was none. */
    static List<String> differences(Question question) {
        if (question.approved().isEmpty()) {
            return List.of();
        }
        Map<String, String> before = new ArgumentLines(question.approved().get()).values;
        Map<String, String> now = new ArgumentLines(question.call().arguments()).values;
        List<String> lines = new ArrayList<>();
        now.forEach((pointer, value) -> {
            String old = before.get(pointer);
            if (old == null) {
                lines.add(name(pointer) + " added: " + value);
            } else if (!old.equals(value)) {
                lines.add(name(pointer) + " changed: now " + value + ", last approved " + old);
            }
        });
        before.forEach((pointer, old) -> {
            if (!now.containsKey(pointer)) {
                lines.add(name(pointer) + " removed: last approved " + old);
            }
        });
        return lines.isEmpty() ? List.of("nothing: the same arguments were approved before") : lines;
    }

    private void walk(String pointer, @Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            if (members.isEmpty()) {
                values.put(pointer, "{}");
            }
            members.forEach((key, member) -> walk(pointer + "/" + step(String.valueOf(key)), member));
        } else if (value instanceof List<?> items) {
            values.put(pointer, items.isEmpty() ? "[]" : "list of " + items.size());
            for (int i = 0; i < items.size(); i++) {
                walk(pointer + "/" + i, items.get(i));
            }
        } else {
            values.put(pointer, value instanceof String text ? VisibleText.quoted(text) : String.valueOf(value));
        }
    }

    private static String step(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String name(String pointer) {
        return VisibleText.name(pointer);
    }
}
