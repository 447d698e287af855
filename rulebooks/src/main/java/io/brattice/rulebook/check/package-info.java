/** What is questionable about rulebooks that can be read, and whether their examples hold. Looks at values only; changes nothing. */
@NullMarked
package io.brattice.rulebook.check;

import org.jspecify.annotations.NullMarked;
