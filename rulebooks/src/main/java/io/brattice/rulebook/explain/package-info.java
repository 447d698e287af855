/** What would have to be otherwise for another decision. For the owners of rules, never for agents. */
@NullMarked
package io.brattice.rulebook.explain;

import org.jspecify.annotations.NullMarked;
