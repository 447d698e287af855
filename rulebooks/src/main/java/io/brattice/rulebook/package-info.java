/** Rulebooks as policies: files that people own who do not write Java. */
@NullMarked
package io.brattice.rulebook;

import org.jspecify.annotations.NullMarked;
