/** What happened, and what must hold. */
@NullMarked
package io.brattice.journal;

import org.jspecify.annotations.NullMarked;
