/** How calls are taken back: what is read first, what is sent to put it back, and when that is refused. */
@NullMarked
package io.brattice.aws.undo;

import org.jspecify.annotations.NullMarked;
