package io.brattice.shell.remote;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a place on a web server is reached: by the program of the command, with its own words and variables. It lies on the shelf of the call
 * and nowhere else, since there may be passwords in it.
 *
 * @param program absolute
 * @param cwd where the command runs: certificates may be named as seen from there
 * @param options what goes with every request
 * @param variables what it sees besides the environment of commands
 */
record Reach(Path program, Path cwd, String url, List<String> options, Map<String, String> variables) {

    Reach {
        options = List.copyOf(options);
        variables = Map.copyOf(variables);
    }

    void write(Path file) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("program", program.toString());
        members.put("cwd", cwd.toString());
        members.put("url", url);
        members.put("options", options);
        members.put("variables", new TreeMap<>(variables));
        Files.writeString(Shelved.file(file), Arguments.from(members).json());
    }

    static Reach read(Path file) throws IOException {
        try {
            Arguments members = Arguments.fromJson(Files.readString(file));
            Map<String, String> variables = new TreeMap<>();
            if (members.get("variables").orElse(Map.of()) instanceof Map<?, ?> map) {
                map.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
            }
            List<String> options = members.get("options").orElse(List.of()) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
            return new Reach(
                    Path.of(members.string("program").orElseThrow()),
                    Path.of(members.string("cwd").orElseThrow()),
                    members.string("url").orElseThrow(),
                    options,
                    variables);
        } catch (RuntimeException e) {
            throw new IOException("how it was reached is damaged on the shelf", e);
        }
    }
}
