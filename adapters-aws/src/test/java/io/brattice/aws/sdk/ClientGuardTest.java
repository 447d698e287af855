package io.brattice.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Outcome;
import io.brattice.RefusedException;
import io.brattice.approval.Approval;
import io.brattice.journal.Entry;
import io.brattice.testkit.ScriptedApprover;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Tag;

/** Real clients in front of a fake server: what may run runs, and nothing else is sent. */
class ClientGuardTest {

    @Test
    void readsRunAndAreWrittenDown() throws Exception {
        try (GuardedClients here = new GuardedClients(new ScriptedApprover());
                RdsClient rds = here.sync(RdsClient.builder());
                DynamoDbClient dynamo = here.sync(DynamoDbClient.builder());
                S3Client s3 = here.sync(S3Client.builder().forcePathStyle(true))) {
            rds.describeDBInstances();
            dynamo.describeTable(r -> r.tableName("orders"));
            s3.listObjectsV2(r -> r.bucket("b").prefix("a b/ü"));
            s3.headObject(r -> r.bucket("b").key("a b/ü+~*"));
            s3.getObjectAsBytes(r -> r.bucket("b").key("k"));

            assertEquals(5, here.server.seen().size());
            assertEquals(
                    5, here.kinds().stream().filter(Entry.Kind.READ::equals).count());
        }
    }

    @Test
    void whatCannotBeTakenBackIsNotSentAndItsTicketHandedOut() throws Exception {
        ScriptedApprover approver = new ScriptedApprover();
        try (GuardedClients here = new GuardedClients(approver);
                RdsClient rds = here.sync(RdsClient.builder())) {
            RefusedException refused = assertThrows(
                    RefusedException.class,
                    () -> rds.deleteDBInstance(
                            r -> r.dbInstanceIdentifier("orders").skipFinalSnapshot(true)));

            assertInstanceOf(Outcome.Pending.class, refused.outcome());
            assertEquals(List.of(), here.server.seen());

            approver.answerLast(question -> Approval.yes(question, ScriptedApprover.person("dba"), ""));
            while (here.gate.waiting().stream().findAny().isPresent()) {
                Thread.onSpinWait();
            }
            rds.deleteDBInstance(r -> r.dbInstanceIdentifier("orders").skipFinalSnapshot(true));

            assertEquals(List.of("DeleteDBInstance"), here.server.seen());
            assertTrue(here.kinds().contains(Entry.Kind.INTENT));
            assertTrue(here.kinds().contains(Entry.Kind.DONE));
        }
    }

    @Test
    void theAnswerOfAPersonIsWaitedForByTheDoorAlone() throws Exception {
        try (GuardedClients here =
                        new GuardedClients(new ScriptedApprover().yes("dba").no("dba", "not today"));
                RdsClient rds = here.sync(RdsClient.builder())) {
            here.aws.call(
                    () -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("a").skipFinalSnapshot(true)));
            assertThrows(
                    RefusedException.class,
                    () -> here.aws.call(() -> rds.deleteDBInstance(
                            r -> r.dbInstanceIdentifier("b").skipFinalSnapshot(true))));

            assertEquals(List.of("DeleteDBInstance"), here.server.seen());
        }
    }

    @Test
    void asynchronousClientsReadAndDoNotWait() throws Exception {
        try (GuardedClients here = new GuardedClients(new ScriptedApprover());
                RdsAsyncClient rds = here.async(RdsAsyncClient.builder());
                DynamoDbAsyncClient dynamo = here.async(DynamoDbAsyncClient.builder())) {
            rds.describeDBInstances().get(10, TimeUnit.SECONDS);
            dynamo.listTables().get(10, TimeUnit.SECONDS);
            CompletableFuture<?> delete = dynamo.deleteTable(r -> r.tableName("orders"));

            RefusedException refused =
                    (RefusedException) assertThrows(ExecutionException.class, () -> delete.get(10, TimeUnit.SECONDS))
                            .getCause();
            assertTrue(refused.outcome().advice().contains("callAsync"), refused.outcome()::advice);
            assertEquals(List.of("DescribeDBInstances", "DynamoDB_20120810.ListTables"), here.server.seen());
        }
    }

    @Test
    void asynchronousCallsAreJudgedElsewhereAndStartedAgain() throws Exception {
        ScriptedApprover approver = new ScriptedApprover();
        try (GuardedClients here = new GuardedClients(approver);
                RdsAsyncClient rds = here.async(RdsAsyncClient.builder())) {
            CompletableFuture<?> delete = here.aws.callAsync(() ->
                    rds.deleteDBInstance(r -> r.dbInstanceIdentifier("orders").skipFinalSnapshot(true)));
            while (approver.questions().isEmpty()) {
                Thread.onSpinWait();
            }
            assertEquals(List.of(), here.server.seen());

            approver.answerLast(question -> Approval.yes(question, ScriptedApprover.person("dba"), ""));
            delete.get(10, TimeUnit.SECONDS);

            assertEquals(List.of("DeleteDBInstance"), here.server.seen());
            assertEquals(
                    1, here.kinds().stream().filter(Entry.Kind.DONE::equals).count());
        }
    }

    @Test
    void aRetryIsTheSameCall() throws Exception {
        try (GuardedClients here =
                        new GuardedClients(new ScriptedApprover().yes("dba").yes("dba"));
                RdsClient rds = here.sync(RdsClient.builder())) {
            here.server.breakNext(1);
            here.aws.call(
                    () -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("a").skipFinalSnapshot(true)));

            assertEquals(2, here.server.seen().size());
            assertEquals(
                    1, here.kinds().stream().filter(Entry.Kind.INTENT::equals).count());

            here.server.breakNext(10);
            assertThrows(
                    RdsException.class,
                    () -> here.aws.call(() -> rds.deleteDBInstance(
                            r -> r.dbInstanceIdentifier("b").skipFinalSnapshot(true))));
            assertEquals(1, here.gate.unresolved().size(), "a server that broke may have done it");
        }
    }

    @Test
    void whatTheSdkChangesByItselfIsNoChange() throws Exception {
        ScriptedApprover approver = new ScriptedApprover();
        for (int i = 0; i < 8; i++) {
            approver.yes("dba");
        }
        try (GuardedClients here = new GuardedClients(approver);
                S3Client s3 = here.sync(S3Client.builder().forcePathStyle(true))) {
            here.aws.call(() -> s3.createBucket(r -> r.bucket("b-1")));
            here.aws.call(() -> s3.putObject(
                    r -> r.bucket("b").key("k").metadata(Map.of("a", " b ")), RequestBody.fromString("x")));
            here.aws.call(() -> s3.copyObject(r ->
                    r.sourceBucket("b").sourceKey("k ü").destinationBucket("b").destinationKey("l")));
            here.aws.call(() -> s3.deleteObjects(r -> r.bucket("b")
                    .delete(d -> d.objects(ObjectIdentifier.builder().key("k").build()))));
            here.aws.call(() -> s3.putBucketTagging(r -> r.bucket("b")
                    .tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build()))));
            here.aws.call(() -> s3.createMultipartUpload(r -> r.bucket("b").key("m")));

            assertEquals(6, here.server.seen().size(), here.server.seen()::toString);
        }
    }
}
