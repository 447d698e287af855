/** Pages for people, as Markdown and as self-contained HTML, on which nothing that somebody else wrote is markup. */
@NullMarked
package io.brattice.console.page;

import org.jspecify.annotations.NullMarked;
