package io.brattice.benchmarks;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.brattice.policy.Decision;
import java.util.HashMap;
import java.util.Map;

/** CEL evaluates conditions and knows no rules: so the index by family of tools is Java, which flatters it. */
final class CelPeer {

    private record Family(CelRuntime.Program allow, CelRuntime.Program deny, CelRuntime.Program ask) {}

    private final Map<String, Family> byFamily = new HashMap<>();
    private final Map<String, Object>[] inputs;
    private final RulebookWorkload.Request[] requests;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays
    CelPeer(RulebookWorkload workload) throws Exception {
        Cel cel = CelFactory.legacyCelBuilder()
                .addVar("tool", SimpleType.STRING)
                .addVar("env", SimpleType.STRING)
                .addVar("amount", SimpleType.INT)
                .addVar("region", SimpleType.STRING)
                .addVar("id", SimpleType.STRING)
                .build();
        for (int i = 0; i < workload.families(); i++) {
            String tool = "tool.startsWith('svc" + i + ".') && ";
            byFamily.put(
                    "svc" + i,
                    new Family(
                            program(cel, tool + "env == 'dev'"),
                            program(cel, tool + "env == 'prod'"),
                            program(cel, tool + "amount > 100")));
        }
        requests = workload.requests();
        inputs = new Map[requests.length];
        for (int i = 0; i < requests.length; i++) {
            RulebookWorkload.Request request = requests[i];
            inputs[i] = Map.of(
                    "tool", request.tool(),
                    "env", request.env(),
                    "amount", request.amount(),
                    "region", request.region(),
                    "id", request.id());
        }
    }

    private static CelRuntime.Program program(Cel cel, String expression) throws Exception {
        return cel.createProgram(cel.compile(expression).getAst());
    }

    Decision decide(int request) throws CelEvaluationException {
        String tool = requests[request].tool();
        Family family = byFamily.get(tool.substring(0, tool.indexOf('.')));
        Map<String, Object> input = inputs[request];
        if (family == null) {
            return Decision.ESCALATE;
        }
        if ((Boolean) family.deny().eval(input)) {
            return Decision.DENY;
        }
        if ((Boolean) family.ask().eval(input)) {
            return Decision.ESCALATE;
        }
        return (Boolean) family.allow().eval(input) ? Decision.ALLOW : Decision.ESCALATE;
    }
}
