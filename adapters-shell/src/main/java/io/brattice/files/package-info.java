/** File tools, snapshots, and undo on the local machine. */
@NullMarked
package io.brattice.files;

import org.jspecify.annotations.NullMarked;
