/** A human's yes or no. */
@NullMarked
package io.brattice.approval;

import org.jspecify.annotations.NullMarked;
