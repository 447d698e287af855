@NullMarked
package io.brattice.rulebook.prove;

import org.jspecify.annotations.NullMarked;
