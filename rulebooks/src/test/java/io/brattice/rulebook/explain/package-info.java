@NullMarked
package io.brattice.rulebook.explain;

import org.jspecify.annotations.NullMarked;
