/** Puts every client of the SDK for Java v2 in this process behind a gate, by being on its class path. */
@NullMarked
package io.brattice.aws.global;

import org.jspecify.annotations.NullMarked;
