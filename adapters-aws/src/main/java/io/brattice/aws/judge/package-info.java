/** What one call is: its class, what it touches, and why; from the catalogue, the rules, facts, and what was called before. */
@NullMarked
package io.brattice.aws.judge;

import org.jspecify.annotations.NullMarked;
