package io.brattice.policy;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule in code: one decision, for the effects its condition fits.
 *
 * <p>A deny or escalate rule takes part when any effect fits. An allow rule covers just the effects it fits, and one that is
 * inherently irreversible only with {@link #upTo(Reversibility) upTo(IRREVERSIBLE)}; it never allows a call whose list of
 * effects is incomplete, nor what a list leaves out. Deny beats escalate beats allow, in any order.
 *
 * @param id stable, unique in its policy, shown in verdicts, briefs and the journal
 * @param terms what a yes must satisfy, for an escalating rule
 * @param advice what the agent reads
 * @param version change it whenever the condition changes what it means: approvals bind to it, and code has no digest
 */
public record Rule(
        String id,
        Decision then,
        Condition when,
        Optional<ApprovalTerms> terms,
        String advice,
        Reversibility upTo,
        String version) {

    /** Does the rule speak of this effect? Pure. A condition that throws makes the whole policy a DENY. */
    @FunctionalInterface
    public interface Condition {
        boolean fits(Evidence evidence, Effect effect);
    }

    public Rule {
        if (Objects.requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("a rule needs an id");
        }
        if (terms.isPresent() != (then == Decision.ESCALATE)) {
            throw new IllegalArgumentException(
                    "rule `" + id + "`: approval terms belong to ESCALATE and to nothing else");
        }
        Objects.requireNonNull(when, "when");
    }

    /** Allows the effects that fit, up to RECOVERABLE: see {@link #upTo}. */
    public static Rule allow(String id, Condition when) {
        return new Rule(id, Decision.ALLOW, when, Optional.empty(), "", Reversibility.RECOVERABLE, "1");
    }

    /** Asks a person about every call with an effect that fits. */
    public static Rule escalate(String id, ApprovalTerms terms, Condition when) {
        return new Rule(id, Decision.ESCALATE, when, Optional.of(terms), "", Reversibility.IRREVERSIBLE, "1");
    }

    /** Refuses every call with an effect that fits. */
    public static Rule deny(String id, Condition when) {
        return new Rule(id, Decision.DENY, when, Optional.empty(), "", Reversibility.IRREVERSIBLE, "1");
    }

    /**
     * A budget: escalates once the counts of this verb over {@code window}, this call included, pass {@code most}. Exact
     * under concurrency, because a permit is reserved against the very history its verdict saw.
     */
    public static Rule budget(String id, Verb verb, long most, Duration window, ApprovalTerms terms) {
        Condition spent = (evidence, effect) -> {
            if (effect.verb() != verb) {
                return false;
            }
            long mine = evidence.measured().stream()
                    .filter(each -> each.verb() == verb)
                    .mapToLong(Effect::count)
                    .sum();
            History.Tally before = evidence.history().since(evidence.at().minus(window), verb);
            return before.count() + mine > most;
        };
        return escalate(id, terms, spent)
                .version(verb + "/" + most + "/" + window)
                .advising("the budget of " + most + " is spent: stop, and report what was done and why it needs more");
    }

    /** Escalates when something this caller deleted within {@code window} is made anew, or the other way round. */
    public static Rule deletedAndRecreated(String id, Duration window, ApprovalTerms terms) {
        return escalate(id, terms, (evidence, effect) -> {
                    Verb other = effect.verb() == Verb.CREATE ? Verb.DELETE : Verb.CREATE;
                    return (effect.verb() == Verb.CREATE || effect.verb() == Verb.DELETE)
                            && effect.inherent().isAtLeast(Reversibility.RECOVERABLE)
                            && evidence.history()
                                    .latest(other, effect.resource(), evidence.at(), window)
                                    .filter(past -> past.inherent().isAtLeast(Reversibility.RECOVERABLE))
                                    .isPresent();
                })
                .version(window.toString());
    }

    /** The same rule with advice for the agent: what to do instead. */
    public Rule advising(String text) {
        return new Rule(id, then, when, terms, text, upTo, version);
    }

    /** Lets an allow rule cover effects of this inherent class and below. Say IRREVERSIBLE only if you mean it. */
    public Rule upTo(Reversibility gravest) {
        return new Rule(id, then, when, terms, advice, gravest, version);
    }

    /** The same rule under another version: give a new one whenever the condition comes to mean something else. */
    public Rule version(String changed) {
        return new Rule(id, then, when, terms, advice, upTo, changed);
    }

    Digest digest() {
        return Digest.of(id.length() + ":" + id + then + upTo + terms + version.length() + ":" + version);
    }
}
