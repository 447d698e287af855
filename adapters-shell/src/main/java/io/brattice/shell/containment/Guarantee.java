package io.brattice.shell.containment;

import java.util.Objects;

/**
 * One thing that a cell is to hold.
 *
 * @param name short, for a table
 * @param meaning what it keeps from whom, in one clause
 * @param test how it was tried
 * @param essential true when no class may rest on a cell that does not hold it
 * @param holds whether it was found to hold
 * @param found what was found, when it does not hold or is worth telling; else empty
 */
public record Guarantee(String name, String meaning, String test, boolean essential, boolean holds, String found) {

    public Guarantee {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(found, "found");
    }
}
