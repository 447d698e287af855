package io.brattice.mcp;

import java.util.List;

/**
 * A tool as its server describes it.
 *
 * @param parameters the names of its parameters
 * @param readOnlyHint false where the server says that it is not read-only; true otherwise: a hint may only raise
 */
public record Described(String name, String description, List<String> parameters, boolean readOnlyHint) {
    public Described {
        parameters = List.copyOf(parameters);
    }
}
