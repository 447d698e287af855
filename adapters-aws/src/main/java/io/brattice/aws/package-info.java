/** A gate in front of AWS: clients of the SDK for Java v2, a generic tool, and the {@code aws} command line. */
@NullMarked
package io.brattice.aws;

import org.jspecify.annotations.NullMarked;
