package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.Charge;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stages 1 to 4 as a value: what a call would do, what was rehearsed, what the policy said and on which evidence.
 *
 * @param policy the digest of the policy that decided
 * @param undoes the call this one takes back, for an undo
 * @param charges what it is charged if it gets its permit
 */
record Judgement(
        Tool tool,
        ToolCall call,
        Evidence evidence,
        Verdict verdict,
        Digest policy,
        Optional<String> undoes,
        List<Charge> charges) {

    Assessment assessment() {
        return evidence.assessment();
    }

    Optional<Preview> preview() {
        return evidence.preview();
    }

    History history() {
        return evidence.history();
    }

    Instant at() {
        return evidence.at();
    }

    boolean is(Decision decision) {
        return verdict.decision() == decision;
    }

    /** The same with another verdict. */
    Judgement with(Verdict decided) {
        return new Judgement(tool, call, evidence, decided, policy, undoes, charges);
    }

    /** The version of every account that is charged. */
    Map<String, Long> seen() {
        Map<String, Long> versions = new HashMap<>();
        evidence.balances().forEach((account, balance) -> versions.put(account, balance.version()));
        return versions;
    }

    /**
     * What a yes binds to: action, state seen, policy, tool, class and taint. If any of these moves, the yes is void. The
     * history is not part of it: the ledger holds the permit against that.
     */
    Digest binding() {
        return Arguments.from(Map.of(
                        "action", call.digest().hex(),
                        "fingerprint",
                                preview().map(seen -> seen.fingerprint().hex()).orElse("none"),
                        "policy", policy.hex(),
                        "tool", tool.digest().hex(),
                        "reversibility", assessment().reversibility(),
                        "inherent", assessment().inherent(),
                        "effects", digest(assessment().effects()).hex(),
                        "taint", call.caller().taint().stream().sorted().toList()))
                .digest();
    }

    /** One digest for however many effects: a list of them all would not fit into one value. */
    private static Digest digest(List<Effect> effects) {
        StringBuilder digests = new StringBuilder(effects.size() * 64);
        effects.forEach(
                effect -> digests.append(Arguments.from(plain(effect)).digest().hex()));
        return Digest.of(digests.toString());
    }

    static Map<String, ?> plain(Effect effect) {
        return Map.of(
                "verb", effect.verb(),
                "resource", effect.resource().uri(),
                "count", effect.count(),
                "bytes", effect.bytes(),
                "reversibility", effect.reversibility(),
                "inherent", effect.inherent());
    }

    /** The effects that are worth remembering: everything but reads. */
    List<Effect> lasting() {
        List<Effect> measured = evidence.measured();
        for (Effect effect : measured) {
            if (effect.verb() == Verb.READ) {
                return measured.stream()
                        .filter(each -> each.verb() != Verb.READ)
                        .toList();
            }
        }
        return measured;
    }
}
