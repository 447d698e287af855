@NullMarked
package io.brattice.rulebook;

import org.jspecify.annotations.NullMarked;
