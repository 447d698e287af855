/** What the world is like: facts that rules ask, and who is calling, from read-only calls within a budget. */
@NullMarked
package io.brattice.aws.lookup;

import org.jspecify.annotations.NullMarked;
