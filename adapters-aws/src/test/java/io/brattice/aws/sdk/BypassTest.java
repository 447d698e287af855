package io.brattice.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.RefusedException;
import io.brattice.testkit.ScriptedApprover;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.ClientEndpointProvider;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** Ways to make another call of one that was judged. None of them sends it. */
class BypassTest {

    private GuardedClients here;
    private DynamoDbClient dynamo;

    @BeforeEach
    void open() throws Exception {
        here = new GuardedClients(new ScriptedApprover());
        dynamo = here.sync(DynamoDbClient.builder());
    }

    @AfterEach
    void close() {
        dynamo.close();
        here.close();
    }

    private void refused(Executable call) {
        RefusedException refused = assertThrows(RefusedException.class, call);
        assertTrue(refused.outcome().advice().length() > 20, refused.outcome()::advice);
        assertEquals(List.of(), here.server.seen());
    }

    @Test
    void anotherTargetInAHeaderOfTheRequest() {
        refused(() -> dynamo.describeTable(r -> r.tableName("orders")
                .overrideConfiguration(o -> o.putHeader("X-Amz-Target", "DynamoDB_20120810.DeleteTable"))));
    }

    @Test
    void anotherActionInTheQueryOfTheRequest() {
        try (RdsClient rds = here.sync(RdsClient.builder())) {
            refused(() -> rds.describeDBInstances(r -> r.dbInstanceIdentifier("orders")
                    .overrideConfiguration(o -> o.putRawQueryParameter("Action", "DeleteDBInstance")
                            .putRawQueryParameter("SkipFinalSnapshot", "true"))));
        }
    }

    @Test
    void aLockThatIsBypassedByAHeaderOfTheRequest() {
        try (S3Client s3 = here.sync(S3Client.builder().forcePathStyle(true))) {
            refused(() -> s3.getObjectAsBytes(r -> r.bucket("b")
                    .key("k")
                    .overrideConfiguration(o -> o.putHeader("x-amz-bypass-governance-retention", "true"))));
        }
    }

    @Test
    void aPluginThatAddsAnInterceptor() {
        DescribeTableRequest read = DescribeTableRequest.builder()
                .tableName("orders")
                .overrideConfiguration(o -> o.addPlugin(adding(new Target())))
                .build();
        refused(() -> dynamo.describeTable(read));
    }

    @Test
    void aPluginThatTakesTheInterceptorAway() {
        SdkPlugin stripping = config -> config.overrideConfiguration(config.overrideConfiguration().toBuilder()
                .executionInterceptors(config.overrideConfiguration().executionInterceptors().stream()
                        .filter(one -> !(one instanceof ClientGuard))
                        .toList())
                .build());
        refused(() ->
                dynamo.deleteTable(r -> r.tableName("orders").overrideConfiguration(o -> o.addPlugin(stripping))));
    }

