/** Whether a call may run: pure, without effects. */
@NullMarked
package io.brattice.policy;

import org.jspecify.annotations.NullMarked;
