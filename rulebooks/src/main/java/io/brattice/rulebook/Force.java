package io.brattice.rulebook;

import io.brattice.policy.Policy;
import io.brattice.policy.Tiers;
import io.brattice.rulebook.check.Finding;
import io.brattice.rulebook.language.Book;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A set of layers that is in force: one value, so that a reload is one write.
 *
 * @param until when the first of its signatures ends
 * @param cases which examples were not run
 */
record Force(List<Layer.Read> read, Policy decider, Tiers tiers, Optional<Instant> until, List<Finding> cases) {

    List<Book> layers() {
        return read.stream().map(Layer.Read::book).toList();
    }
}
