package io.brattice.aws.command;

import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words, split into options and what stands by itself, as the {@code aws} program does it: an option may be shortened to any beginning that
 * no other has, its value may stand behind {@code =}, and of one that comes twice the last counts.
 *
 * @param given each option that was given, under its full name, in the order of its last appearance, with its values
 * @param others what belongs to no option
 * @param problem why the words cannot be split; then nothing else is certain
 */
record Options(Map<String, List<Term>> given, List<Term> others, Optional<String> problem) {

    /** How many values an option takes. */
    enum Takes {
        NOTHING,
        ONE,
        /** One or none. */
        PERHAPS,
        TWO,
        /** At least one. */
        SOME
    }

    /** Splits words by this table; the names in it begin with {@code --}. */
    static Options split(List<Term> words, Map<String, Takes> table) {
        Map<String, List<Term>> given = new LinkedHashMap<>();
        List<Term> others = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            Term word = words.get(i++);
            if (!word.known() && (word.many() || word.mayBeOption())) {
                return failed("`" + word + "` may be an option");
            }
            if (!isOption(word)) {
                others.add(word);
                continue;
            }
            int equals = word.text().indexOf('=');
            String written = equals < 0 ? word.text() : word.text().substring(0, equals);
            Optional<String> name = name(written, table);
            if (name.isEmpty() || !word.known() && equals < 0) {
                return failed("its option `" + word + "` is not one that is known");
            }
            List<Term> values = new ArrayList<>();
            if (equals >= 0) {
                String value = word.text().substring(equals + 1);
                values.add(word.known() ? Term.of(value) : Term.beginning(value));
            }
            Takes takes = table.getOrDefault(name.get(), Takes.ONE);
            while (equals < 0
                    && values.size() < most(takes)
                    && i < words.size()
                    && isValue(words.get(i), takes, values)) {
                values.add(words.get(i++));
            }
            boolean open = equals < 0
                    && values.size() < most(takes)
                    && i < words.size()
                    && !words.get(i).known();
            if (open) {
                return failed("`" + words.get(i) + "` may be an option, or several");
            }
            if (!fits(takes, values.size())) {
                return failed("its option `" + name.get() + "` takes another number of values");
            }
            given.remove(name.get());
            given.put(name.get(), List.copyOf(values));
        }
        return new Options(given, List.copyOf(others), Optional.empty());
    }

    private static Options failed(String why) {
        return new Options(Map.of(), List.of(), Optional.of(why));
    }

    /** The option of that name, or the only one that begins so. */
    static Optional<String> name(String written, Map<String, Takes> table) {
        if (table.containsKey(written)) {
            return Optional.of(written);
        }
        List<String> fitting =
                table.keySet().stream().filter(name -> name.startsWith(written)).toList();
        return fitting.size() == 1 && written.length() > 2 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private static int most(Takes takes) {
        return switch (takes) {
            case NOTHING -> 0;
            case ONE, PERHAPS -> 1;
            case TWO -> 2;
            case SOME -> Integer.MAX_VALUE;
        };
    }

    private static boolean fits(Takes takes, int values) {
        return switch (takes) {
            case NOTHING -> values == 0;
            case ONE -> values == 1;
            case PERHAPS -> values <= 1;
            case TWO -> values == 2;
            case SOME -> values >= 1;
        };
    }

    /** What must be a value: if it turns out to look like an option, the program refuses the line. */
    private static boolean isValue(Term word, Takes takes, List<Term> before) {
        if (word.many()) {
            return false;
        }
        boolean due = takes == Takes.ONE || takes == Takes.TWO || takes == Takes.SOME && before.isEmpty();
        return word.known() ? !isOption(word) : due || !word.mayBeOption();
    }

    /** As argparse has it: negative numbers and what has a space in it are values, unless it begins with an option and {@code =}. */
    static boolean isOption(Term word) {
        String text = word.text();
        if (!text.startsWith("-") || word.known() && text.length() == 1 || isNegative(text)) {
            return false;
        }
        int space = text.indexOf(' ');
        int equals = text.indexOf('=');
        return space < 0 || equals >= 0 && equals < space;
    }

    private static boolean isNegative(String text) {
        boolean digits = text.length() > 1;
        int points = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            points += c == '.' ? 1 : 0;
            digits &= c >= '0' && c <= '9' || c == '.' && points == 1 && i + 1 < text.length();
        }
        return digits;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    Optional<Term> one(String name) {
        return Optional.ofNullable(given.get(name))
                .filter(values -> !values.isEmpty())
                .map(values -> values.get(0));
    }
}
