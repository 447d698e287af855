package io.brattice;

import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Charge;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stages 1 to 4: classify, screen, rehearse, decide. Changes nothing, runs nothing. */
final class Judge {

    private final Opinions opinions;
    private final EnforcedPolicy policy;
    private final Tiers tiers;
    private final Ledger ledger;
    private final Deadline deadline;
    private final Duration previewLimit;
    private final SteadyClock clock;

    Judge(
            Opinions opinions,
            EnforcedPolicy policy,
            Tiers tiers,
            Ledger ledger,
            Deadline deadline,
            Duration previewLimit,
            SteadyClock clock) {
        this.opinions = opinions;
        this.policy = policy;
        this.tiers = tiers;
        this.ledger = ledger;
        this.deadline = deadline;
        this.previewLimit = previewLimit;
        this.clock = clock;
    }

    /**
     * @param unsecured why the safeguards of this call could not be had in an earlier round; it is then judged at its
     *     inherent class
     */
    Judgement judge(Tool tool, ToolCall call, Optional<String> undoes, Optional<String> unsecured)
            throws JournalException {
        Assessment opinion = opinions.classify(tool, call); // 1 classify
        Assessment assessment = unsecured.map(opinion::withoutSafeguards).orElse(opinion);
        Instant now = clock.now();
        Evidence evidence =
                new Evidence(call, assessment, Optional.empty(), ledger.history(call.principal(), now), now, tiers);
        Judgement screened = // 2 screen
                ruled(tool, evidence, undoes);
        if (screened.is(Decision.DENY) || !isRehearsed(assessment, tool, undoes)) {
            return screened;
        }
        Preview preview = rehearse(tool, call); // 3 rehearse
        Judgement decided = decide(screened, preview); // 4 decide
        boolean moved =
                undoes.isPresent() && tool.rehearsal().isPresent() && preview.fidelity() == Preview.Fidelity.NONE;
        return moved ? decided.with(decided.verdict().and(cannotUndo(preview))) : decided;
    }

    /** Stages 1 and 2 and no further; empty where somebody would have to be waited for. */
    Optional<Judgement> screen(Tool tool, ToolCall call) throws JournalException {
        if (opinions.probe(tool)) {
            return Optional.empty();
        }
        Assessment assessment = opinions.classify(tool, call);
        Instant now = clock.now();
        Evidence evidence =
                new Evidence(call, assessment, Optional.empty(), ledger.history(call.principal(), now), now, tiers);
        return Optional.of(ruled(tool, evidence, Optional.empty()));
    }

    /** The same judgement by the policy in force, against the history and the accounts as they are now. Nothing else is looked at again. */
    Judgement decideAgain(Judgement judged) throws JournalException {
        Instant now = clock.now();
        Evidence fresh = new Evidence(
                judged.call(),
                judged.assessment(),
                judged.preview(),
                ledger.history(judged.call().principal(), now),
                now,
                tiers);
        return ruled(judged.tool(), fresh, judged.undoes());
    }

    /** True when the policy that judged is still the one in force. */
    boolean isInForce(Judgement judged) {
        return policy.inForce().digest().equals(judged.policy());
    }

    /** True when this deny is remembered against its effects. */
    boolean sticks(Judgement denied) {
        return policy.sticks(denied.verdict().reasons().get(0).rule());
    }

    private static Verdict cannotUndo(Preview preview) {
        String why = preview.text().isBlank() ? "its rehearsal shows nothing" : Problem.clean(preview.text());
        return Verdict.deny("undo.moved", why)
                .advising(
                        "the state is not what the call left, so taking it back would harm what came since: report it");
    }

    private Judgement decide(Judgement screened, Preview preview) throws JournalException {
        Evidence seen = new Evidence(
                screened.call(), screened.assessment(), Optional.of(preview), screened.history(), clock.now(), tiers);
        return ruled(screened.tool(), seen, screened.undoes());
    }

    /** A person's undo passes budgets and earlier refusals; it is still rehearsed, checked for drift and journaled. */
    private Judgement ruled(Tool tool, Evidence bare, Optional<String> undoes) throws JournalException {
        ToolCall call = bare.call();
        EnforcedPolicy now = policy.inForce(); // once: verdict, charges and digest are of one policy
        Digest digest = now.digest();
        if (undoes.isPresent() && call.caller().kind() == Caller.Kind.PERSON) {
            Verdict passes = Verdict.allow("undo.person", "a person takes a call back");
            return new Judgement(tool, call, bare, passes, digest, undoes, List.of());
        }
        List<Charge> charges;
        try {
            charges = charges(now, bare);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            Verdict broken = Verdict.deny(
                            "policy.broken", "what it would be charged cannot be told: " + Problem.line(e))
                    .advising("the policy is broken: ask its owner to mend it, then try again");
            return new Judgement(tool, call, bare, broken, digest, undoes, List.of());
        }
        Evidence evidence = charges.isEmpty() ? bare : bare.with(ledger.balances(accounts(charges)));
        return new Judgement(tool, call, evidence, now.decide(evidence), digest, undoes, charges);
    }

    private static List<Charge> charges(Policy now, Evidence bare) {
        List<Charge> charges = List.copyOf(now.charges(bare));
        if (charges.size() > Charge.MOST) {
            throw new IllegalArgumentException("more than " + Charge.MOST + " charges for one call");
        }
        return charges;
    }

    private static Set<String> accounts(List<Charge> charges) {
        Set<String> names = new HashSet<>();
        charges.forEach(charge -> names.add(charge.account()));
        return names;
    }

    /** An undo is rehearsed whatever its class: its rehearsal is where it finds that somebody else changed the state. */
    private static boolean isRehearsed(Assessment assessment, Tool tool, Optional<String> undoes) {
        return assessment.inherent().isAtLeast(Reversibility.RECOVERABLE)
                || (undoes.isPresent() && tool.rehearsal().isPresent());
    }

    private Preview rehearse(Tool tool, ToolCall call) {
        Optional<Rehearsal> rehearsal = tool.rehearsal();
        if (rehearsal.isEmpty()) {
            return Preview.none("`" + call.tool() + "` cannot be rehearsed");
        }
        Deadline.Result<Preview> result = deadline.within(
                previewLimit,
                "the rehearsal of `" + call.tool() + "`",
                () -> rehearsal.get().preview(call));
        Preview preview = result.value();
        return preview != null ? preview : Preview.none(String.valueOf(result.problem()));
    }
}
