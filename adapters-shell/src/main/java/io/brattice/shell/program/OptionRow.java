package io.brattice.shell.program;

import java.util.List;

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
