/** What a session keeps running while its calls come and go: started, listed and stopped, in cells that can change nothing. */
@NullMarked
package io.brattice.shell.children;

import org.jspecify.annotations.NullMarked;
