@NullMarked
package io.brattice.rulebook.decide;

import org.jspecify.annotations.NullMarked;
