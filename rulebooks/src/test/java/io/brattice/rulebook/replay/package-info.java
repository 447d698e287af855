@NullMarked
package io.brattice.rulebook.replay;

import org.jspecify.annotations.NullMarked;
