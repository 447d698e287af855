/** {@code brattice assess}: says of calls, one JSON line each, what the gate would do, and runs none of them. */
@NullMarked
package io.brattice.console.assess;

import org.jspecify.annotations.NullMarked;
