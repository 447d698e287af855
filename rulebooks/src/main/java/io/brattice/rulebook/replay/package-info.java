/** What other rulebooks would have decided about calls that were made: read out of a journal, one entry after the other. */
@NullMarked
package io.brattice.rulebook.replay;

import org.jspecify.annotations.NullMarked;
