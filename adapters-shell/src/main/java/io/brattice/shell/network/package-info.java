/** The only network that a contained command can be granted: a forwarder that knows the names of hosts, and the way to it from inside. */
@NullMarked
package io.brattice.shell.network;

import org.jspecify.annotations.NullMarked;
