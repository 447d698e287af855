/**
 * A gate in front of any MCP server: relays its messages as they are, and lets its tools be called only with the gate's leave. Only
 * translates; what is allowed is decided by the gate.
 */
@NullMarked
package io.brattice.mcp;

import org.jspecify.annotations.NullMarked;
