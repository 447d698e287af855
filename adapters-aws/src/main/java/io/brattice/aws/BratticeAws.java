package io.brattice.aws;

import io.brattice.RefusedException;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.ToolCall;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.judge.AwsJudge;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.rule.Facts;
import io.brattice.aws.sdk.ClientGuard;
import io.brattice.aws.sdk.Door;
import io.brattice.aws.sdk.Judging;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * A gate in front of clients of the SDK for Java v2.
 *
 * <pre>{@code
 * BratticeAws aws = BratticeAws.of(session, AwsTool.by(sender));
 * RdsClient rds = RdsClient.builder()
 *         .overrideConfiguration(c -> c.addExecutionInterceptor(aws.interceptor()))
 *         .httpClient(aws.http(ApacheHttpClient.create()))
 *         .build();
 * rds.describeDBInstances();                             // runs
 * rds.deleteDBInstance(request);                         // RefusedException: its outcome has the ticket of the question
 * aws.callAsync(() -> asyncRds.deleteDBInstance(request)) // waits for the answer without holding a thread, then makes the call
 * }</pre>
 *
 * <p>See {@link ClientGuard} for what it guarantees. Safe for use by many threads; one object for a session.
 */
public final class BratticeAws {

    private static final int THREADS = 8;
    private static final long IDLE_SECONDS = 10;

    private final Session session;
    private final ClientGuard guard;
    private final Door door;

    private BratticeAws(Session session, ClientGuard guard, Executor threads) {
        this.session = session;
        this.guard = guard;
        this.door = new Door(guard, threads);
    }

    /**
     * For one session, judged, rehearsed and secured by this tool.
     *
     * @param tool its sender must act for the account that the clients act for: what it looks up decides
     */
    public static BratticeAws of(Session session, AwsTool tool) {
        return of(session, tool, threads());
    }

    /** The same with threads of the host's: they wait for a disk when ends of calls are written down. */
    public static BratticeAws of(Session session, AwsTool tool, Executor threads) {
        Trail trail = tool.sessions.trail(new ToolCall("trail", tool.name(), Arguments.none(), session.caller(), ""));
        ClientTool client = new ClientTool(tool, trail);
        Judging judging = new Judging(client::atOnce, client, ClientTool::arguments, client::ran);
        return new BratticeAws(session, ClientGuard.of(session, judging), threads);
    }

    /** For one session, without look-ups: whatever a rule asks about the world is judged at its worst, and nothing is secured first. */
    public static BratticeAws of(Session session) {
        return of(session, AwsTool.by(new Nobody()));
    }

    /** For a client's override configuration: {@link #of(Session)} and its interceptor. */
    public static ExecutionInterceptor interceptor(Session session) {
        return of(session).interceptor();
    }

    /** Reads pass, and all else is refused with this advice: for where there is no gate. */
    public static ExecutionInterceptor readsOnly(String advice) {
        return ClientGuard.readsOnly(
                call -> AwsJudge.shipped()
                        .judge(call, Facts.UNKNOWN, Trail.fresh())
                        .assessment(),
                advice);
    }

    /** Whose calls these are. */
    public Session session() {
        return session;
    }

    /** For the override configuration of any number of clients. */
    public ExecutionInterceptor interceptor() {
        return guard;
    }

    /**
     * For the HTTP client of clients behind the interceptor: sends only what the interceptor has seen. Needed where whoever calls a client is not
     * trusted to leave its interceptors alone: a plugin of a single request can take them away.
     */
    public SdkHttpClient http(SdkHttpClient other) {
        return guard.http(other);
    }

    /** The same for asynchronous clients. */
    public SdkAsyncHttpClient http(SdkAsyncHttpClient other) {
        return guard.http(other);
    }

    /**
     * Starts an operation of an asynchronous client behind the interceptor; never waits. What must not be judged on this thread is judged
     * elsewhere, and then the operation is started again.
     *
     * @param operation one call and nothing beside it; may be started twice
     * @return fails with {@link RefusedException} when it may not run; else as the operation does
     */
    public <R> CompletableFuture<R> callAsync(Supplier<? extends CompletionStage<R>> operation) {
        return door.callAsync(operation);
    }

    /**
     * Starts an operation of a synchronous client behind the interceptor, and waits for a person as long as the gate is patient.
     *
     * @param operation one call and nothing beside it; may be started twice
     * @throws RefusedException when it may not run
     */
    public <R> R call(Supplier<R> operation) {
        return door.call(operation);
    }

    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "brattice-aws");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Sends nothing. */
    private static final class Nobody implements AwsSender {
        @Override
        public boolean sends(String service) {
            return false;
        }

        @Override
        public Map<String, @Nullable Object> send(AwsCall call) throws AwsException {
            throw new AwsException("", false, "nothing is looked up here: pass a tool with a sender");
        }
    }
}
