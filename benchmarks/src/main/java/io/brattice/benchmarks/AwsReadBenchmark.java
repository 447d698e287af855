package io.brattice.benchmarks;

import io.brattice.Gate;
import io.brattice.action.Caller;
import io.brattice.approval.Approver;
import io.brattice.aws.BratticeAws;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;

/** What a gate adds to an allowed read of a client: the same client with and without, and an HTTP client that answers from memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class AwsReadBenchmark {

    private Gate gate;
    private DynamoDbClient bare;
    private DynamoDbClient guarded;
    private DynamoDbClient behindTurnstile;

    @Setup
    public void open() throws JournalException {
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("benchmark"))
                .journal(Journal.inMemory())
                .build();
        BratticeAws aws = BratticeAws.of(gate.as(Caller.agent("bench")));
        bare = client(null, new Stub());
        guarded = client(aws, new Stub());
        behindTurnstile = client(aws, aws.http(new Stub()));
    }

    private static DynamoDbClient client(@org.jspecify.annotations.Nullable BratticeAws aws, SdkHttpClient http) {
        return DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .httpClient(http)
                .overrideConfiguration(c -> {
                    if (aws != null) {
                        c.addExecutionInterceptor(aws.interceptor());
                    }
                })
                .build();
    }

    @TearDown
    public void close() {
        gate.close();
        bare.close();
        guarded.close();
        behindTurnstile.close();
    }

    /** The floor. */
    @Benchmark
    public DescribeTableResponse bare() {
        return bare.describeTable(r -> r.tableName("orders"));
    }

    @Benchmark
    public DescribeTableResponse guarded() {
        return guarded.describeTable(r -> r.tableName("orders"));
    }

    @Benchmark
    public DescribeTableResponse guardedBehindTurnstile() {
        return behindTurnstile.describeTable(r -> r.tableName("orders"));
    }

    private static final class Stub implements SdkHttpClient {
        private static final byte[] TABLE =
                "{\"Table\":{\"TableName\":\"orders\",\"TableStatus\":\"ACTIVE\",\"ItemCount\":3}}"
                        .getBytes(StandardCharsets.UTF_8);

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(TABLE)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
