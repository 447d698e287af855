/**
 * Deciding by rulebooks: what they mean, said once plainly ({@link io.brattice.rulebook.decide.Interpreter}), and the matcher that
 * decides in the gate ({@link io.brattice.rulebook.decide.Decider}).
 */
@NullMarked
package io.brattice.rulebook.decide;

import org.jspecify.annotations.NullMarked;
