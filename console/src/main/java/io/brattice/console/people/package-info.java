/** Keys of people, and the questions that they answer from the command line. */
@NullMarked
package io.brattice.console.people;

import org.jspecify.annotations.NullMarked;
