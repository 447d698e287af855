/**
 * What a rulebook says, as plain values: no YAML, no matching. A file is read into it, a matcher is made from it, and checks and
 * proofs speak about it.
 */
@NullMarked
package io.brattice.rulebook.language;

import org.jspecify.annotations.NullMarked;
