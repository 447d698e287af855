/** {@code brattice mcp}: a gate in front of an MCP server, and the configurations of clients that start it. */
@NullMarked
package io.brattice.console.mcp;

import org.jspecify.annotations.NullMarked;
