/** The budgets of rulebooks: what they charge, and what they object to. Pure; the sums themselves are in the ledger of the gate. */
@NullMarked
package io.brattice.rulebook.budget;

import org.jspecify.annotations.NullMarked;
