package io.brattice.benchmarks;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import io.brattice.policy.Decision;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** cedar-java with its policies parsed once; it has no third answer, so that is read from the policies that decided. */
final class CedarPeer {

    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;
    private final AuthorizationRequest[] requests;
    private final Entities none = new Entities();

    CedarPeer(RulebookWorkload workload) throws Exception {
        Set<Policy> all = new LinkedHashSet<>();
        for (int i = 0; i < workload.families(); i++) {
            all.add(policy("allow-" + i, "permit", i, "context.env == \"dev\""));
            all.add(policy("deny-" + i, "forbid", i, "context.env == \"prod\""));
            all.add(policy("ask-" + i, "forbid", i, "context.amount > 100"));
        }
        policies = new PolicySet(all);
        policies.cache();
        EntityUID agent = uid("Agent", "bench");
        EntityUID call = uid("Action", "call");
        EntityUID thing = uid("Thing", "thing");
        RulebookWorkload.Request[] asked = workload.requests();
        requests = new AuthorizationRequest[asked.length];
        for (int i = 0; i < asked.length; i++) {
            requests[i] = new AuthorizationRequest(
                    agent,
                    call,
                    thing,
                    Map.of(
                            "tool", new PrimString(asked[i].tool()),
                            "env", new PrimString(asked[i].env()),
                            "amount", new PrimLong(asked[i].amount()),
                            "region", new PrimString(asked[i].region())));
        }
    }

    private static Policy policy(String id, String effect, int family, String condition) {
        return new Policy(
                effect + "(principal, action, resource) when { context.tool like \"svc" + family + ".*\" && "
                        + condition + " };",
                id);
    }

    private static EntityUID uid(String type, String id) {
        return new EntityUID(EntityTypeName.parse(type).orElseThrow(), id);
    }

    Decision decide(int request) throws Exception {
        AuthorizationSuccessResponse response =
                engine.isAuthorized(requests[request], policies, none).success.orElseThrow();
        if (response.isAllowed()) {
            return Decision.ALLOW;
        }
        return response.getReason().stream().anyMatch(id -> id.startsWith("deny")) ? Decision.DENY : Decision.ESCALATE;
    }
}
