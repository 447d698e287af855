/** What is kept of other machines before a line changes something there, and how it is put back. */
@NullMarked
package io.brattice.shell.remote;

import org.jspecify.annotations.NullMarked;
