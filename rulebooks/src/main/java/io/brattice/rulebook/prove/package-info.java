/**
 * Proofs about rulebooks: a question worded for people is proven, answered by a call that shows the contrary, or left undecided. All
 * that the rulebook can tell apart is gone through, nothing is sampled.
 */
@NullMarked
package io.brattice.rulebook.prove;

import org.jspecify.annotations.NullMarked;
