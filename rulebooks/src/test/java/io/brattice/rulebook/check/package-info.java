@NullMarked
package io.brattice.rulebook.check;

import org.jspecify.annotations.NullMarked;
