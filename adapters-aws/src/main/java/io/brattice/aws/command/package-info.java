/**
 * The {@code aws} command line: which calls a line makes, for the gate of a shell, and how calls are sent by that program. Follows version 1
 * and 2 of the program; where they differ, the graver reading counts.
 */
@NullMarked
package io.brattice.aws.command;

import org.jspecify.annotations.NullMarked;
