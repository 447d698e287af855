/** What is there: looked at, and told apart from what may be there later. */
@NullMarked
package io.brattice.files.tree;

import org.jspecify.annotations.NullMarked;
