package io.brattice.shell.program;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells a question to a GraphQL server from a change. */
final class GraphQl {

    private static final Set<String> KEYS = Set.of("query", "variables", "operationName");

    private GraphQl() {}

    /** True when a body only asks: one document, and every operation in it is a query. */
    static boolean isQuery(String body) {
        return document(body).map(text -> operations(text).equals("query")).orElse(false);
    }

    /** True when a document without its JSON only asks. */
    static boolean asks(String document) {
        return operations(document).equals("query");
    }

    /** The first field of the mutation in a body. */
    static Optional<String> mutation(String body) {
        Optional<String> document = document(body);
        if (document.isEmpty() || !operations(document.get()).equals("mutation")) {
            return Optional.empty();
        }
        String text = document.get();
        int open = text.indexOf('{', text.indexOf("mutation"));
        int from = open + 1;
        while (open >= 0 && from < text.length() && !Character.isLetter(text.charAt(from))) {
            from++;
        }
        int end = from;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return open >= 0 && end > from ? Optional.of(text.substring(from, end)) : Optional.empty();
    }

    private static Optional<String> document(String body) {
        try {
            Map<String, Object> map = Arguments.fromJson(body).asMap();
            boolean known = KEYS.containsAll(map.keySet());
            return known && map.get("query") instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (InvalidArgumentsException e) {
            return Optional.empty();
        }
    }

    /** {@code query}, {@code mutation}, or empty for anything that is not understood. */
    private static String operations(String text) {
        int depth = 0;
        boolean begins = true;
        String found = "";
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                i = endOfText(text, i);
                if (i < 0) {
                    return "";
                }
            } else if (c == '#') {
                int line = text.indexOf('\n', i);
                i = line < 0 ? text.length() : line;
            } else if (c == '{' || c == '(' || c == '[') {
                if (depth == 0 && begins && c == '{') {
                    found = found.isEmpty() ? "query" : found;
                }
                depth++;
                begins = false;
                i++;
            } else if (c == '}' || c == ')' || c == ']') {
                depth--;
                begins = depth == 0 && c == '}';
                i++;
            } else if (Character.isLetter(c) && depth == 0) {
                int end = i;
                while (end < text.length()
                        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                    end++;
                }
                String word = text.substring(i, end);
                if (begins && !word.equals("query") && !word.equals("fragment")) {
                    return word.equals("mutation") ? word : "";
                }
                found = begins && word.equals("query") && found.isEmpty() ? word : found;
                begins = false;
                i = end;
            } else {
                i++;
            }
        }
        return depth == 0 ? found : "";
    }

    private static int endOfText(String text, int from) {
        if (text.startsWith("\"\"\"", from)) {
            int end = text.indexOf("\"\"\"", from + 3);
            return end < 0 ? -1 : end + 3;
        }
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return -1;
    }
}
