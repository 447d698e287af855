package io.brattice.aws.catalogue.make;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation.Inverse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people decided: {@code curated.txt}, {@code inverses.txt}, {@code metered.txt}, {@code answers.txt} and {@code dryruns.txt}.
 *
 * @param rows by {@code service:Operation}
 * @param inverses by {@code service:Operation}; empty where nothing takes it back
 * @param metered ids of what costs money for as long as it is there
 * @param meteredEndings endings of creations that do so in any service
 * @param free ids of creations that end so and cost nothing
 * @param answering the services whose readers' answers are kept
 * @param feigned ids of operations whose dry run may not be one
 */
record Curation(
        Map<String, Row> rows,
        Map<String, Optional<Inverse>> inverses,
        Set<String> metered,
        List<String> meteredEndings,
        Set<String> free,
        Set<String> answering,
        Set<String> feigned) {

    /** One decision. */
    record Row(Verb verb, Reversibility inherent, String why) {}

    static Curation shipped() {
        Set<String> metered = new HashSet<>();
        Set<String> free = new HashSet<>();
        List<String> endings = new ArrayList<>();
        for (String line : Lines.of("metered.txt")) {
            List<String> words = Lines.words(line);
            List<String> rest = words.subList(1, words.size());
            switch (words.get(0)) {
                case "ENDING" -> endings.addAll(rest);
                case "FREE" -> free.addAll(rest);
                default -> rest.forEach(name -> metered.add(words.get(0) + name));
            }
        }
        Set<String> answering = new HashSet<>();
        Set<String> feigned = new HashSet<>();
        Lines.of("dryruns.txt").forEach(line -> feigned.addAll(Lines.words(line)));
        Lines.of("answers.txt").forEach(line -> answering.addAll(Lines.words(line)));
        return new Curation(
                rowsOf(Lines.of("curated.txt")),
                inversesOf(Lines.of("inverses.txt")),
                metered,
                endings,
                free,
                answering,
                feigned);
    }

    private static Map<String, Row> rowsOf(List<String> lines) {
        Map<String, Row> rows = new HashMap<>();
        Optional<Row> row = Optional.empty();
        for (String line : lines) {
            List<String> words = Lines.words(line);
            if (!line.startsWith(" ")) {
                row = Optional.of(new Row(
                        Verb.valueOf(words.get(0)),
                        Reversibility.valueOf(
                                words.get(1).toUpperCase(Locale.ROOT).replace('-', '_')),
                        String.join(" ", words.subList(2, words.size()))));
                continue;
            }
            Row here = row.orElseThrow(() -> new IllegalArgumentException("`" + line + "` stands below no decision"));
            int colon = words.get(0).indexOf(':');
            String service = words.get(0).substring(0, colon + 1);
            rows.merge(words.get(0), here, Curation::once);
            words.subList(1, words.size()).forEach(name -> rows.merge(service + name, here, Curation::once));
        }
        return rows;
    }

    private static Row once(Row one, Row other) {
        throw new IllegalArgumentException(
                "decided twice: `" + one.why() + "` and `" + other.why() + "`; keep one row");
    }

    private static Map<String, Optional<Inverse>> inversesOf(List<String> lines) {
        Map<String, Optional<Inverse>> inverses = new HashMap<>();
        for (String line : lines) {
            List<String> words = Lines.words(line);
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String word : words.subList(3, words.size())) {
                int equals = word.indexOf('=');
                parameters.put(word.substring(0, equals), word.substring(equals + 1));
            }
            inverses.put(
                    words.get(0),
                    words.get(2).equals("none")
                            ? Optional.empty()
                            : Optional.of(new Inverse(words.get(2), parameters)));
        }
        return inverses;
    }

    /** Rows of operations that are in no model. */
    Set<String> unknown(List<Model> models) {
        Set<String> unknown = new TreeSet<>(rows.keySet());
        unknown.addAll(inverses.keySet());
        unknown.addAll(metered);
        unknown.addAll(free);
        unknown.addAll(feigned);
        for (Model model : models) {
            model.operations().keySet().forEach(name -> unknown.remove(model.folder() + ":" + name));
        }
        return unknown;
    }

    boolean isMetered(String id, Verb verb) {
        return metered.contains(id)
                || (verb == Verb.CREATE
                        && !free.contains(id)
                        && meteredEndings.stream().anyMatch(id::endsWith));
    }
}
