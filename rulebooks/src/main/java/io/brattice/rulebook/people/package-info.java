/** Who may answer by signature, as a file that a person writes and signs. */
@NullMarked
package io.brattice.rulebook.people;

import org.jspecify.annotations.NullMarked;
