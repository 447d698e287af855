/** Small programs that use Brattice; each is run by a test. */
@NullMarked
package io.brattice.examples;

import org.jspecify.annotations.NullMarked;
