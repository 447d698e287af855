package io.brattice.aws.catalogue.make;

import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names suggest: {@code verbs.txt}.
 *
 * @param verbs of first words
 * @param runs endings of creations that make nothing which stays
 * @param grants endings of what decides who may do what
 */
record Lexicon(Map<String, Verb> verbs, List<String> runs, List<String> grants) {

    private static final Set<String> BEFORE = Set.of("Batch", "Bulk", "Admin", "Global", "Transact");

    static Lexicon shipped() {
        Map<String, Verb> verbs = new HashMap<>();
        List<String> runs = new ArrayList<>();
        List<String> grants = new ArrayList<>();
        for (String line : Lines.of("verbs.txt")) {
            List<String> words = Lines.words(line);
            List<String> rest = words.subList(1, words.size());
            switch (words.get(0)) {
                case "EXECUTE-ENDING" -> runs.addAll(rest);
                case "GRANT-ENDING" -> grants.addAll(rest);
                default -> rest.forEach(word -> verbs.put(word, Verb.valueOf(words.get(0))));
            }
        }
        return new Lexicon(verbs, runs, grants);
    }

    /** What the name suggests; empty for a word that is not in the list. */
    Optional<Verb> verb(String name) {
        Optional<Verb> verb = Optional.ofNullable(verbs.get(word(name)));
        if (verb.isEmpty() || (verb.get() != Verb.CREATE && verb.get() != Verb.UPDATE)) {
            return verb;
        }
        if (grants.stream().anyMatch(name::endsWith)) {
            return Optional.of(Verb.GRANT);
        }
        boolean runs = verb.get() == Verb.CREATE && this.runs.stream().anyMatch(name::endsWith);
        return runs ? Optional.of(Verb.EXECUTE) : verb;
    }

    /** The word that counts. */
    static String word(String name) {
        int first = end(name, 0);
        String word = name.substring(0, first);
        return BEFORE.contains(word) && first < name.length() ? name.substring(first, end(name, first)) : word;
    }

    private static int end(String name, int start) {
        int end = start + 1;
        while (end < name.length() && !Character.isUpperCase(name.charAt(end))) {
            end++;
        }
        return end;
    }
}
