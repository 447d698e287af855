package io.brattice.spring;

import io.brattice.action.Classifier;
import io.brattice.action.Reversibility;
import java.util.Map;
import java.util.Optional;

/**
 * How far the calls of each tool can be taken back, as the host declares it: Spring AI's tools say nothing of it themselves. A tool that is not
 * named is IRREVERSIBLE.
 *
 * @param byName exact names of tools
 * @param classifier an opinion beside that, on each call
 */
public record ToolClasses(Map<String, Reversibility> byName, Optional<Classifier> classifier) {

    public ToolClasses {
        byName = Map.copyOf(byName);
    }

    /** Only what is declared by name. */
    public static ToolClasses of(Map<String, Reversibility> byName) {
        return new ToolClasses(byName, Optional.empty());
    }

    Optional<Reversibility> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
