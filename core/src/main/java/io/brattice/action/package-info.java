/** What a call is: plain values. */
@NullMarked
package io.brattice.action;

import org.jspecify.annotations.NullMarked;
