package io.brattice.policy;

import io.brattice.action.Resource;
import java.util.Set;

/** Which tiers (production, customer data, disposable, …) a resource belongs to. Pure, and never empty-handed by throwing. */
@FunctionalInterface
public interface Tiers {

    /** The tiers of this resource; empty when it is in none. */
    Set<String> of(Resource resource);

    /** No tiers at all. */
    static Tiers none() {
        return resource -> Set.of();
    }
}
