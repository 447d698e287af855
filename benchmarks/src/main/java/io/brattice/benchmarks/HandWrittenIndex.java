package io.brattice.benchmarks;

import io.brattice.action.Arguments;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The floor: what somebody would write by hand for this very workload, and for nothing else. */
final class HandWrittenIndex {

    private static final Verdict DEFAULT = Verdict.escalate("default", "nobody allowed it", ApprovalTerms.onePerson());

    private final Map<String, Verdict[]> byFamily = new HashMap<>();

    HandWrittenIndex(int families) {
        for (int i = 0; i < families; i++) {
            Verdict[] verdicts = new Verdict[8];
            for (int mask = 0; mask < 8; mask++) {
                verdicts[mask] = verdict(i, mask);
            }
            byFamily.put("svc" + i, verdicts);
        }
    }

    private static Verdict verdict(int family, int mask) {
        List<Reason> reasons = new ArrayList<>();
        if ((mask & 1) != 0) {
            reasons.add(new Reason("deny-" + family, "forbids update"));
        }
        if ((mask & 2) != 0) {
            reasons.add(new Reason("ask-" + family, "asks about update"));
        }
        if (reasons.isEmpty() && (mask & 4) != 0) {
            reasons.add(new Reason("allow-" + family, "allows update"));
        }
        Decision decision = (mask & 1) != 0 ? Decision.DENY : (mask & 2) != 0 ? Decision.ESCALATE : Decision.ALLOW;
        return reasons.isEmpty()
                ? DEFAULT
                : new Verdict(
                        decision,
                        reasons,
                        decision == Decision.ESCALATE ? Optional.of(ApprovalTerms.onePerson()) : Optional.empty(),
                        "");
    }

    Verdict decide(String tool, Arguments arguments) {
        int dot = tool.indexOf('.');
        String family = tool.substring(0, dot);
        String verb = tool.substring(dot + 1);
        Verdict[] verdicts = byFamily.get(family);
        if (verdicts == null || verb.isEmpty()) {
            return DEFAULT;
        }
        Map<String, @Nullable Object> all = arguments.asMap();
        Object env = all.get("env");
        Object amount = all.get("amount");
        int mask = ("prod".equals(env) ? 1 : 0)
                | (amount instanceof Long number && number > 100 ? 2 : 0)
                | ("dev".equals(env) ? 4 : 0);
        return verdicts[mask];
    }
}
