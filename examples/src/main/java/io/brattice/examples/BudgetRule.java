package io.brattice.examples;

import static io.brattice.action.Reversibility.IRREVERSIBLE;

import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import java.time.Duration;

/** Lets an agent send mail to its own domain alone, but not many: the allow rule opens a door, the budget keeps it narrow. */
final class BudgetRule {

    static final long MOST = 3;

    private BudgetRule() {}

    static Policy policy() {
        return Policy.withRules(
                Rule.allow(
                                "mail.inside",
                                (evidence, effect) -> effect.verb() == Verb.SEND
                                        && effect.resource().uri().endsWith("@example.com"))
                        .upTo(IRREVERSIBLE), // words cannot be taken back: an allow rule must say that it means those
                Rule.budget("mail.budget", Verb.SEND, MOST, Duration.ofHours(1), ApprovalTerms.onePerson()));
    }
}
