package io.brattice.shell;

import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Commands that run another one by its name, out of packages of the project or fetched ones: {@code npx prisma}. That is code; and as its name
 * says what it is for, it is judged as that too, which can only be graver.
 */
final class Runner {

    /** By the words behind the name that make it one; none for those that do nothing else. */
    private static final Map<String, List<List<String>>> ALL = Map.ofEntries(
            Map.entry("npx", List.of(List.of())),
            Map.entry("pnpx", List.of(List.of())),
            Map.entry("bunx", List.of(List.of())),
            Map.entry("uvx", List.of(List.of())),
            Map.entry("npm", List.of(List.of("exec"), List.of("x"))),
            Map.entry("pnpm", List.of(List.of("dlx"), List.of("exec"))),
            Map.entry("yarn", List.of(List.of("dlx"), List.of("exec"), List.of("run"))),
            Map.entry("bun", List.of(List.of("x"))),
            Map.entry("uv", List.of(List.of("run"), List.of("tool", "run"))),
            Map.entry("pipx", List.of(List.of("run"))),
            Map.entry("poetry", List.of(List.of("run"))),
            Map.entry("pipenv", List.of(List.of("run"))),
            Map.entry("pdm", List.of(List.of("run"))),
            Map.entry("hatch", List.of(List.of("run"))),
            Map.entry("bundle", List.of(List.of("exec"))));

    private static final Set<String> WITH_VALUE = Set.of(
            "-p", "--package", "--with", "--from", "--spec", "--python", "--group", "--extra", "-w", "--workspace");

    private Runner() {}

    /** The command that it runs; empty for one that runs none, or of which that is not known. */
    static Optional<List<Term>> inside(List<Term> words) {
        List<List<String>> forms =
                ALL.getOrDefault(words.isEmpty() ? "" : words.get(0).text(), List.of());
        for (List<String> form : forms) {
            Optional<List<Term>> found = inside(words, form);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<List<Term>> inside(List<Term> words, List<String> form) {
        int matched = 0;
        for (int i = 1; i < words.size(); i++) {
            Term word = words.get(i);
            if (!word.known()) {
                return Optional.empty();
            }
            if (word.text().startsWith("-")) {
                i += WITH_VALUE.contains(word.text()) ? 1 : 0;
            } else if (matched < form.size()) {
                if (!form.get(matched).equals(word.text())) {
                    return Optional.empty();
                }
                matched++;
            } else {
                return Optional.of(named(words.subList(i, words.size())));
            }
        }
        return Optional.empty();
    }

    /** {@code prisma@6 db push} runs {@code prisma}. */
    private static List<Term> named(List<Term> words) {
        String name = words.get(0).text();
        int version = name.indexOf('@', 1);
        if (version < 0) {
            return words;
        }
        List<Term> plain = new ArrayList<>(words);
        plain.set(0, Term.of(name.substring(0, version)));
        return plain;
    }
}
