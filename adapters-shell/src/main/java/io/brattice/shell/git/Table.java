package io.brattice.shell.git;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known about git as data: its subcommands with all their options, its settings, its variables, its hooks. */
final class Table {

    private static final Table ONLY = load();

    private final Map<String, Row> rows;
    private final Map<String, List<String>> lists;
    private final Map<String, List<String>> hooks;

    private Table(Map<String, Row> rows, Map<String, List<String>> lists, Map<String, List<String>> hooks) {
        this.rows = rows;
        this.lists = lists;
        this.hooks = hooks;
    }

    /**
     * What an option means.
     *
     * @param name the last of its spellings: how code asks for it
     * @param value the role of its value; empty without one, in brackets when it is optional, {@code ?} when it is the next word if
     *     there is one
     * @param consequence what the option is for: {@code rehearse}, {@code opaque WHY}, {@code code WHAT}; empty for none
     */
    record Meaning(String name, String value, String consequence) {}

    /**
     * One subcommand.
     *
     * @param does {@code read}, {@code help}, {@code opaque WHY}, {@code code WHAT}, {@code grave WHY}, or the word by which code knows
     *     it; empty when only the subcommands below it do something
     * @param options by every spelling
     * @param numbers true when {@code -3} is an option
     * @param commands by name, those below it; the empty name is what it does without one
     */
    record Row(String does, Map<String, Meaning> options, boolean numbers, Map<String, Row> commands) {

        /** Readers have more options than one page knows: nothing is guessed from an abbreviation there. */
        boolean abbreviates() {
            return !does.equals("read");
        }
    }

    static Table get() {
        return ONLY;
    }

    Optional<Row> row(String subcommand) {
        return Optional.ofNullable(rows.get(subcommand));
    }

    Set<String> names() {
        return rows.keySet();
    }

    /** The hooks that may run: {@code commit}, {@code push}, … */
    List<String> hooks(String... occasions) {
        List<String> found = new ArrayList<>(hooks.getOrDefault("any", List.of()));
        for (String occasion : occasions) {
            found.addAll(hooks.getOrDefault(occasion, List.of()));
        }
        return found.stream().distinct().toList();
    }

    /** True when a list of patterns names this key, with this value where the pattern says one. The key's middle keeps its case. */
    boolean lists(String list, String key, String value) {
        String small = key.toLowerCase(Locale.ROOT);
        for (String pattern : lists.getOrDefault(list, List.of())) {
            int equal = pattern.indexOf('=');
            String name = (equal < 0 ? pattern : pattern.substring(0, equal)).toLowerCase(Locale.ROOT);
            if (matches(small, name)
                    && (equal < 0 || pattern.substring(equal + 1).equals(value))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String key, String pattern) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return key.equals(pattern);
        }
        String end = pattern.substring(star + 1);
        return key.length() >= pattern.length() - 1 && key.startsWith(pattern.substring(0, star)) && key.endsWith(end);
    }

    private static Table load() {
        try (InputStream in = Table.class.getResourceAsStream("git.json")) {
            if (in == null) {
                throw new IllegalStateException("git.json is missing from the jar");
            }
            Map<String, ?> all = Arguments.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .asMap();
            Map<String, List<String>> lists = new LinkedHashMap<>();
            all.forEach((name, value) -> {
                if (value instanceof List<?> list) {
                    lists.put(name, list.stream().map(String::valueOf).toList());
                }
            });
            Map<String, List<String>> hooks = new LinkedHashMap<>();
            map(all.get("hooks")).forEach((name, value) -> hooks.put(name, words(String.valueOf(value))));
            return new Table(rows(map(all.get("commands")), map(all.get("groups")), Map.of()), lists, hooks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Row> rows(Map<String, ?> commands, Map<String, ?> groups, Map<String, Meaning> above) {
        Map<String, Row> rows = new LinkedHashMap<>();
        commands.forEach((names, value) -> {
            Map<String, ?> told = map(value);
            if (!Set.of("does", "options", "with", "numbers", "commands").containsAll(told.keySet())) {
                throw new IllegalStateException("git.json: `" + names + "` has a member that means nothing");
            }
            Map<String, Meaning> options = new LinkedHashMap<>(above);
            if (told.get("with") instanceof List<?> with) {
                with.forEach(group -> options.putAll(options(map(groups.get(String.valueOf(group))))));
            }
            options.putAll(options(map(told.get("options"))));
            Row row = new Row(
                    String.valueOf(told.containsKey("does") ? told.get("does") : ""),
                    options,
                    Boolean.TRUE.equals(told.get("numbers")),
                    rows(map(told.get("commands")), groups, options));
            for (String name : names.isEmpty() ? List.of("") : words(names)) {
                rows.put(name, row);
            }
        });
        return rows;
    }

    private static Map<String, Meaning> options(Map<String, ?> told) {
        Map<String, Meaning> options = new LinkedHashMap<>();
        told.forEach((names, text) -> {
            List<String> spellings = words(names);
            String meaning = String.valueOf(text);
            int end = meaning.indexOf(';');
            String first = (end < 0 ? meaning : meaning.substring(0, end)).strip();
            boolean valued = first.isEmpty()
                    || !first.contains(" ") && !Set.of("rehearse", "perform").contains(first);
            String last = spellings.get(spellings.size() - 1);
            String rest = valued ? end < 0 ? "" : meaning.substring(end + 1).strip() : meaning.strip();
            for (String spelling : spellings) {
                // Several flags on one line are several flags; one flag has at most one short and one long spelling.
                boolean one = spellings.size() <= 2
                        && spellings.stream().filter(s -> s.startsWith("--")).count() < 2;
                options.put(spelling, new Meaning(one ? last : spelling, valued ? first : "", rest));
            }
        });
        return options;
    }

    private static Map<String, ?> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, held) -> copy.put(String.valueOf(key), held == null ? "" : held));
        return copy;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split(" +", -1));
    }
}
