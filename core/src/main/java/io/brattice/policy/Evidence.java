package io.brattice.policy;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything a policy may look at, and nothing else.
 *
 * @param preview what the rehearsal saw; empty at the screen, and where there is none
 * @param history what this caller did lately, of one moment
 * @param balances what the accounts that the policy would charge stand at, by name
 */
public record Evidence(
        ToolCall call,
        Assessment assessment,
        Optional<Preview> preview,
        History history,
        Instant at,
        Tiers tiers,
        Map<String, Balance> balances) {

    public Evidence {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(assessment, "assessment");
        Objects.requireNonNull(preview, "preview");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(tiers, "tiers");
        balances = Map.copyOf(balances);
    }

    /** Evidence without any account. */
    public Evidence(
            ToolCall call, Assessment assessment, Optional<Preview> preview, History history, Instant at, Tiers tiers) {
        this(call, assessment, preview, history, at, tiers, Map.of());
    }

    /** The same with what these accounts stand at. */
    public Evidence with(Map<String, Balance> accounts) {
        return new Evidence(call, assessment, preview, history, at, tiers, accounts);
    }

    /** The same as if no account that this policy charges had been charged before: for a look at a policy beside a gate. */
    public Evidence unspent(Policy policy) {
        return with(policy.charges(this).stream()
                .collect(Collectors.toMap(Charge::account, charge -> Balance.none(), (one, same) -> one)));
    }

    /** What this account stands at; nothing where the policy does not charge it. */
    public Balance balance(String account) {
        return balances.getOrDefault(account, Balance.none());
    }

    /**
     * The effects a rule is asked about: those of the assessment, those that only the preview saw, and one
     * {@link Assessment#UNLISTED} effect where the list is incomplete. The preview adds effects beside the assessment's, it never
     * replaces one, so that it cannot soften anything.
     */
    public List<Effect> effects() {
        if (assessment.complete() && preview.isEmpty()) {
            return assessment.effects();
        }
        List<Effect> every = new ArrayList<>(assessment.effects());
        if (preview.isPresent()) {
            Set<Effect> known = new HashSet<>(every);
            preview.get().effects().stream()
                    .map(this::underSafeguard)
                    .filter(known::add)
                    .forEach(every::add);
        }
        if (!assessment.complete()) {
            every.add(new Effect(
                    Verb.EXECUTE, Assessment.UNLISTED, 1, 0, assessment.reversibility(), Reversibility.IRREVERSIBLE));
        }
        return every;
    }

    /** The effects as they are counted in the history: the preview's where it names any, else the assessment's. */
    public List<Effect> measured() {
        return preview.map(Preview::effects)
                .filter(seen -> !seen.isEmpty())
                .map(seen -> seen.stream().map(this::underSafeguard).toList())
                .orElse(assessment.effects());
    }

    /** What the preview counts, 0 where there is none. */
    public long previewedCount() {
        return preview.map(
                        seen -> seen.effects().stream().mapToLong(Effect::count).reduce(0, Deleted::plus))
                .orElse(0L);
    }

    /** How many bytes the preview counts, 0 where there is none. */
    public long previewedBytes() {
        return preview.map(
                        seen -> seen.effects().stream().mapToLong(Effect::bytes).reduce(0, Deleted::plus))
                .orElse(0L);
    }

    /** True when a rehearsal showed exactly what would happen. */
    public boolean rehearsedExactly() {
        return preview.map(seen -> seen.fidelity() == Preview.Fidelity.EXACT).orElse(false);
    }

    private Effect underSafeguard(Effect seen) {
        return assessment.dependsOnSafeguard() ? seen : seen.bare();
    }
}
