/** The gate that every tool call passes, and what a host needs to place it. */
@NullMarked
package io.brattice;

import org.jspecify.annotations.NullMarked;
