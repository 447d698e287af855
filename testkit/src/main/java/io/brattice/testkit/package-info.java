/** Fakes, and the contracts that every adapter and store must pass. */
@NullMarked
package io.brattice.testkit;

import org.jspecify.annotations.NullMarked;
