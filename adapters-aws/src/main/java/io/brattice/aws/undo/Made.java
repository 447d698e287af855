package io.brattice.aws.undo;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Preview.Fidelity;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that makes something, taken back by the operation that deletes exactly that. */
final class Made {

    /** They answer what is there already as if they had made it: what they "made" may be somebody else's. */
    static final Set<String> MAY_FIND = Set.of(
            "detective:CreateGraph",
            "ecs:CreateCluster",
            "elasticbeanstalk:CreateStorageLocation",
            "elb:CreateLoadBalancer",
            "elbv2:CreateListener",
            "elbv2:CreateLoadBalancer",
            "elbv2:CreateTargetGroup",
            "iot:CreateBillingGroup",
            "iot:CreateThing",
            "iot:CreateThingGroup",
            "iot:CreateThingType",
            "route53:CreateHealthCheck",
            "s3:CreateBucket",
            "sns:CreatePlatformApplication",
            "sns:CreatePlatformEndpoint",
            "sns:CreateTopic",
            "sqs:CreateQueue",
            "stepfunctions:CreateActivity",
            "stepfunctions:CreateStateMachine");

    /** Clocks differ a little. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Set<String> BORN = Set.of(
            "CreateTime",
            "CreationTime",
            "CreationDate",
            "CreatedAt",
            "CreateDate",
            "CreatedDate",
            "CreationDateTime",
            "InstanceCreateTime",
            "ClusterCreateTime",
            "LaunchTime",
            "createTime",
            "creationTime",
            "creationDate",
            "createdAt",
            "createdDate");

    private static final List<String> VERBS = List.of("Create", "Allocate", "Run", "Import", "Copy");

    private Made() {}

    static Map<String, @Nullable Object> kept(Operation operation, AwsCall call, Instant now) throws UndoException {
        Operation.Inverse inverse = operation
                .inverse()
                .orElseThrow(() -> new UndoException("nothing is known that deletes what `" + call.id() + "` makes"));
        if (MAY_FIND.contains(operation.id()) || VERBS.stream().noneMatch(operation.name()::startsWith)) {
            throw new UndoException("`" + call.id() + "` may answer what was there before, which must not be deleted");
        }
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        Map<String, @Nullable Object> answered = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : inverse.parameters().entrySet()) {
            String from = parameter.getValue();
            if (from.startsWith("request.")) {
                Object value = Tree.at(
                        call.parameters().asMap(), "/" + from.substring(8).replace('.', '/'));
                if (!(value instanceof String || value instanceof Long)) {
                    throw new UndoException("`" + call.id() + "` has no `" + from.substring(8) + "`");
                }
                given.put(parameter.getKey(), value);
            } else if (from.startsWith("response.")) {
                answered.put(parameter.getKey(), "/" + from.substring(9).replace('.', '/'));
            } else {
                throw new UndoException(
                        "nobody knows what `" + inverse.operation() + "` needs as `" + parameter.getKey() + "`");
            }
        }
        Map<String, @Nullable Object> made = new LinkedHashMap<>();
        made.put("operation", inverse.operation());
        made.put("given", given);
        made.put("answered", answered);
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("made", made);
        kept.put("call", Notes.of(call.other(call.service(), call.operation(), Arguments.none())));
        kept.put("from", now);
        return kept;
    }

    static String summary(Operation operation) {
        return "what it makes is deleted again by "
                + operation.inverse().map(Operation.Inverse::operation).orElse("nothing");
    }

    /** The parameters that delete exactly what was made. */
    static Map<String, @Nullable Object> left(Map<String, @Nullable Object> kept, Map<String, @Nullable Object> answer)
            throws UndoException {
        Instant from = Instant.parse(Tree.text(kept.get("from")));
        if (isOlder(answer, from.minus(SKEW), 0)) {
            throw new UndoException("what the call answered was there before it");
        }
        Map<String, @Nullable Object> parameters = Tree.members(Tree.at(kept, "/made/given"));
        for (Map.Entry<String, @Nullable Object> one :
                Tree.members(Tree.at(kept, "/made/answered")).entrySet()) {
            Object value = Tree.at(answer, Tree.text(one.getValue()));
            if (!(value instanceof String || value instanceof Long)) {
                throw new UndoException("the answer does not say what was made: it has no `" + one.getValue() + "`");
            }
            parameters.put(one.getKey(), value);
        }
        return Map.of("delete", parameters);
    }

    static Plan plan(Map<String, @Nullable Object> kept, Map<String, @Nullable Object> left)
            throws UndoException, StaleException {
        if (!left.containsKey("delete")) {
            throw new StaleException("nobody knows whether the call made anything");
        }
        AwsCall call = Notes.call(kept.get("call"));
        AwsCall delete = call.other(
                call.service(),
                Tree.text(Tree.at(kept, "/made/operation")),
                Arguments.from(Tree.members(left.get("delete"))));
        Effect effect = Effect.of(Verb.DELETE, Reversal.resource(delete), Reversibility.REVERSIBLE);
        String text = "deletes what the call made\nsends " + delete.id() + " of " + Reversal.name(delete)
                + "\nwhat was put into it since goes with it, unless the service refuses";
        Digest digest = Digest.of(Arguments.from(kept).digest().hex()
                + delete.parameters().digest().hex());
        return new Plan(List.of(delete), new Preview(List.of(effect), Fidelity.PARTIAL, digest, text), List.of());
    }

    private static boolean isOlder(@Nullable Object value, Instant than, int depth) {
        if (value instanceof List<?> items && depth < 4) {
            return items.stream().anyMatch(item -> isOlder(item, than, depth + 1));
        }
        if (!(value instanceof Map<?, ?> members) || depth >= 4) {
            return false;
        }
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (BORN.contains(String.valueOf(member.getKey()))
                    && member.getValue() instanceof String at
                    && isBefore(at, than)) {
                return true;
            }
            if (isOlder(member.getValue(), than, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBefore(String at, Instant than) {
        try {
            return Instant.parse(at).isBefore(than);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
