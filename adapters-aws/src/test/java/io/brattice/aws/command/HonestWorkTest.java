package io.brattice.aws.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import io.brattice.aws.judge.AwsJudge;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.lookup.Lookups;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Ordinary deploys, with the world as it honestly is: how many of their calls a person is asked about with the default policy, and why. The
 * calls are those of terraform, of deploys of sites, functions, services, images and stacks, of alarms, tags and pipelines.
 */
class HonestWorkTest {

    /** The most that may be asked about, in per cent: what was measured when this was written, a little rounded up. The aim is 2. */
    private static final double MOST_ASKED = 5.3;

    private static final double MOST_READS = 40.0;

    @Test
    void fewCallsOfOrdinaryDeploysAreAskedAbout() throws Exception {
        Map<String, Object> worlds = worlds();
        Map<String, Trail> trails = new LinkedHashMap<>();
        Map<String, Integer> causes = new TreeMap<>();
        int calls = 0;
        int reads = 0;
        int asked = 0;
        for (String line : RealCommandLineTest.Programs.resource("honest.jsonl")) {
            Arguments row = Arguments.fromJson(line);
            String task = row.string("task").orElseThrow();
            AwsCall call = new AwsCall(
                    row.string("service").orElseThrow(),
                    row.string("operation").orElseThrow(),
                    parameters(row),
                    Place.ofSender().in("eu-central-1"));
            Lookups lookups = Lookups.by(new RecordedWorld((Map<?, ?>) worlds.get(task)));
            Trail trail = trails.computeIfAbsent(task, any -> Trail.fresh());
            Judged judged = AwsJudge.shipped().judge(call, lookups.decision(), trail);
            Verdict verdict = verdict(call, judged.assessment());
            calls++;
            reads += Catalogue.shipped()
                            .operation(call.service(), call.operation())
                            .map(Operation::inherent)
                            .filter(inherent -> inherent == Reversibility.READ_ONLY)
                            .isPresent()
                    ? 1
                    : 0;
            if (verdict.decision() == Decision.ALLOW) {
                trail.ran(judged, Map.of());
            } else {
                asked++;
                causes.merge(
                        judged.assessment().reversibility() + " " + call.id() + ": "
                                + judged.assessment().reasons().get(0),
                        1,
                        Integer::sum);
            }
        }
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                java.util.Locale.ROOT,
                "%d of %d calls of ordinary deploys are asked about (%.2f %%); %d of them are reads%n",
                asked,
                calls,
                100.0 * asked / calls,
                reads));
        causes.forEach((cause, times) -> table.append(String.format(java.util.Locale.ROOT, "%4d  %s%n", times, cause)));
        System.out.print(table);
        assertTrue(calls >= 300, "only " + calls + " calls");
        assertTrue(100.0 * reads / calls <= MOST_READS, "too many reads: " + reads);
        assertTrue(100.0 * asked / calls <= MOST_ASKED, table.toString());
    }

    /** As the gate would: what cannot be taken back has been rehearsed, and is known completely. */
    private static Verdict verdict(AwsCall call, Assessment assessment) {
        Policy policy = Policy.defaults();
        ToolCall asked = new ToolCall(
                "call",
                "aws",
                Arguments.of("service", call.service(), "operation", call.operation(), "parameters", call.parameters()),
                Caller.agent("deployer").session("s"),
                "");
        Optional<Preview> preview = assessment.inherent().isAtLeast(Reversibility.RECOVERABLE)
                ? Optional.of(new Preview(assessment.effects(), Preview.Fidelity.PARTIAL, Digest.of("seen"), ""))
                : Optional.empty();
        Evidence evidence =
                new Evidence(asked, assessment, preview, History.none(), Instant.EPOCH, resource -> Set.of());
        return policy.decide(evidence.unspent(policy));
    }

    @SuppressWarnings("unchecked")
    private static Arguments parameters(Arguments row) {
        return Arguments.from((Map<String, Object>) row.get("parameters").orElseThrow());
    }

    private static Map<String, Object> worlds() throws Exception {
        try (java.io.InputStream in = HonestWorkTest.class.getResourceAsStream("honest-worlds.json")) {
            return Arguments.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .asMap();
        }
    }
}
