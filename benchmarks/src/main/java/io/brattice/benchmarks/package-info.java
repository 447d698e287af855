/** JMH benchmarks. */
@NullMarked
package io.brattice.benchmarks;

import org.jspecify.annotations.NullMarked;
