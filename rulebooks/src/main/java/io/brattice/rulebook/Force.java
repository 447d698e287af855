package io.brattice.rulebook;

import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import io.brattice.policy.Charge;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.check.Finding;
import io.brattice.rulebook.language.Book;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A set of layers that is in force: one value, so that a reload is one write, and verdict, charges and digest of one decision are of one set.
 *
 * @param decider its rules, with its budgets beside them
 * @param until when the first of its signatures ends
 * @param cases which examples were not run
 */
record Force(List<Layer.Read> read, Policy decider, Tiers tiers, Optional<Instant> until, List<Finding> cases)
        implements Policy {

    List<Book> layers() {
        return read.stream().map(Layer.Read::book).toList();
    }

    @Override
    public Verdict decide(Evidence evidence) {
        boolean over = until.filter(end -> !evidence.at().isBefore(end)).isPresent();
        if (over && evidence.assessment().inherent() != Reversibility.READ_ONLY) {
            return Verdict.deny("rulebook.expired", "the signature of the rulebook was good until " + until.get())
                    .advising("nothing may change until the rulebook is signed again: tell its owner");
        }
        return decider.decide(evidence);
    }

    @Override
    public List<Charge> charges(Evidence evidence) {
        return decider.charges(evidence);
    }

    @Override
    public boolean sticks(String rule) {
        return decider.sticks(rule);
    }

    @Override
    public Digest digest() {
        return decider.digest();
    }
}
