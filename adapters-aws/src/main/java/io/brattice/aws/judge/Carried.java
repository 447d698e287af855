package io.brattice.aws.judge;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Kind;
import io.brattice.aws.catalogue.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls that carry another one: Cloud Control, where a type stands for the operation of its service, and documents of Systems Manager
 * that do one thing.
 */
final class Carried {

    private static final Map<String, String> DOCUMENTS = Map.of(
            "AWS-TerminateEC2Instance", "ec2:TerminateInstances InstanceIds InstanceId",
            "AWS-StopEC2Instance", "ec2:StopInstances InstanceIds InstanceId",
            "AWS-RestartEC2Instance", "ec2:RebootInstances InstanceIds InstanceId",
            "AWS-DeleteCloudFormationStack", "cloudformation:DeleteStack StackName StackNameOrId",
            "AWS-DeleteImage", "ec2:DeregisterImage ImageId ImageId",
            "AWS-DeleteSnapshot", "ec2:DeleteSnapshot SnapshotId SnapshotId",
            "AWS-StopRdsInstance", "rds:StopDBInstance DBInstanceIdentifier InstanceId",
            "AWS-RebootRdsInstance", "rds:RebootDBInstance DBInstanceIdentifier InstanceId",
            "AWS-DeleteEbsVolumeSnapshots", "ec2:DeleteSnapshot SnapshotId VolumeId");

    private final Catalogue catalogue;
    private final NameRows rows;

    Carried(Catalogue catalogue, NameRows rows) {
        this.catalogue = catalogue;
        this.rows = rows;
    }

    /** True for an operation that always carries another one: where that is not found, it is IRREVERSIBLE. */
    static boolean carries(AwsCall call) {
        return switch (call.id()) {
            case "cloudcontrol:DeleteResource", "cloudcontrol:UpdateResource", "cloudcontrol:CreateResource" -> true;
            case "ssm:StartAutomationExecution" -> true;
            default -> false;
        };
    }

    /** The call that this one carries; empty where it cannot be told. */
    Optional<AwsCall> in(AwsCall call) {
        try {
            return switch (call.id()) {
                case "cloudcontrol:DeleteResource" -> deletion(call);
                case "cloudcontrol:UpdateResource" -> change(call);
                case "cloudcontrol:CreateResource" -> creation(call);
                case "ssm:StartAutomationExecution" -> document(call);
                default -> Optional.empty();
            };
        } catch (InvalidArgumentsException e) {
            return Optional.empty();
        }
    }

    private Optional<AwsCall> deletion(AwsCall call) {
        Optional<String> type = call.parameters().string("TypeName");
        Optional<String> identifier = call.parameters().string("Identifier");
        if (type.isEmpty() || identifier.isEmpty()) {
            return Optional.empty();
        }
        String row = row(type.get(), 0);
        if (!row.isEmpty()) {
            int blank = row.indexOf(' ');
            return of(call, row.substring(0, blank), row.substring(blank + 1), identifier.get());
        }
        return ofType(type.get(), List.of("Delete", "Terminate", "Deregister"))
                .flatMap(operation -> of(call, operation.id(), only(operation), identifier.get()));
    }