    @Test
    void aPluginThatSaysAnotherOperation() {
        SdkPlugin lying = adding(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                attributes.putAttribute(SdkExecutionAttribute.OPERATION_NAME, "DescribeTable");
            }
        });
        assertThrows(
                RuntimeException.class, // some versions of the SDK stumble over it themselves
                () -> dynamo.deleteTable(r -> r.tableName("orders").overrideConfiguration(o -> o.addPlugin(lying))));
        assertEquals(List.of(), here.server.seen());
    }

    @Test
    void attributesThatSayAnotherOperation() {
        refused(() -> dynamo.deleteTable(r -> r.tableName("orders")
                .overrideConfiguration(
                        o -> o.putExecutionAttribute(SdkExecutionAttribute.OPERATION_NAME, "DescribeTable"))));
    }

    @Test
    void theLeaveOfAnotherCall() {
        AtomicReference<ExecutionAttributes> of = new AtomicReference<>();
        dynamo.describeTable(r -> r.tableName("orders").overrideConfiguration(o -> o.addPlugin(adding(stealing(of)))));
        assertEquals(1, here.server.seen().size());
        SdkPlugin using = adding(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                of.get().getAttributes().forEach((key, value) -> {
                    if (key.toString().startsWith("io.brattice")) {
                        put(attributes, key, value);
                    }
                });
            }
        });

        assertThrows(
                RefusedException.class,
                () -> dynamo.deleteTable(r -> r.tableName("orders").overrideConfiguration(o -> o.addPlugin(using))));
        assertEquals(1, here.server.seen().size());
    }

    @Test
    void thePassOfALookUp() throws Exception {
        AtomicReference<ExecutionAttributes> of = new AtomicReference<>();
        try (SdkSender sender = SdkSender.configured(builder -> {
            builder.endpointOverride(here.server.uri())
                    .region(software.amazon.awssdk.regions.Region.EU_CENTRAL_1)
                    .credentialsProvider(FakeAws.credentials())
                    .overrideConfiguration(c ->
                            c.addExecutionInterceptor(stealing(of)).addExecutionInterceptor(here.aws.interceptor()));
        })) {
            sender.send(new io.brattice.aws.call.AwsCall(
                    "dynamodb",
                    "DeleteTable",
                    io.brattice.action.Arguments.of("TableName", "orders"),
                    io.brattice.aws.call.Place.ofSender()));
        }
        assertEquals(List.of("DynamoDB_20120810.DeleteTable"), here.server.seen());

        assertThrows(
                RefusedException.class,
                () -> dynamo.deleteTable(r -> r.tableName("orders")
                        .overrideConfiguration(
                                o -> of.get().getAttributes().forEach((key, value) -> putUntyped(o, key, value)))));
        assertEquals(1, here.server.seen().size());
    }

    @Test
    void aLaterInterceptorThatChangesMembers() {
        changed(new ExecutionInterceptor() {
            @Override
            public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                return DescribeTableRequest.builder().tableName("another").build();
            }
        });
        changed(new ExecutionInterceptor() {
            @Override
            public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                return DeleteTableRequest.builder().tableName("orders").build();
            }
        });
    }

    @Test
    void aLaterInterceptorThatChangesWhatIsSent() {
        changed(new Target());
        changed(http(r -> r.toBuilder().method(SdkHttpMethod.DELETE).build()));
        changed(http(r -> r.toBuilder().encodedPath("/other").build()));
        changed(http(r -> r.toBuilder().putRawQueryParameter("versionId", "1").build()));
        changed(http(r -> r.toBuilder().putHeader("x-amz-mfa", "1").build()));
        changed(new ExecutionInterceptor() {
            @Override
            public Optional<RequestBody> modifyHttpContent(
                    Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
                return Optional.of(RequestBody.fromString("{\"TableName\":\"another\"}"));
            }
        });
    }

    @Test
    void attributesThatWereCopiedLetNothingThrough() {
        ExecutionAttributes read = new ExecutionAttributes()
                .putAttribute(SdkExecutionAttribute.SERVICE_NAME, "DynamoDb")
                .putAttribute(SdkExecutionAttribute.OPERATION_NAME, "DescribeTable")
                .putAttribute(
                        SdkInternalExecutionAttribute.CLIENT_ENDPOINT_PROVIDER,
                        ClientEndpointProvider.forEndpointOverride(here.server.uri()));
        ClientGuard guard = (ClientGuard) here.aws.interceptor();
        guard.beforeExecution(
                () -> DescribeTableRequest.builder().tableName("orders").build(), read);

        assertTrue(Execution.of(guard, read).isPresent());
        assertTrue(Execution.of(guard, read.toBuilder().build()).isEmpty());
    }

    @Test
    void attributesAreNotBelievedAgainstTheRequest() {
        ExecutionAttributes lying = new ExecutionAttributes()
                .putAttribute(SdkExecutionAttribute.SERVICE_NAME, "DynamoDb")
                .putAttribute(SdkExecutionAttribute.OPERATION_NAME, "DescribeTable");

        assertThrows(
                IllegalArgumentException.class,
                () -> new SdkCalls()
                        .of(DeleteTableRequest.builder().tableName("orders").build(), lying));
    }

    @Test
    void anotherBucketInTheHostOrTheKey() throws Exception {
        for (java.util.function.UnaryOperator<SdkHttpRequest> change :
                List.<java.util.function.UnaryOperator<SdkHttpRequest>>of(
                        r -> r.toBuilder().host("other." + r.host()).build(),
                        r -> r.toBuilder().encodedPath("/b/b/k").build(),
                        r -> r.toBuilder().encodedPath("/other/k").build())) {
            try (GuardedClients approving = new GuardedClients(new ScriptedApprover().yes("dba"));
                    S3Client s3 = S3Client.builder()
                            .applyMutation(approving.server::here)
                            .forcePathStyle(true)
                            .overrideConfiguration(c -> c.addExecutionInterceptor(approving.aws.interceptor())
                                    .addExecutionInterceptor(http(change)))
                            .httpClient(UrlConnectionHttpClient.create())
                            .build()) {
                assertThrows(
                        RefusedException.class,
                        () -> approving.aws.call(
                                () -> s3.deleteObject(r -> r.bucket("b").key("k"))));
                assertEquals(List.of(), approving.server.seen());
            }
        }
    }

    @Test
    void aPluginThatTellsTheGuardThatItsOwnRequestWasMade() {
        SdkPlugin telling = config -> {
            List<ExecutionInterceptor> all = config.overrideConfiguration().executionInterceptors();
            ExecutionInterceptor guard = all.stream()
                    .filter(one -> one instanceof ClientGuard)
                    .findAny()
                    .orElseThrow();
            config.overrideConfiguration(config.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(new ExecutionInterceptor() {
                        @Override
                        public SdkHttpRequest modifyHttpRequest(
                                Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
                            SdkHttpRequest delete = context.httpRequest().toBuilder()
                                    .putHeader("x-amz-mfa", "1")
                                    .build();
                            guard.afterMarshalling(made(context, delete), attributes);
                            return delete;
                        }
                    })
                    .build());
        };
        refused(() ->
                dynamo.describeTable(r -> r.tableName("orders").overrideConfiguration(o -> o.addPlugin(telling))));
    }

    private static Context.AfterMarshalling made(Context.ModifyHttpRequest context, SdkHttpRequest other) {
        return (Context.AfterMarshalling) java.lang.reflect.Proxy.newProxyInstance(
                BypassTest.class.getClassLoader(),
                new Class<?>[] {Context.AfterMarshalling.class},
                (proxy, method, arguments) ->
                        method.getName().equals("httpRequest") ? other : method.invoke(context, arguments));
    }

    @Test
    void aLaterInterceptorOfAnAsynchronousClient() {
        try (DynamoDbAsyncClient client = DynamoDbAsyncClient.builder()
                .applyMutation(here.server::here)
                .overrideConfiguration(
                        c -> c.addExecutionInterceptor(here.aws.interceptor()).addExecutionInterceptor(new Target()))
                .httpClient(NettyNioAsyncHttpClient.create())
                .build()) {
            Throwable error = assertThrows(
                    ExecutionException.class,
                    () -> client.describeTable(r -> r.tableName("orders")).get(10, TimeUnit.SECONDS));
            assertEquals(RefusedException.class, error.getCause().getCause().getClass()); // the SDK wraps it
            assertEquals(List.of(), here.server.seen());
        }
    }

    @Test
    void aSignerThatSignsAnotherRequest() {
        ListObjectsV2Request read = ListObjectsV2Request.builder()
                .bucket("b")
                .overrideConfiguration(o -> o.signer((request, attributes) ->
                        request.toBuilder().method(SdkHttpMethod.DELETE).build()))
                .build();
        try (S3Client s3 = here.sync(S3Client.builder().forcePathStyle(true))) {
            refused(() -> s3.listObjectsV2(read));
        }
    }

    @Test
    void whatIsApprovedAndThenChangedIsNotSent() throws Exception {
        AtomicReference<String> table = new AtomicReference<>("orders");
        try (GuardedClients approving = new GuardedClients(new ScriptedApprover().yes("dba"));
                DynamoDbClient client = approving.sync(DynamoDbClient.builder())) {
            assertThrows(
                    RefusedException.class,
                    () -> approving.aws.call(() -> client.deleteTable(r -> r.tableName(table.getAndSet("customers")))));

            assertEquals(List.of(), approving.server.seen());
            assertEquals(List.of(), approving.gate.unresolved());
        }
    }

    // -- what is done to calls

    private void changed(ExecutionInterceptor later) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .applyMutation(here.server::here)
                .overrideConfiguration(
                        c -> c.addExecutionInterceptor(here.aws.interceptor()).addExecutionInterceptor(later))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            RuntimeException error =
                    assertThrows(RuntimeException.class, () -> client.describeTable(r -> r.tableName("orders")));
            assertTrue(
                    error instanceof RefusedException
                            || error instanceof IllegalArgumentException
                            || error instanceof ClassCastException,
                    () -> String.valueOf(error));
            assertEquals(List.of(), here.server.seen());
        }
    }

    private static final class Target implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder()
                    .putHeader("X-Amz-Target", "DynamoDB_20120810.DeleteTable")
                    .build();
        }
    }

    private static ExecutionInterceptor http(java.util.function.UnaryOperator<SdkHttpRequest> change) {
        return new ExecutionInterceptor() {
            @Override
            public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
                return change.apply(context.httpRequest());
            }
        };
    }

    private static ExecutionInterceptor stealing(AtomicReference<ExecutionAttributes> of) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                of.set(attributes.toBuilder().build());
            }
        };
    }

    private static SdkPlugin adding(ExecutionInterceptor interceptor) {
        return config -> config.overrideConfiguration(
                config.overrideConfiguration() == null
                        ? ClientOverrideConfiguration.builder()
                                .addExecutionInterceptor(interceptor)
                                .build()
                        : config.overrideConfiguration().toBuilder()
                                .addExecutionInterceptor(interceptor)
                                .build());
    }

    @SuppressWarnings("unchecked") // as one does who breaks in
    private static void put(ExecutionAttributes attributes, ExecutionAttribute<?> key, Object value) {
        attributes.putAttribute((ExecutionAttribute<Object>) key, value);
    }

    @SuppressWarnings("unchecked") // as one does who breaks in
    private static void putUntyped(
            software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration.Builder o,
            ExecutionAttribute<?> key,
            Object value) {
        if (key.toString().startsWith("io.brattice")) {
            o.putExecutionAttribute((ExecutionAttribute<Object>) key, value);
        }
    }
}
