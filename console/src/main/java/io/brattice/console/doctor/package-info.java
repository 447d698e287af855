/** {@code brattice doctor}: what this host can contain, and whether what is kept is where it should be. */
@NullMarked
package io.brattice.console.doctor;

import org.jspecify.annotations.NullMarked;
