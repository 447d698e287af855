package io.brattice.examples;

import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import java.time.Duration;

/** A release needs two people, one of them a release manager, and their yes rests for ten minutes. */
final class TwoPeople {

    static final Duration COOL_DOWN = Duration.ofMinutes(10);

    private TwoPeople() {}

    static Policy policy() {
        ApprovalTerms terms = ApprovalTerms.people(2)
                .roles("release-manager")
                .answerWithin(Duration.ofHours(8))
                .validFor(Duration.ofHours(1))
                .coolDown(COOL_DOWN)
                .to("#releases");
        return Policy.withRules(Rule.escalate(
                        "release.two-people",
                        terms,
                        (evidence, effect) -> effect.resource().scheme().equals("release"))
                .advising("a release needs two people: say what it is for, and go on with something else meanwhile"));
    }
}
