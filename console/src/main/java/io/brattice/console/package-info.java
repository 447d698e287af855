/** The brattice command line. */
@NullMarked
package io.brattice.console;

import org.jspecify.annotations.NullMarked;
