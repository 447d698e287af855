/** Keys of people in files: private ones under a passphrase, public ones as they are. */
@NullMarked
package io.brattice.rulebook.keys;

import org.jspecify.annotations.NullMarked;
