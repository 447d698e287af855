/** Published disasters, replayed with real bash, real git and real files: first bare, then behind the gate. */
@NullMarked
package io.brattice.console.demo;

import org.jspecify.annotations.NullMarked;
