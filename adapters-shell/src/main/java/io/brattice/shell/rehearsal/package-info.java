/** Running a program's own dry run and reading what it answers into a preview. */
@NullMarked
package io.brattice.shell.rehearsal;

import org.jspecify.annotations.NullMarked;
