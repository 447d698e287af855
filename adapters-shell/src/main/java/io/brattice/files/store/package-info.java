/** Where what was there is kept. */
@NullMarked
package io.brattice.files.store;

import org.jspecify.annotations.NullMarked;
