/**
 * From YAML to a {@link io.brattice.rulebook.language.Book}, or to all that is wrong with it: where it stands, what it says, and the nearest right word. The keys
 * of the language are tables ({@code Grammar}), which the schema for editors and the reference are made from too.
 */
@NullMarked
package io.brattice.rulebook.load;

import org.jspecify.annotations.NullMarked;
