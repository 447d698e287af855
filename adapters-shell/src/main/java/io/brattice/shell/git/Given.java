package io.brattice.shell.git;

import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a subcommand was given, read as git reads it: bundles, values, unique abbreviations, {@code --no-…}, the last one wins,
 * {@code --} ends the options. What is not in the table is {@link Unclear}.
 */
final class Given {

    private final Table.Row row;
    private final Map<String, Boolean> flags = new LinkedHashMap<>();
    private final Map<String, Integer> times = new LinkedHashMap<>();
    private final Map<String, List<Term>> values = new LinkedHashMap<>();
    private final List<Term> operands = new ArrayList<>();
    private int divide = -1;

    private Given(Table.Row row) {
        this.row = row;
    }

    static Given read(Table.Row row, List<Term> arguments) {
        Given given = new Given(row);
        int i = 0;
        while (i < arguments.size()) {
            Term word = arguments.get(i);
            String text = word.text();
            if (word.known() && text.equals("--")) {
                given.divide = given.operands.size();
                given.operands.addAll(arguments.subList(i + 1, arguments.size()));
                return given;
            }
            if (word.known() && text.equals("--end-of-options")) {
                i++;
                while (i < arguments.size() && !arguments.get(i).equals(Term.of("--"))) {
                    given.operands.add(arguments.get(i++));
                }
                continue;
            }
            Optional<Term> next = i + 1 < arguments.size() ? Optional.of(arguments.get(i + 1)) : Optional.empty();
            boolean took;
            if (!word.mayBeOption()) {
                given.operands.add(word);
                took = false;
            } else if (text.startsWith("--") && (word.known() || text.indexOf('=') > 0 && !word.many())) {
                took = given.longOption(word, next);
            } else if (word.known()) {
                took = given.shortOptions(text, next);
            } else {
                throw new Unclear("one of its words is not known before it runs, and may be an option");
            }
            i += took ? 2 : 1;
        }
        return given;
    }

    private boolean longOption(Term word, Optional<Term> next) {
        String text = word.text();
        int equal = text.indexOf('=');
        String spelled = equal < 0 ? text : text.substring(0, equal);
        String name = resolve(spelled);
        Table.Meaning listed = row.options().get(name);
        if (listed == null) {
            negate(name);
            return false;
        }
        Optional<Term> attached =
                equal < 0 ? Optional.empty() : Optional.of(new Term(text.substring(equal + 1), word.known(), false));
        return take(listed, attached, next);
    }

    private boolean shortOptions(String text, Optional<Term> next) {
        if (row.numbers() && text.matches("-[0-9]+")) {
            return false;
        }
        for (int at = 1; at < text.length(); at++) {
            Table.Meaning listed = row.options().get("-" + text.charAt(at));
            if (listed == null) {
                throw unknown("-" + text.charAt(at));
            }
            if (!listed.value().isEmpty()) {
                String rest = text.substring(at + 1);
                return take(listed, rest.isEmpty() ? Optional.empty() : Optional.of(Term.of(rest)), next);
            }
            take(listed, Optional.empty(), Optional.empty());
        }
        return false;
    }

    private boolean take(Table.Meaning option, Optional<Term> attached, Optional<Term> next) {
        flags.put(option.name(), true);
        times.merge(option.name(), 1, Integer::sum);
        boolean optional = option.value().startsWith("[");
        if (option.value().isEmpty() && attached.isPresent()) {
            throw new Unclear("its option `" + option.name() + "` takes no value");
        }
        if (attached.isPresent() || option.value().isEmpty() || optional) {
            attached.ifPresent(value -> add(option, value));
            return false;
        }
        if (next.isEmpty() && !option.value().equals("?")) {
            throw new Unclear("its option `" + option.name() + "` has no value");
        }
        next.ifPresent(value -> add(option, value));
        return next.isPresent();
    }

    private void add(Table.Meaning option, Term value) {
        if (value.many()) {
            throw new Unclear("the value of its option `" + option.name() + "` may be several words");
        }
        values.computeIfAbsent(option.name(), none -> new ArrayList<>()).add(value);
    }

    private void negate(String name) {
        String positive = name.startsWith("--no-") ? "--" + name.substring(5) : "--no-" + name.substring(2);
        Table.Meaning option = row.options().get(positive);
        if (option == null) {
            throw unknown(name);
        }
        flags.put(option.name(), false);
        values.remove(option.name());
    }

    /** The full spelling of a long option, or of its negation. */
    private String resolve(String spelled) {
        if (row.options().containsKey(spelled)) {
            return spelled;
        }
        TreeSet<String> fitting = new TreeSet<>();
        for (String name : row.options().keySet()) {
            if (name.startsWith("--")) {
                String opposite = name.startsWith("--no-") ? "--" + name.substring(5) : "--no-" + name.substring(2);
                if (opposite.equals(spelled)) {
                    return spelled;
                }
                for (String candidate : List.of(name, opposite)) {
                    if (candidate.startsWith(spelled)) {
                        fitting.add(candidate);
                    }
                }
            }
        }
        if (!row.abbreviates() || fitting.size() != 1) {
            throw unknown(spelled);
        }
        return fitting.first();
    }

    private static Unclear unknown(String name) {
        return new Unclear("its option `" + name + "` is not one that is known");
    }

    /** True when the option was given, and not taken back by a later {@code --no-…}. */
    boolean has(String... names) {
        for (String name : names) {
            if (flags.getOrDefault(name, false)) {
                return true;
            }
        }
        return false;
    }

    /** The options that were given, those that are switched off with {@code --no-}. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        flags.forEach((name, on) -> names.add(on || !name.startsWith("--") ? name : "--no-" + name.substring(2)));
        return names;
    }

    /** How often it was given. */
    int times(String name) {
        return times.getOrDefault(name, 0);
    }

    /** True when it was switched off. */
    boolean off(String name) {
        return !flags.getOrDefault(name, true);
    }

    List<Term> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<Term> value(String name) {
        List<Term> all = values(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** All that is no option. */
    List<Term> operands() {
        return operands;
    }

    /** What stands before {@code --}, or everything where there is none. */
    List<Term> before() {
        return divide < 0 ? operands : operands.subList(0, divide);
    }

    /** What stands behind {@code --}. */
    List<Term> behind() {
        return divide < 0 ? List.of() : operands.subList(divide, operands.size());
    }

    boolean divided() {
        return divide >= 0;
    }

    /** True when the options that are in force say that it only rehearses. */
    boolean rehearses() {
        boolean performs = consequences("perform").findAny().isPresent();
        return !performs && consequences("rehearse").findAny().isPresent();
    }

    /** The reasons behind consequences of this kind, of the options in force. */
    List<String> reasons(String kind) {
        return consequences(kind + " ")
                .map(text -> text.substring(kind.length() + 1))
                .toList();
    }

    private java.util.stream.Stream<String> consequences(String start) {
        return row.options().values().stream()
                .filter(option -> has(option.name()) && option.consequence().startsWith(start))
                .map(Table.Meaning::consequence)
                .distinct();
    }

    /** What values of options do to files. */
    Map<Term, FileAct> files() {
        Map<Term, FileAct> files = new LinkedHashMap<>();
        for (Table.Meaning option : row.options().values()) {
            for (FileAct act : FileAct.values()) {
                if (option.value().equals(act.word()) && has(option.name())) {
                    values(option.name()).forEach(value -> files.put(value, act));
                }
            }
        }
        return files;
    }
}
