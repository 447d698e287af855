/**
 * What programs do, as data: one row a program, read by one engine, and the few little languages (sed, awk, find, SQL …) that need code.
 * Nothing here starts anything.
 */
@NullMarked
package io.brattice.shell.program;

import org.jspecify.annotations.NullMarked;
