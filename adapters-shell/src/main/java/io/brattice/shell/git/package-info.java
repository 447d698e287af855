/** What git's commands would lose, and how it is kept: git asked by git, with everything switched off that could run other code. */
@NullMarked
package io.brattice.shell.git;

import org.jspecify.annotations.NullMarked;
