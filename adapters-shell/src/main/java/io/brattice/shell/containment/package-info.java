/** Cells: where a command runs that nobody can read beforehand, and can harm nothing that cannot be taken back. */
@NullMarked
package io.brattice.shell.containment;

import org.jspecify.annotations.NullMarked;
