package io.brattice.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Entry;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** What the SDK builds upon its clients: each call of it is a call. */
class ClientKindsTest {

    private static final int LARGE = 12 << 20;

    private static Approver yes() {
        return Approver.of(question -> Approval.yes(question, ScriptedApprover.person("dba"), ""));
    }

    @Test
    void everyPageOfAPaginatorIsARead() throws Exception {
        try (GuardedClients here = new GuardedClients(new ScriptedApprover());
                S3Client s3 = here.sync(S3Client.builder().forcePathStyle(true));
                DynamoDbAsyncClient dynamo = here.async(DynamoDbAsyncClient.builder())) {
            s3.listObjectsV2Paginator(r -> r.bucket("b")).stream()
                    .forEach(page -> assertTrue(page.contents().isEmpty()));
            dynamo.listTablesPaginator().subscribe(page -> {}).get(10, TimeUnit.SECONDS);

            assertEquals(
                    2, here.kinds().stream().filter(Entry.Kind.READ::equals).count());
        }
    }

    @Test
    void everyPollOfAWaiterIsARead() throws Exception {
        try (GuardedClients here = new GuardedClients(new ScriptedApprover());
                S3Client s3 = here.sync(S3Client.builder().forcePathStyle(true));
                DynamoDbClient dynamo = here.sync(DynamoDbClient.builder())) {
            s3.waiter().waitUntilObjectExists(r -> r.bucket("b").key("k"));
            assertThrows(
                    RuntimeException.class,
                    () -> dynamo.waiter()
                            .waitUntilTableExists(
                                    r -> r.tableName("t"),
                                    o -> o.maxAttempts(2)
                                            .backoffStrategyV2(
                                                    software.amazon.awssdk.retries.api.BackoffStrategy.fixedDelay(
                                                            Duration.ofMillis(1)))));

            assertEquals(
                    3, here.kinds().stream().filter(Entry.Kind.READ::equals).count());
        }
    }

    @Test
    void theTransferManagerUploadsOneRequestThroughTheDoor(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "x");
        try (GuardedClients here = new GuardedClients(yes());
                S3AsyncClient s3 = here.async(S3AsyncClient.builder().forcePathStyle(true));
                S3TransferManager manager =
                        S3TransferManager.builder().s3Client(s3).build()) {
            assertThrows(
                    ExecutionException.class,
                    () -> manager.uploadFile(u -> u.source(file)
                                    .putObjectRequest(r -> r.bucket("b").key("k")))
                            .completionFuture()
                            .get(10, TimeUnit.SECONDS));
            assertEquals(List.of(), here.server.seen());

            here.aws
                    .callAsync(() -> manager.uploadFile(u -> u.source(file)
                                    .putObjectRequest(r -> r.bucket("b").key("k")))
                            .completionFuture())
                    .get(20, TimeUnit.SECONDS);
            assertEquals(List.of("PUT /b/k"), here.server.seen());
            manager.downloadFile(d -> d.destination(folder.resolve("b"))
                            .getObjectRequest(r -> r.bucket("b").key("k")))
                    .completionFuture()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anUploadInPartsIsJudgedOnce() throws Exception {
        try (GuardedClients here = new GuardedClients(yes());
                S3AsyncClient s3 =
                        here.async(S3AsyncClient.builder().forcePathStyle(true).multipartEnabled(true))) {
            here.aws
                    .callAsync(() ->
                            s3.putObject(r -> r.bucket("b").key("k"), AsyncRequestBody.fromBytes(new byte[LARGE])))
                    .get(30, TimeUnit.SECONDS);
            assertEquals(4, here.server.seen().size(), here.server.seen()::toString);
        }
    }
}
