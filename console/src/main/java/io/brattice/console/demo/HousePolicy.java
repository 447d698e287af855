package io.brattice.console.demo;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** The one policy under which every incident is replayed: the defaults, and four rules in code. */
final class HousePolicy {

    private static final long MOST_DELETED = 1_000;
    private static final BigDecimal MOST_PAID = new BigDecimal(500);

    private HousePolicy() {}

    static Policy rules() {
        ApprovalTerms one = ApprovalTerms.onePerson();
        return Policy.withRules(
                Rule.budget("demo.change-budget", Verb.DELETE, MOST_DELETED, Duration.ofHours(1), one),
                Rule.deletedAndRecreated("demo.recreated", Duration.ofDays(1), one),
                Rule.escalate("demo.tainted", one, HousePolicy::isByTainted)
                        .advising("this session has read a text from outside: a person must agree first"),
                Rule.allow("demo.small-payment", HousePolicy::isSmallPayment).upTo(Reversibility.IRREVERSIBLE));
    }

    /** One sentence for the person who reads the demo. */
    static String inWords() {
        return "the defaults; ask when more than " + String.format(Locale.ROOT, "%,d", MOST_DELETED)
                + " files or lines are deleted within an hour, when"
                + " something deleted is recreated, when a session that has read a text from outside wants more than to"
                + " look; pay up to " + MOST_PAID + " alone";
    }

    private static boolean isByTainted(Evidence evidence, Effect effect) {
        return effect.verb() != Verb.READ && !evidence.call().caller().taint().isEmpty();
    }

    private static boolean isSmallPayment(Evidence evidence, Effect effect) {
        return effect.verb() == Verb.SPEND
                && evidence.call()
                        .arguments()
                        .get("amount")
                        .map(amount -> new BigDecimal(amount.toString()).compareTo(MOST_PAID) <= 0)
                        .orElse(false);
    }
}
