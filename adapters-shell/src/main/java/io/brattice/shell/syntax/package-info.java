/**
 * Bash as a language: text to tree and back. Knows nothing of programs, files or the machine.
 *
 * <p>{@link io.brattice.shell.syntax.Parser} accepts only what bash accepts; what bash accepts and this grammar does not model becomes
 * {@link io.brattice.shell.syntax.Command.Opaque} or {@link io.brattice.shell.syntax.Part.Opaque}, never a guess.
 */
@NullMarked
package io.brattice.shell.syntax;

import org.jspecify.annotations.NullMarked;
