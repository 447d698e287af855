package io.brattice;

import io.brattice.action.Digest;
import io.brattice.policy.Charge;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import java.util.List;
import java.util.Optional;

/** The host's policy, and the two objections that no policy can relax: the gate's own places, and an earlier no. */
final class EnforcedPolicy implements Policy {

    private final Policy policy;
    private final ProtectedPlaces places;

    EnforcedPolicy(Policy policy, ProtectedPlaces places) {
        this.policy = Policy.allOf(policy);
        this.places = places;
    }

    @Override
    public EnforcedPolicy inForce() {
        Policy now = policy.inForce();
        return now == policy ? this : new EnforcedPolicy(now, places);
    }

    @Override
    public Verdict decide(Evidence evidence) {
        Verdict verdict = policy.decide(evidence);
        Optional<Verdict> place = places.objection(evidence);
        Optional<Verdict> refused = StickyRefusals.objection(evidence);
        Verdict withPlaces = place.isPresent() ? verdict.and(place.get()) : verdict;
        return refused.isPresent() ? withPlaces.and(refused.get()) : withPlaces;
    }

    @Override
    public List<Charge> charges(Evidence evidence) {
        return policy.charges(evidence);
    }

    @Override
    public boolean sticks(String rule) {
        return policy.sticks(rule);
    }

    @Override
    public Digest digest() {
        return policy.digest();
    }
}