    /** A patch names the properties that it sets; where one is no member of the native operation, nobody knows what it does. */
    private Optional<AwsCall> change(AwsCall call) {
        Optional<String> type = call.parameters().string("TypeName");
        Optional<String> identifier = call.parameters().string("Identifier");
        Optional<String> patch = call.parameters().string("PatchDocument");
        if (type.isEmpty() || identifier.isEmpty() || patch.isEmpty()) {
            return Optional.empty();
        }
        String row = row(type.get(), 1);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        int blank = row.indexOf(' ');
        Optional<AwsCall> bare = of(call, row.substring(0, blank), row.substring(blank + 1), identifier.get());
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        List<String> members = catalogue
                .operation(bare.get().service(), bare.get().operation())
                .map(Operation::members)
                .orElse(List.of());
        Map<String, @Nullable Object> parameters =
                new LinkedHashMap<>(bare.get().parameters().asMap());
        Object items =
                Arguments.fromJson("{\"items\":" + patch.get() + "}").asMap().get("items");
        if (!(items instanceof List<?> steps) || steps.isEmpty()) {
            return Optional.empty();
        }
        for (Object item : steps) {
            if (!(item instanceof Map<?, ?> step)
                    || !(step.get("path") instanceof String path)
                    || !path.startsWith("/")) {
                return Optional.empty();
            }
            boolean sets = "replace".equals(step.get("op")) || "add".equals(step.get("op"));
            String member = path.substring(1);
            if (!sets || !members.contains(member)) {
                return Optional.empty();
            }
            parameters.put(member, step.get("value"));
        }
        return Optional.of(bare.get().other(bare.get().service(), bare.get().operation(), Arguments.from(parameters)));
    }

    private Optional<AwsCall> creation(AwsCall call) {
        return call.parameters()
                .string("TypeName")
                .flatMap(type -> ofType(type, List.of("Create")))
                .map(operation -> call.other(operation.service(), operation.name(), Arguments.none()));
    }

    private Optional<AwsCall> document(AwsCall call) {
        Optional<String> name = call.parameters().string("DocumentName");
        String row = name.map(DOCUMENTS::get).orElse("");
        if (row == null || row.isEmpty() || !(call.parameters().asMap().get("Parameters") instanceof Map<?, ?> given)) {
            return Optional.empty();
        }
        String[] words = row.split(" ", -1);
        if (!(given.get(words[2]) instanceof List<?> values)) {
            return Optional.empty();
        }
        boolean list = isList(words[0], words[1]);
        Object value = list ? values : values.size() == 1 ? values.get(0) : null;
        int colon = words[0].indexOf(':');
        return value == null
                ? Optional.empty()
                : Optional.of(call.other(
                        words[0].substring(0, colon), words[0].substring(colon + 1), Arguments.of(words[1], value)));
    }

    /** The operation of a type's own service: {@code AWS::RDS::DBSubnetGroup} is deleted by {@code rds:DeleteDBSubnetGroup}. */
    private Optional<Operation> ofType(String type, List<String> verbs) {
        String[] parts = type.split("::", -1);
        if (parts.length != 3 || !parts[0].equals("AWS")) {
            return Optional.empty();
        }
        String service = rows.namespaces().getOrDefault(parts[1], parts[1].toLowerCase(Locale.ROOT));
        for (String verb : verbs) {
            for (String plural : List.of("", "s")) {
                Optional<Operation> found = catalogue.operation(service, verb + parts[2] + plural);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private String row(String type, int which) {
        String rowsOfType = rows.carried().getOrDefault(type, "");
        int comma = rowsOfType.indexOf(',');
        if (comma < 0) {
            return "";
        }
        String row = which == 0
                ? rowsOfType.substring(0, comma)
                : rowsOfType.substring(comma + 1).strip();
        return row.equals("-") ? "" : row;
    }

    private Optional<AwsCall> of(AwsCall call, String operation, String member, String identifier) {
        if (member.isEmpty()) {
            return Optional.empty();
        }
        int colon = operation.indexOf(':');
        Object value = isList(operation, member) ? List.of(identifier) : identifier;
        return Optional.of(
                call.other(operation.substring(0, colon), operation.substring(colon + 1), Arguments.of(member, value)));
    }

    /** The one member that the operation must have; empty where it must have several, or none. */
    private static String only(Operation operation) {
        List<String> required = new ArrayList<>(operation.required());
        return required.size() == 1 ? required.get(0) : "";
    }

    private boolean isList(String operation, String member) {
        int colon = operation.indexOf(':');
        return catalogue
                .request(operation.substring(0, colon), operation.substring(colon + 1), member)
                .filter(kind -> kind == Kind.LIST)
                .isPresent();
    }
}
