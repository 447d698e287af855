/** {@code brattice policy}: what people who own rulebooks do with them. */
@NullMarked
package io.brattice.console.policy;

import org.jspecify.annotations.NullMarked;
