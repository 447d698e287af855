/** One call of one operation, as plain values, and what sends it. Knows no SDK. */
@NullMarked
package io.brattice.aws.call;

import org.jspecify.annotations.NullMarked;
