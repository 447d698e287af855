/** What of a standard a configuration holds, shown by attacks on a gate that is made for it. */
@NullMarked
package io.brattice.console.conformance;

import org.jspecify.annotations.NullMarked;
