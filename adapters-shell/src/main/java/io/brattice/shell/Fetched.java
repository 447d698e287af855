package io.brattice.shell;

import io.brattice.shell.program.Term;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What commands are known to get packages, from which registry, and whether those stay when a cell is gone. A row of a table decides nothing
 * but what a line that runs contained may download: so a program is taken for what its name says.
 *
 * @param registry {@code npm}
 * @param away true when what it gets goes outside of the workspace, where a cell loses it
 */
record Fetched(String registry, boolean away) {

    private static final String ANY = "*";
    private static final String NONE = "-";
    private static final List<Row> TABLE = table();

    /**
     * One row.
     *
     * @param words of which the first of a command that is no option is one
     */
    private record Row(Set<String> programs, Set<String> words, String registry, String how, Set<String> options) {

        boolean matches(String program, List<String> rest) {
            if (!programs.contains(program)) {
                return false;
            }
            Optional<String> first = rest.stream()
                    .filter(word -> !word.startsWith("-") && !word.startsWith("+"))
                    .findFirst();
            return words.contains(ANY) || words.contains(first.orElse(NONE));
        }

        /** @param own true when the program lies in the workspace itself: a virtual environment */
        Fetched fetched(List<String> rest, boolean own) {
            boolean given = rest.stream().anyMatch(word -> options.contains(word.replaceFirst("=.*", "")));
            boolean away = switch (how) {
                case "always" -> true;
                case "with" -> given;
                case "without" -> !given && !own;
                default -> false;
            };
            return new Fetched(registry, away);
        }
    }

    /** What a command fetches; empty for one that is not known to fetch anything. */
    static Optional<Fetched> of(List<Term> words, boolean own) {
        List<String> texts = words.stream().map(Term::text).toList();
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        return read(texts, own);
    }

    private static Optional<Fetched> read(List<String> words, boolean own) {
        String name = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        boolean module =
                name.startsWith("python") && words.size() > 2 && words.get(1).equals("-m");
        String program = module ? words.get(2) : name;
        List<String> rest = words.subList(module ? 3 : 1, words.size());
        return TABLE.stream()
                .filter(row -> row.matches(program, rest))
                .findFirst()
                .map(row -> row.fetched(rest, own));
    }

    private static List<Row> table() {
        try (InputStream in = Fetched.class.getResourceAsStream("fetched.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Fetched::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != 6) {
            throw new IllegalArgumentException(
                    "bad row `" + line + "`; expected `PROGRAMS | WORDS | REGISTRY | AWAY | MATCHES | DOES NOT MATCH`");
        }
        List<String> away = List.of(cells.get(3).split(" +", -1));
        Row row = new Row(
                words(cells.get(0)),
                words(cells.get(1)),
                cells.get(2),
                away.get(0),
                Set.copyOf(away.subList(1, away.size())));
        if (!Set.of("never", "always", "with", "without").contains(row.how())) {
            throw new IllegalArgumentException("bad row `" + line + "`; what goes away does so `never`, `always`,"
                    + " `with` an option or `without` one");
        }
        check(row, cells.get(4), true);
        check(row, cells.get(5), false);
        return row;
    }

    private static void check(Row row, String examples, boolean matches) {
        for (String example : examples.split(";", -1)) {
            List<String> words = List.of(example.strip().split(" +", -1));
            if (row.matches(words.get(0), words.subList(1, words.size())) != matches) {
                throw new IllegalArgumentException(
                        "`" + example.strip() + "` is " + (matches ? "not " : "") + "matched; correct the row");
            }
        }
    }

    private static Set<String> words(String cell) {
        return Set.of(cell.split(" +", -1));
    }
}
