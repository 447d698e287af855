package io.brattice.mcp;

import io.brattice.Permit;
import io.brattice.Tool;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import java.util.Optional;

/**
 * One tool of a server, as the gate knows tools.
 *
 * @param digest of all that the server says of it: with another description, schema or hint it is another tool
 * @param judged what its name tells; unknown, unless the operator trusts the names of this server and it is the tool that was pinned
 */
record McpTool(String name, Digest digest, Assessment judged) implements Tool {

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(call -> Optional.of(judged));
    }

    /** The relay sends what was admitted to the server itself. */
    @Override
    public Object run(Permit permit) {
        throw new IllegalStateException("`" + name + "` runs where its server is: let the agent make the call again");
    }
}
