package io.brattice.benchmarks;

import io.brattice.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import org.casbin.jcasbin.main.EnforceResult;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/** jCasbin with an ABAC rule in each policy; it has no third answer, so that is read from the rule that decided. */
final class CasbinPeer {

    private final Enforcer enforcer;
    private final RulebookWorkload.Request[] requests;

    CasbinPeer(RulebookWorkload workload) {
        Model model = new Model();
        model.addDef("r", "r", "tool, env, amount");
        model.addDef("p", "p", "tool, cond, eft");
        model.addDef("e", "e", "priority(p.eft) || deny");
        model.addDef("m", "m", "keyMatch(r.tool, p.tool) && eval(p.cond)");
        enforcer = new Enforcer(model);
        enforcer.enableLog(false);
        List<List<String>> policies = new ArrayList<>();
        for (int i = 0; i < workload.families(); i++) {
            policies.add(List.of("svc" + i + ".*", "r.env == \"prod\"", "deny"));
        }
        for (int i = 0; i < workload.families(); i++) {
            policies.add(List.of("svc" + i + ".*", "r.amount > 100", "deny"));
        }
        for (int i = 0; i < workload.families(); i++) {
            policies.add(List.of("svc" + i + ".*", "r.env == \"dev\"", "allow"));
        }
        enforcer.addPolicies(policies);
        requests = workload.requests();
    }

    Decision decide(int request) {
        RulebookWorkload.Request asked = requests[request];
        EnforceResult result = enforcer.enforceEx(asked.tool(), asked.env(), asked.amount());
        return result.isAllow()
                ? Decision.ALLOW
                : result.getExplain().stream().anyMatch(each -> each.contains("prod"))
                        ? Decision.DENY
                        : Decision.ESCALATE;
    }
}
