package io.brattice.shell.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a variable of the environment does to the programs that see it, from a table. */
public final class Variables {

    private static final Meaning DATA = new Meaning(Kind.HARMLESS, Set.of(), "is data");
    private static final Meaning NO_NAME =
            new Meaning(Kind.UNKNOWN, Set.of(), "is no name that a program would look for");
    private static final Variables TABLE = load("variables.txt");

    /** How far a variable reaches. */
    public enum Kind {
        /** It is data. */
        HARMLESS,
        /** Some programs heed it; what they do is not what their words alone say. */
        MATTERS,
        /** Any program may run other code, or do something else than its words say. */
        EXECUTES,
        /** Nothing is known. */
        UNKNOWN
    }

    /**
     * What a variable does.
     *
     * @param programs who heeds it, when only some do
     * @param why one clause for people, about the variable: {@code decides which programs run}
     */
    public record Meaning(Kind kind, Set<String> programs, String why) {
        public Meaning {
            Objects.requireNonNull(kind, "kind");
            programs = Set.copyOf(programs);
            Objects.requireNonNull(why, "why");
        }

        /** False when this program does with it what it does without it. */
        public boolean mattersTo(String program) {
            return switch (kind) {
                case HARMLESS -> false;
                case MATTERS -> programs.contains(program);
                case EXECUTES, UNKNOWN -> true;
            };
        }
    }

    private record Row(String before, String after, Set<String> harmless, Meaning meaning) {
        boolean fits(String name) {
            return name.length() >= before.length() + after.length() && name.startsWith(before) && name.endsWith(after);
        }
    }

    private final Map<String, Row> exact = new HashMap<>();
    private final List<Row> patterns = new ArrayList<>();

    private Variables() {}

    /** What it does whatever its value is. */
    public static Meaning effect(String name) {
        return TABLE.find(name, "\0");
    }

    /** What it does with this value: {@code GIT_PAGER=cat} is harmless. */
    public static Meaning effect(String name, String value) {
        return TABLE.find(name, value);
    }

    private Meaning find(String name, String value) {
        Row row = exact.get(name);
        if (row == null) {
            row = patterns.stream()
                    .filter(pattern -> pattern.fits(name))
                    .findFirst()
                    .orElse(null);
        }
        if (row != null) {
            return row.harmless().contains(value) ? DATA : row.meaning();
        }
        return isName(name) ? DATA : NO_NAME;
    }

    private static boolean isName(String name) {
        boolean letters = name.chars().allMatch(c -> c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)));
        return letters && !name.isEmpty() && !Character.isDigit(name.charAt(0));
    }

    private static Variables load(String resource) {
        Variables table = new Variables();
        List<String> examples = new ArrayList<>();
        try (InputStream in = Variables.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the table `" + resource + "` is missing; rebuild the jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("example ")) {
                    examples.add(line);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    table.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the table `" + resource + "` cannot be read", e);
        }
        // The longest pattern first: it says most about a name.
        table.patterns.sort((a, b) -> Integer.compare(
                b.before().length() + b.after().length(),
                a.before().length() + a.after().length()));
        examples.forEach(table::check);
        return table;
    }

    private void add(String line) {
        String[] cells = Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        if (cells.length != 4 || cells[3].isEmpty()) {
            throw new IllegalStateException("bad row `" + line + "`; expected `NAME | PROGRAMS | VALUES | WHY`");
        }
        Kind kind = switch (cells[1]) {
            case "*" -> Kind.EXECUTES;
            case "-" -> Kind.HARMLESS;
            default -> Kind.MATTERS;
        };
        Set<String> programs = kind == Kind.MATTERS ? Set.of(cells[1].split(" ", -1)) : Set.of();
        Set<String> harmless = cells[2].isBlank()
                ? Set.of()
                : Set.copyOf(List.of(cells[2].replace("\"\"", "").split(" ", -1)));
        int star = cells[0].indexOf('*');
        boolean pattern = star >= 0;
        Row row = new Row(
                pattern ? cells[0].substring(0, star) : cells[0],
                pattern ? cells[0].substring(star + 1) : "",
                harmless,
                new Meaning(kind, programs, cells[3]));
        if (pattern) {
            patterns.add(row);
        } else if (exact.put(cells[0], row) != null) {
            throw new IllegalStateException("`" + cells[0] + "` has two rows; keep one");
        }
    }

    private void check(String example) {
        String[] cells = example.split(" ", -1);
        Meaning found = find(cells[1], cells.length > 4 ? cells[4] : "\0");
        boolean holds = switch (cells[3]) {
            case "*" -> found.kind() == Kind.EXECUTES;
            case "-" -> found.kind() == Kind.HARMLESS;
            default -> found.kind() == Kind.MATTERS && found.mattersTo(cells[3]);
        };
        if (!holds) {
            throw new IllegalStateException(
                    "the example `" + example + "` does not hold; correct the row or the example");
        }
    }
}
