/** What commands need to know of the terminal they write to, and of the person at it. */
@NullMarked
package io.brattice.console.terminal;

import org.jspecify.annotations.NullMarked;
