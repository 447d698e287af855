/** Takes back what a call did, part by part. */
@NullMarked
package io.brattice.files.undo;

import org.jspecify.annotations.NullMarked;
