package io.brattice.rulebook.language;

import java.util.List;

/**
 * A name for resources that deserve the same care. Tiers are ordered; the first that has a fitting pattern is the tier of a resource.
 *
 * @param patterns over the URI of a resource; the part after {@code #} is a part of the text
 */
public record Tier(String name, Place place, List<TextTest> patterns) {
    public Tier {
        patterns = List.copyOf(patterns);
    }
}
