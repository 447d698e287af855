package io.brattice.policy;

import io.brattice.action.Digest;
import java.util.List;

/**
 * May this call run? Pure: the same evidence always gives the same verdict, and nothing is touched.
 *
 * <p>A policy is asked twice: at the screen, before anything is rehearsed, where only a DENY counts; and again with the
 * preview. A policy that throws or answers null is a DENY. Several combine by strictest-wins, so their order cannot matter
 * and adding one never softens.
 */
@FunctionalInterface
public interface Policy {

    /** The verdict on this evidence. Must not block, and must not look at anything else: no clock, no file, no network. */
    Verdict decide(Evidence evidence);

    /**
     * The policy that holds right now, where it may be exchanged while the gate runs. The gate asks once for each decision and takes verdict,
     * charges and digest from the answer, so that all three are of one policy; and once more right before the permit. Default: this one.
     */
    default Policy inForce() {
        return this;
    }

    /**
     * What the call would add to which accounts, if it got its permit; pure, like {@link #decide}, and asked first. What those accounts
     * stand at is then in the evidence that is decided on ({@link Evidence#balance}), and the permit is only reserved while it is so. Of
     * one that throws the call is refused. Default: nothing.
     */
    default List<Charge> charges(Evidence evidence) {
        return List.of();
    }

    /**
     * Whether a deny that this rule of the policy gives is remembered against the effect for a while, so that it is asked about by whatever
     * other route it comes. Not for a limit, which time or a person lifts. Default: true.
     */
    default boolean sticks(String rule) {
        return true;
    }

    /**
     * What an approval binds to: a digest that changes whenever this policy could decide differently. The default names the
     * class only, which is right for a policy without parameters.
     */
    default Digest digest() {
        return Digest.of("policy:" + getClass().getName());
    }

    /** The default table alone, with the default limits and the default change budget. */
    static Policy defaults() {
        return withRules();
    }

    /** These rules, and the default table for effects that no rule covers. */
    static Policy withRules(Rule... rules) {
        return withRules(Limits.defaults(), List.of(rules));
    }

    /** These rules, and the default table with these limits for effects that no rule covers. */
    static Policy withRules(Limits limits, List<Rule> rules) {
        return withRules(limits, ChangeBudget.defaults(), rules);
    }

    /** These rules, and the default table with these limits and this change budget for effects that no rule covers. */
    static Policy withRules(Limits limits, ChangeBudget budget, List<Rule> rules) {
        return new RulePolicy(limits, budget, rules);
    }

    /** Every one of these at once; the strictest stands. */
    static Policy allOf(Policy... policies) {
        return new StrictestPolicy(List.of(policies));
    }
}
