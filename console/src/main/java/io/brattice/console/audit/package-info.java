/** What a gate did over a time, in numbers, for whoever answers for it. */
@NullMarked
package io.brattice.console.audit;

import org.jspecify.annotations.NullMarked;
