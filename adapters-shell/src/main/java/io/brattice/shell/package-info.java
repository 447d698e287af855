/** Bash command lines: parse, assess, rehearse, run what was parsed. */
@NullMarked
package io.brattice.shell;

import org.jspecify.annotations.NullMarked;
