/** The journal as an auditor reads it: checked, followed, shown, exported, pruned. */
@NullMarked
package io.brattice.console.journal;

import org.jspecify.annotations.NullMarked;
