package io.brattice.shell.git;

import io.brattice.shell.program.Spelled;
import io.brattice.shell.program.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a call of git says, whatever repository it is about: the subcommand, and its options in all their spellings. */
final class GitWords {

    private GitWords() {}

    /** Empty, or {@link Unclear}, where git's own table does not know the words. */
    static Optional<Spelled> of(List<Term> arguments) {
        int at = 0;
        for (; at < arguments.size() && arguments.get(at).mayBeOption(); at++) {
            Term option = arguments.get(at);
            boolean folder = option.equals(Term.of("-C"));
            boolean harmless = option.known() && GitProgram.HARMLESS_OPTIONS.contains(option.text());
            if (!folder && !harmless) {
                return Optional.empty(); // `-c` may set what git runs.
            }
            at += folder ? 1 : 0;
        }
        if (at >= arguments.size() || !arguments.get(at).known()) {
            return Optional.empty();
        }
        Term name = arguments.get(at);
        List<Term> words = arguments.subList(at + 1, arguments.size());
        Optional<Table.Row> found = Table.get().row(name.text());
        if (found.isPresent() && !found.get().commands().isEmpty()) {
            Map<String, Table.Row> below = found.get().commands();
            String next =
                    words.isEmpty() || !words.get(0).known() ? "" : words.get(0).text();
            boolean named = !next.isEmpty() && below.containsKey(next);
            found = Optional.ofNullable(below.get(named ? next : ""));
            words = named ? words.subList(1, words.size()) : words;
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(spelled(name, found.get(), words));
    }

    private static Spelled spelled(Term name, Table.Row row, List<Term> words) {
        Set<String> given = Given.read(row, words).names();
        Set<String> options = new LinkedHashSet<>(given);
        boolean whole = !row.does().startsWith("code ") && !row.does().equals("bisect-run");
        for (Map.Entry<String, Table.Meaning> option : row.options().entrySet()) {
            if (given.contains(option.getValue().name())) {
                options.add(option.getKey());
                String consequence = option.getValue().consequence();
                whole &= !consequence.startsWith("code ") && !consequence.startsWith("opaque ");
            }
        }
        return new Spelled(Optional.of(name), options, whole);
    }
}
