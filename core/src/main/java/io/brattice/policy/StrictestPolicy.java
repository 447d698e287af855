package io.brattice.policy;

import io.brattice.action.Digest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several policies at once. The one place where a policy that throws, or answers null, becomes a DENY. */
final class StrictestPolicy implements Policy {

    private final List<Policy> policies;

    StrictestPolicy(List<Policy> policies) {
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("no policy at all: pass at least `Policy.defaults()`");
        }
        this.policies = List.copyOf(policies);
    }

    @Override
    public Verdict decide(Evidence evidence) {
        Verdict strictest = one(policies.get(0), evidence);
        for (int i = 1; i < policies.size(); i++) {
            strictest = strictest.and(one(policies.get(i), evidence));
        }
        return strictest;
    }

    @Override
    public Policy inForce() {
        List<Policy> now = policies.stream().map(Policy::inForce).toList();
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) != policies.get(i)) {
                return new StrictestPolicy(now);
            }
        }
        return this;
    }

    /** Throws what one of them throws: whoever asks must refuse. */
    @Override
    public List<Charge> charges(Evidence evidence) {
        List<Charge> all = policies.get(0).charges(evidence);
        for (int i = 1; i < policies.size(); i++) {
            List<Charge> more = policies.get(i).charges(evidence);
            if (!more.isEmpty()) {
                all = Stream.concat(all.stream(), more.stream()).toList();
            }
        }
        return all;
    }

    @Override
    public boolean sticks(String rule) {
        return policies.stream().allMatch(policy -> policy.sticks(rule));
    }

    /** Sorted, so that the same policies in another order are the same policy. */
    @Override
    public Digest digest() {
        if (policies.size() == 1) {
            return policies.get(0).digest();
        }
        return Digest.of(
                policies.stream().map(each -> each.digest().hex()).sorted().collect(Collectors.joining("\n")));
    }

    private static Verdict one(Policy policy, Evidence evidence) {
        try {
            @Nullable Verdict verdict = policy.decide(evidence);
            return verdict != null ? verdict : broken(policy, "answered nothing");
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return broken(policy, "threw " + e.getClass().getSimpleName());
        }
    }

    private static Verdict broken(Policy policy, String how) {
        return Verdict.deny("policy.broken", "`" + policy.getClass().getName() + "` " + how)
                .advising("the policy is broken: ask its owner to mend it, then try again");
    }
}
