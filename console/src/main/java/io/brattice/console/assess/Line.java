package io.brattice.console.assess;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.mcp.Described;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call as it is written down.
 *
 * @param session calls of one session follow each other
 * @param cwd where it runs; empty means the workspace
 * @param described a tool that somebody else describes: its name means nothing, unless the names of its server are trusted
 */
record Line(
        String id,
        String tool,
        Arguments arguments,
        String session,
        Optional<String> cwd,
        Optional<Described> described) {

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what to write instead
     */
    static Line parse(String json) {
        if (json.isBlank()) {
            throw new IllegalArgumentException("empty, or not UTF-8; write one JSON object a line");
        }
        Arguments all;
        try {
            all = Arguments.fromJson(json);
        } catch (InvalidArgumentsException e) {
            throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
        }
        String id = text(all, "id").orElseThrow(() -> missing("id"));
        String tool = text(all, "tool").orElseThrow(() -> missing("tool"));
        Object given = all.get("arguments").orElseThrow(() -> missing("arguments"));
        if (!(given instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("`arguments` of `" + id + "` is no object; write {\"command\": \"…\"}");
        }
        Arguments arguments = Arguments.from(named(map));
        return new Line(id, tool, arguments, text(all, "session").orElse(""), text(all, "cwd"), described(tool, all));
    }

    private static Optional<Described> described(String tool, Arguments all) {
        if (all.get("description").isEmpty() && all.get("parameters").isEmpty()) {
            return Optional.empty();
        }
        List<String> parameters = all.get("parameters").orElse(List.of()) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
        return Optional.of(
                new Described(tool, String.valueOf(all.get("description").orElse("")), parameters, true));
    }

    private static Map<String, ?> named(Map<?, ?> map) {
        Map<String, Object> named = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("`" + name + "` is missing; a call has at least id, tool and arguments");
    }

    private static Optional<String> text(Arguments all, String name) {
        Optional<Object> value = all.get(name);
        if (value.isPresent() && !(value.get() instanceof String)) {
            throw new IllegalArgumentException("`" + name + "` is no text; put it in quotes");
        }
        return value.map(String::valueOf);
    }
}
