package io.brattice.rulebook.prove;

import io.brattice.rulebook.language.Condition;
import java.util.List;
import java.util.function.Predicate;

/**
 * One thing about a call, with all the ways it can be.
 *
 * @param owns the conditions that depend on this alone; on that of a resource, also on whether it is a READ
 * @param complete false where there are more ways than are listed
 */
record Dimension(String name, Predicate<Condition> owns, List<Cell> cells, boolean complete) {}
