package io.brattice.aws.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation.Inverse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What takes an operation back, and whether all that it needs can be had. */
class InversesTest {

    private final Catalogue catalogue = Catalogue.shipped();

    private Inverse inverse(String service, String name) {
        return catalogue.operation(service, name).flatMap(Operation::inverse).orElseThrow();
    }

    @Test
    void everyMemberThatAnInverseMustHaveHasASourceThatTheModelKnows() {
        List<String> wrong = new ArrayList<>();
        for (String service : catalogue.services()) {
            for (Operation operation : catalogue.operations(service)) {
                operation.inverse().ifPresent(inverse -> wrong.addAll(wrong(operation, inverse)));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private List<String> wrong(Operation operation, Inverse inverse) {
        List<String> wrong = new ArrayList<>();
        Optional<Operation> back = catalogue.operation(operation.service(), inverse.operation());
        if (back.isEmpty()) {
            return List.of(operation.id() + " is taken back by nothing");
        }
        if (!inverse.parameters().keySet().containsAll(back.get().required())) {
            wrong.add(operation.id() + " lacks members of " + back.get().id());
        }
        if (!back.get().members().containsAll(inverse.parameters().keySet())) {
            wrong.add(operation.id() + " gives what " + back.get().id() + " does not have");
        }
        for (Map.Entry<String, String> parameter : inverse.parameters().entrySet()) {
            String source = parameter.getValue();
            boolean must = back.get().required().contains(parameter.getKey());
            if (source.startsWith("request.")) {
                String path = source.substring("request.".length()).replace("?", "");
                if (catalogue
                        .request(operation.service(), operation.name(), path)
                        .isEmpty()) {
                    wrong.add(operation.id() + " has no `" + path + "` in its request");
                }
                if (must && source.endsWith("?")) {
                    wrong.add(operation.id() + " may lack `" + path + "`, which the inverse must have");
                }
            } else if (!source.startsWith("response.") && !source.equals("true")) {
                wrong.add(operation.id() + " has a source that is none: " + source);
            }
        }
        return wrong;
    }

    @Test
    void takesBackExactlyWhatWasMade() {
        assertEquals(new Inverse("DeleteVpc", Map.of("VpcId", "response.Vpc.VpcId")), inverse("ec2", "CreateVpc"));
        assertEquals(
                new Inverse("TerminateInstances", Map.of("InstanceIds", "response.Instances[].InstanceId")),
                inverse("ec2", "RunInstances"));
        assertEquals(new Inverse("DeleteRole", Map.of("RoleName", "request.RoleName")), inverse("iam", "CreateRole"));
    }

    @Test
    void aCopyIsNotTakenBackByDeletingWhatWasCopied() {
        for (String service : catalogue.services()) {
            for (Operation operation : catalogue.operations(service)) {
                if (operation.name().startsWith("Copy")) {
                    operation
                            .inverse()
                            .ifPresent(inverse -> assertTrue(
                                    inverse.parameters().values().stream()
                                            .anyMatch(source ->
                                                    source.startsWith("response.") || source.contains("Target")),
                                    operation.id()));
                }
            }
        }
    }

    @Test
    void whatGivesBackWhatIsThereAlreadyHasNone() {
        for (String id : List.of("sqs:CreateQueue", "sns:CreateTopic", "ecs:CreateCluster", "s3:CreateBucket")) {
            int colon = id.indexOf(':');
            assertFalse(
                    catalogue
                            .operation(id.substring(0, colon), id.substring(colon + 1))
                            .flatMap(Operation::inverse)
                            .isPresent(),
                    id);
        }
    }

    @Test
    void aRestoreTakesNothingBack() {
        assertEquals(
                List.of("kms:ScheduleKeyDeletion"), // takes no key away before its time, and can be cancelled until
                // then
                catalogue.services().stream()
                        .flatMap(service -> catalogue.operations(service).stream())
                        .filter(operation -> operation.verb() == Verb.DELETE)
                        .filter(operation -> operation.inverse().isPresent())
                        .map(Operation::id)
                        .toList());
    }

    @Test
    void noTokenIsUsedTwice() {
        catalogue.services().stream()
                .flatMap(service -> catalogue.operations(service).stream())
                .flatMap(operation -> operation.inverse().stream())
                .forEach(inverse -> inverse.parameters()
                        .forEach((member, source) ->
                                assertFalse(member.matches("(?i).*(change|client|request)token"), inverse::toString)));
    }
}
