/** What is known of operations that names do not tell: curated rows, and what they ask about the world. */
@NullMarked
package io.brattice.aws.rule;

import org.jspecify.annotations.NullMarked;
