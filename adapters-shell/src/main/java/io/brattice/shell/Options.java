package io.brattice.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options and operands of a command, read by GNU's rules: bundles, values, {@code --}, options after operands.
 *
 * <p>An option is named by its short letter where it has one. Anything that the grammar does not list as understood is
 * {@link Opaque}.
 *
 * @param flags how often each option without a value came
 * @param values what was given to the options with one, in order
 * @param operands everything else
 */
record Options(Map<String, Integer> flags, Map<String, List<String>> values, List<String> operands) {

    /**
     * What a command accepts.
     *
     * @param understood letters without a value
     * @param valued letters with one
     * @param understoodLong long names and the letter, or name, that they stand for
     * @param otherLong every other long name the program really has: known, so that an abbreviation is not misread
     * @param abbreviates true for GNU programs, false where only whole names are taken
     */
    record Grammar(
            String understood,
            String valued,
            Map<String, String> understoodLong,
            Set<String> otherLong,
            boolean abbreviates) {

        static Grammar shorts(String understood) {
            return new Grammar(understood, "", Map.of(), Set.of(), false);
        }
    }

    boolean has(String option) {
        return flags.containsKey(option);
    }

    static Options read(Grammar grammar, List<String> arguments) {
        Map<String, Integer> flags = new LinkedHashMap<>();
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--")) {
                operands.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            }
            if (word.equals("-") || !word.startsWith("-")) {
                operands.add(word);
            } else if (word.startsWith("--")) {
                int equals = word.indexOf('=');
                String option = longOption(grammar, equals < 0 ? word.substring(2) : word.substring(2, equals));
                boolean valued = grammar.valued().contains(option);
                if (!valued && equals >= 0) {
                    throw new Opaque("its option `" + word + "` takes no value");
                }
                if (!valued) {
                    flags.merge(option, 1, Integer::sum);
                } else {
                    String value = equals >= 0 ? word.substring(equals + 1) : next(arguments, ++i, word);
                    values.computeIfAbsent(option, none -> new ArrayList<>()).add(value);
                }
            } else {
                for (int j = 1; j < word.length(); j++) {
                    String letter = word.substring(j, j + 1);
                    if (grammar.valued().contains(letter)) {
                        String value = j + 1 < word.length() ? word.substring(j + 1) : next(arguments, ++i, word);
                        values.computeIfAbsent(letter, none -> new ArrayList<>())
                                .add(value);
                        break;
                    }
                    if (!grammar.understood().contains(letter)) {
                        throw new Opaque("its option `-" + letter + "` is not one that is understood");
                    }
                    flags.merge(letter, 1, Integer::sum);
                }
            }
        }
        return new Options(flags, values, operands);
    }

    private static String longOption(Grammar grammar, String name) {
        String exact = grammar.understoodLong().get(name);
        if (exact != null) {
            return exact;
        }
        List<String> fitting = new ArrayList<>();
        if (grammar.abbreviates() && !name.isEmpty()) {
            grammar.understoodLong().keySet().stream()
                    .filter(n -> n.startsWith(name))
                    .forEach(fitting::add);
            grammar.otherLong().stream().filter(n -> n.startsWith(name)).forEach(fitting::add);
        }
        String only = fitting.size() == 1 ? grammar.understoodLong().get(fitting.get(0)) : null;
        if (only == null) {
            throw new Opaque("its option `--" + name + "` is not one that is understood");
        }
        return only;
    }

    private static String next(List<String> arguments, int index, String option) {
        if (index >= arguments.size()) {
            throw new Opaque("its option `" + option + "` has no value");
        }
        return arguments.get(index);
    }
}
