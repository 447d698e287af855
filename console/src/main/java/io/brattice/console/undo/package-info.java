/** What agents did to this machine, as a person sees it and takes it back. */
@NullMarked
package io.brattice.console.undo;

import org.jspecify.annotations.NullMarked;
