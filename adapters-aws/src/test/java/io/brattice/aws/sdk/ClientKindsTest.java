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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
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

    /** Nothing leaves: the HTTP client is a list. */
    @Test
    void bucketsAreFoundInTheHostsThatTheSdkChooses() throws Exception {
        List<String> hosts = new ArrayList<>();
        try (GuardedClients here = new GuardedClients(yes());
                S3Client s3 = S3Client.builder()
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(FakeAws.credentials())
                        .httpClient(here.aws.http(new Listing(hosts)))
                        .overrideConfiguration(c -> c.addExecutionInterceptor(here.aws.interceptor()))
                        .build()) {
            here.aws.call(() -> s3.deleteObject(r -> r.bucket("orders").key("a/b")));
            here.aws.call(() -> s3.deleteObject(r -> r.bucket("or.ders").key("a b")));
            here.aws.call(() -> s3.deleteObject(r -> r.bucket("arn:aws:s3:eu-central-1:123456789012:accesspoint/point")
                    .key("k")));
            s3.headBucket(r -> r.bucket("orders"));
            s3.listBuckets();
        }
        assertEquals(
                List.of(
                        "orders.s3.eu-central-1.amazonaws.com/a/b",
                        "s3.eu-central-1.amazonaws.com/or.ders/a%20b",
                        "point-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/k",
                        "orders.s3.eu-central-1.amazonaws.com",
                        "s3.eu-central-1.amazonaws.com/"),
                hosts);
    }

    private record Listing(List<String> hosts) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            hosts.add(request.httpRequest().host() + request.httpRequest().encodedPath());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
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
