package io.brattice.aws.rehearsal;

import io.brattice.action.Arguments;
import io.brattice.action.ToolCall;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.rule.Safer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would do with less harm, ready to be asked for: calls of the same tool, each judged like any other. Nothing is sent.
 *
 * @param advice one clause: {@code with a final snapshot, and automated backups kept}
 * @param calls in this order; the last one is what was asked for, with other parameters
 */
public record Proposals(String advice, List<ToolCall> calls) {

    public Proposals {
        Objects.requireNonNull(advice, "advice");
        calls = List.copyOf(calls);
    }

    /** What a rule proposes in place of a call of the tool {@code aws}; empty where it proposes nothing. */
    public static Optional<Proposals> of(ToolCall asked, Judged judged) {
        return judged.ruling().flatMap(ruling -> ruling.safer()).map(safer -> of(asked, judged, safer));
    }

    private static Proposals of(ToolCall asked, Judged judged, Safer safer) {
        List<AwsCall> all = new ArrayList<>(safer.before());
        AwsCall call = judged.call();
        all.add(call.other(call.service(), call.operation(), safer.parameters()));
        List<ToolCall> calls = new ArrayList<>();
        for (AwsCall one : all) {
            String id = asked.id().length() > 180 ? asked.id().substring(0, 180) : asked.id();
            calls.add(new ToolCall(
                    id + "-safer-" + (calls.size() + 1), asked.tool(), arguments(asked, one), asked.caller(), ""));
        }
        return new Proposals(safer.advice(), calls);
    }

    /** Where it goes stays as it was asked for. */
    private static Arguments arguments(ToolCall asked, AwsCall call) {
        Map<String, @Nullable Object> all =
                new LinkedHashMap<>(asked.arguments().asMap());
        all.put("service", call.service());
        all.put("operation", call.operation());
        all.put("parameters", call.parameters());
        return Arguments.from(all);
    }
}
