package io.brattice.aws.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Preview;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import io.brattice.aws.judge.AwsJudge;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.rule.Facts;
import io.brattice.aws.undo.Cycle;
import io.brattice.aws.undo.Server;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rehearsals with moto. Skipped where it is not on the PATH. */
class CloudRehearsalTest {

    private static AwsCall call(String service, String operation, Arguments parameters) {
        URI address = Server.MOTO.address();
        return new AwsCall(
                service,
                operation,
                parameters,
                Place.ofSender().in("eu-central-1").at(address));
    }

    private static Map<String, @Nullable Object> send(String service, String operation, Arguments parameters)
            throws Exception {
        return Cycle.SENDER.send(call(service, operation, parameters));
    }

    private static Preview preview(AwsCall call) {
        return Rehearsals.by(Cycle.SENDER)
                .within(60, Duration.ofSeconds(20))
                .dryRunningAt(Server.MOTO.address())
                .preview(AwsJudge.shipped().judge(call, Facts.UNKNOWN, Trail.fresh()));
    }

    @Test
    void anInstanceIsAskedForByADryRunAndIsStillThere() throws Exception {
        Map<String, @Nullable Object> made =
                send("ec2", "RunInstances", Arguments.of("ImageId", "ami-12c6146b", "MinCount", 1, "MaxCount", 1));
        String id = String.valueOf(Look.members(((List<?>) made.getOrDefault("Instances", List.of())).get(0))
                .get("InstanceId"));

        Preview preview = preview(call("ec2", "TerminateInstances", Arguments.of("InstanceIds", List.of(id))));

        assertTrue(preview.text().contains("DryRun: a test of the permission alone"), preview.text());
        assertTrue(preview.text().contains("volumes 1: vol-"), preview.text());
        String state = Arguments.from(send("ec2", "DescribeInstances", Arguments.of("InstanceIds", List.of(id))))
                .json();
        assertTrue(state.contains("\"running\""), state);
    }

    @Test
    void aStackIsGoneThroughBeforeItIsDeleted() throws Exception {
        String name = "s" + UUID.randomUUID();
        send(
                "cloudformation",
                "CreateStack",
                Arguments.of(
                        "StackName",
                        name,
                        "TemplateBody",
                        "{\"Resources\":{\"Q\":{\"Type\":\"AWS::SQS::Queue\",\"Properties\":{}},"
                                + "\"K\":{\"Type\":\"AWS::SQS::Queue\",\"DeletionPolicy\":\"Retain\",\"Properties\":{}}}}"));
        Preview preview = preview(call("cloudformation", "DeleteStack", Arguments.of("StackName", name)));
        assertTrue(preview.text().contains("2 in all, 1 are deleted or replaced, 1 of them hold data"), preview.text());
        assertEquals(
                1,
                preview.text()
                        .lines()
                        .filter(line -> line.startsWith("- leaves AWS::SQS::Queue K"))
                        .count());
    }
}
