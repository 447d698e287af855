package io.brattice.shell.program;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One option of a program, in all its spellings.
 *
 * @param values the roles of its values; empty for a flag
 * @param optional the value may be left out, and is given only in the same word
 */
record OptionRow(List<String> names, List<Role> values, boolean optional, List<Consequence> consequences) {

    OptionRow {
        names = List.copyOf(names);
        values = List.copyOf(values);
        consequences = List.copyOf(consequences);
    }

    /** True for this very option: a subcommand may give a meaning of its own to the same spellings. */
    @SuppressWarnings("ReferenceEquality") // two options of equal content are still two
    boolean is(OptionRow other) {
        return this == other;
    }

    /**
     * Every way to write what was given as {@code name}, which may be an abbreviation. One row may stand for several options that mean the
     * same to us: then a letter belongs to the one long name that begins with it. Empty where there are several such names.
     */
    Optional<Set<String>> spellings(String name) {
        List<String> longs =
                names.stream().filter(each -> each.startsWith("--")).toList();
        Set<String> all = new LinkedHashSet<>(Set.of(name));
        if (longs.size() < 2) {
            all.addAll(longs.isEmpty() ? Set.of() : names);
            return Optional.of(all);
        }
        if (name.startsWith("--")) {
            List<String> meant = names.contains(name)
                    ? List.of(name)
                    : longs.stream().filter(each -> each.startsWith(name)).toList();
            all.addAll(meant);
            for (String each : names) {
                boolean letter = !each.startsWith("--") && meant.stream().anyMatch(whole -> begins(whole, each));
                if (letter) {
                    all.add(each);
                }
            }
            boolean alone = all.stream().allMatch(each -> each.startsWith("--") || owners(longs, each) == 1);
            return alone ? Optional.of(all) : Optional.empty();
        }
        longs.stream().filter(whole -> begins(whole, name)).forEach(all::add);
        return owners(longs, name) > 1 ? Optional.empty() : Optional.of(all);
    }

    private static long owners(List<String> longs, String letter) {
        return longs.stream().filter(whole -> begins(whole, letter)).count();
    }

    private static boolean begins(String whole, String letter) {
        return letter.length() == 2
                && whole.length() > 2
                && Character.toLowerCase(whole.charAt(2)) == Character.toLowerCase(letter.charAt(1));
    }

    /** True when the option, given unseen, makes nothing worse than looking at more files. */
    boolean mild() {
        for (Role role : values) {
            if (!role.mild()) {
                return false;
            }
        }
        for (Consequence consequence : consequences) {
            if (!consequence.mild()) {
                return false;
            }
        }
        return true;
    }
}
