@NullMarked
package io.brattice.rulebook.load;

import org.jspecify.annotations.NullMarked;
