/** What an agent did, as the journal tells it, and what of the agent's own account holds against it. */
@NullMarked
package io.brattice.console.report;

import org.jspecify.annotations.NullMarked;
