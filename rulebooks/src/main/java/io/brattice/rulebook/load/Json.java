package io.brattice.rulebook.load;

import java.util.Collection;
import java.util.Map;

/** Values as JSON for people: one member a line, in their order. */
final class Json {

    private Json() {}

    static String pretty(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, "", text);
        return text.append('\n').toString();
    }

    private static void write(Object value, String indent, StringBuilder text) {
        String inner = indent + "  ";
        if (value instanceof Map<?, ?> map) {
            String separator = "{\n";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator)
                        .append(inner)
                        .append(quoted(String.valueOf(entry.getKey())))
                        .append(": ");
                write(entry.getValue(), inner, text);
                separator = ",\n";
            }
            text.append(map.isEmpty() ? "{}" : "\n" + indent + "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "[";
            for (Object item : list) {
                text.append(separator);
                write(item, inner, text);
                separator = ", ";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            text.append(quoted(String.valueOf(value)));
        }
    }

    private static String quoted(String raw) {
        StringBuilder text = new StringBuilder("\"");
        raw.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            if (c < ' ') {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('"').toString();
    }
}
