/** Starting programs: a rebuilt environment, a closed input, bounded outputs, a process group that ends with its time. */
@NullMarked
package io.brattice.shell.process;

import org.jspecify.annotations.NullMarked;
