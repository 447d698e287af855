package io.brattice.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.Place;
import io.brattice.testkit.ScriptedApprover;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sends by clients that nobody named in the code. */
class SdkSenderTest {

    private static AwsCall call(FakeAws server, String service, String operation, Map<String, ?> parameters) {
        return new AwsCall(
                service,
                operation,
                Arguments.from(parameters),
                Place.ofSender().in("eu-central-1").at(server.uri()));
    }

    @Test
    void sendsWhatItIsToldByTheClientsOnTheClassPath() throws Exception {
        try (FakeAws server = new FakeAws();
                SdkSender sender = SdkSender.configured(b -> b.credentialsProvider(FakeAws.credentials()))) {
            sender.send(call(
                    server, "rds", "DeleteDBInstance", Map.of("DBInstanceIdentifier", "a", "SkipFinalSnapshot", true)));
            sender.send(call(
                    server,
                    "dynamodb",
                    "PutItem",
                    Map.of(
                            "TableName",
                            "t",
                            "Item",
                            Map.of(
                                    "id",
                                    Map.of("S", "1"),
                                    "b",
                                    Map.of("B", "AAE="),
                                    "n",
                                    Map.of("L", List.of(Map.of("N", "2")))))));
            sender.send(call(server, "sts", "GetCallerIdentity", Map.of()));
            sender.send(call(
                    server,
                    "ec2",
                    "DescribeInstances",
                    Map.of("Filters", List.of(Map.of("Name", "x", "Values", List.of("y"))))));

            assertEquals(
                    List.of("DeleteDBInstance", "DynamoDB_20120810.PutItem", "GetCallerIdentity", "DescribeInstances"),
                    server.seen());
        }
    }

    @Test
    void knowsWhichServicesItCanSendTo() {
        try (SdkSender sender = SdkSender.ofClassPath()) {
            for (String service : List.of(
                    "rds",
                    "s3",
                    "ec2",
                    "dynamodb",
                    "dynamodbstreams",
                    "secretsmanager",
                    "route53",
                    "lambda",
                    "autoscaling",
                    "resourcegroupstaggingapi")) {
                assertTrue(sender.sends(service), service);
            }
            assertFalse(sender.sends("glacier"));
        }
    }

    @Test
    void whatDoesNotFitIsNotSent() throws Exception {
        try (FakeAws server = new FakeAws();
                SdkSender sender = SdkSender.configured(b -> b.credentialsProvider(FakeAws.credentials()))) {
            for (AwsCall call : List.of(
                    call(server, "rds", "DeleteDBInstance", Map.of("Nonsense", 1)),
                    call(server, "rds", "DeleteDBInstance", Map.of("SkipFinalSnapshot", "true")),
                    call(server, "rds", "DeleteEverything", Map.of()),
                    call(server, "glacier", "DeleteVault", Map.of()),
                    call(server, "s3", "PutObject", Map.of("Bucket", "b", "Key", "k")))) {
                AwsException refused = assertThrows(AwsException.class, () -> sender.send(call));
                assertTrue(refused.answered(), "nothing was done");
            }
            assertEquals(List.of(), server.seen());
        }
    }

    @Test
    void aBrokenServerMayHaveDoneIt() throws Exception {
        try (FakeAws server = new FakeAws();
                SdkSender sender = SdkSender.configured(b -> b.credentialsProvider(FakeAws.credentials())
                        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1))))) {
            server.breakNext(1);
            AwsException broken = assertThrows(
                    AwsException.class, () -> sender.send(call(server, "sts", "GetCallerIdentity", Map.of())));
            assertFalse(broken.answered());
        }
    }

    @Test
    void passesGuardsWhereOthersDoNot() throws Exception {
        try (GuardedClients here = new GuardedClients(new ScriptedApprover());
                SdkSender sender = SdkSender.configured(b -> b.credentialsProvider(FakeAws.credentials())
                        .overrideConfiguration(c -> c.addExecutionInterceptor(here.aws.interceptor())))) {
            sender.send(call(here.server, "dynamodb", "DeleteTable", Map.of("TableName", "t")));
            sender.send(call(here.server, "s3", "CreateBucket", Map.of("Bucket", "b-1")));

            assertEquals(2, here.server.seen().size());
            assertEquals(
                    List.of(),
                    here.kinds().stream()
                            .filter(kind -> kind == io.brattice.journal.Entry.Kind.INTENT)
                            .toList());
        }
    }
}
