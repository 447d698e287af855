/** Clients of the SDK for Java v2: an interceptor in front of them, and a sender behind which nobody asks. */
@NullMarked
package io.brattice.aws.sdk;

import org.jspecify.annotations.NullMarked;
