package io.brattice.aws.catalogue.make;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation.Evidence;
import io.brattice.aws.catalogue.Operation.Inverse;
import java.util.Optional;

/** One operation, and what is decided of it. */
record Sorted(
        String name,
        Tree declared,
        Verb verb,
        Reversibility inherent,
        Evidence evidence,
        String why,
        Optional<Inverse> inverse,
        Optional<String> dryRun,
        boolean metered) {}
