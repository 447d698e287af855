/** What a call would do: read-only look-ups, and the brief that is made of them. */
@NullMarked
package io.brattice.aws.rehearsal;

import org.jspecify.annotations.NullMarked;
