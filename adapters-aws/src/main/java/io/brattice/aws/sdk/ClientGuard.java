package io.brattice.aws.sdk;

import io.brattice.Admission;
import io.brattice.Outcome;
import io.brattice.Permit;
import io.brattice.RefusedException;
import io.brattice.Session;
import io.brattice.action.Assessment;
import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ClientType;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * In front of clients of the SDK: no call is sent that was not let through.
 *
 * <p>Guarantees: a read that is allowed costs no wait. Any other call of a synchronous client is judged on its caller's thread right before it
 * is sent, and of an asynchronous client only by {@link Door}: on a thread of the SDK nothing is looked up, nobody is waited for and nothing is
 * forced to disk. What was judged is what is sent, else the call fails. A retry is the same call. A signed address is judged as the call
 * that it allows, without what could be secured now.
 *
 * <p>Does not look into streams, and knows nothing of what is sent by other ways than the SDK's clients: LIMITATIONS.md lists them.
 *
 * <p>Immutable but for the calls under way; safe for use by many threads and clients.
 */
public final class ClientGuard implements ExecutionInterceptor {

    private static final String ELSEWHERE =
            "make it through `BratticeAws.callAsync`, which has it judged elsewhere and starts it again";

    private final SdkCalls calls = new SdkCalls();
    private final Marks marks = new Marks();
    private final Uploads uploads = new Uploads();
    private final Function<AwsCall, Assessment> atOnce;
    private final Optional<Leave> leave;
    private final String advice;
    /** The errand that starts an operation on this thread: set and taken away by {@link Door} around the start, and nowhere else. */
    @SuppressWarnings("ThreadLocalUsage") // one for each guard, since leave is for one session
    private final ThreadLocal<@Nullable Errand> errand = new ThreadLocal<>();

    private ClientGuard(Function<AwsCall, Assessment> atOnce, Optional<Leave> leave, String advice) {
        this.atOnce = atOnce;
        this.leave = leave;
        this.advice = advice;
    }

    /** For the calls of this session. */
    public static ClientGuard of(Session session, Judging judging) {
        return new ClientGuard(judging.atOnce(), Optional.of(new Leave(session, judging)), "");
    }

    /** Where no gate is: reads pass, and all else is refused with this advice. */
    public static ClientGuard readsOnly(Function<AwsCall, Assessment> atOnce, String advice) {
        return new ClientGuard(
                Objects.requireNonNull(atOnce, "atOnce"), Optional.empty(), Objects.requireNonNull(advice, "advice"));
    }

    /** An HTTP client for guarded clients that sends only what came by here. Closes the other when it is closed. */
    public SdkHttpClient http(SdkHttpClient other) {
        return Turnstile.before(other, marks);
    }

    /** The same for asynchronous clients. */
    public SdkAsyncHttpClient http(SdkAsyncHttpClient other) {
        return Turnstile.before(other, marks);
    }

    Leave leave() {
        return leave.orElseThrow(() -> new IllegalStateException("there is no gate: " + advice));
    }

    Uploads uploads() {
        return uploads;
    }

    ThreadLocal<@Nullable Errand> errand() {
        return errand;
    }

    // -- the hooks, in the order of a call

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (Execution.of(this, attributes).isPresent()) {
            return; // it stands in front of this client twice
        }
        begin(context.request(), attributes).begin(this);
    }

    @Override
    public void beforeMarshalling(Context.BeforeMarshalling context, ExecutionAttributes attributes) {
        Execution execution = known(attributes);
        requireSame(execution, context.request(), attributes);
        Optional<Instant> expires = SdkCalls.addressUntil(attributes);
        if (expires.isPresent()) {
            address(execution, context.request(), expires.get(), attributes);
        }
    }

    @Override
    public void afterMarshalling(Context.AfterMarshalling context, ExecutionAttributes attributes) {
        Execution execution = known(attributes);
        if (!execution.made(new Wire(context.httpRequest(), context.requestBody(), context.asyncRequestBody()))) {
            throw changed(execution.call, "it was made twice");
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Execution execution = known(attributes);
        requireSame(execution, context.request(), attributes);
        Optional<String> changed = execution
                .wire()
                .map(wire -> wire.changed(execution.call, context))
                .orElse(Optional.of("nobody saw how it was made"));
        changed.ifPresent(what -> {
            throw changed(execution.call, what);
        });
        if (execution.way == Execution.Way.AT_THE_END && !execution.wasSent()) {
            execution.admitted(granted(leave().now(new Errand.Wanted(execution.call, Optional.empty()))));
        }
        if (execution.isFirst(context.httpRequest())) {
            execution.admission().flatMap(Admission::permit).ifPresent(ClientGuard::redeem);
        }
        marks.saw(context.httpRequest());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Execution execution = known(attributes);
        switch (execution.way) {
            case FREE -> {}
            case READ -> execution.admission().ifPresent(admission -> admission.done(null));
            case AT_THE_END -> {
                Admission admission = execution.admission().orElseThrow();
                told(leave().done(
                                execution.call,
                                admission,
                                admission.permit().orElseThrow(),
                                PlainValues.of(context.response())));
            }
            case BEFORE -> {
                Map<String, @Nullable Object> answer = PlainValues.of(context.response());
                execution.answered(answer);
                uploads.began(execution, answer);
            }
            case PART -> execution.answeredWhole(PlainValues.of(context.response()));
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Optional<Execution> execution = Execution.of(this, attributes);
        if (execution.isPresent() && execution.get().way != Execution.Way.BEFORE) {
            execution.get().fail(context.exception());
        }
    }

    // -- inside

    private Execution begin(SdkRequest request, ExecutionAttributes attributes) {
        AwsCall call = call(request, attributes);
        Pass pass = attributes.getAttribute(Pass.KEY);
        if ((pass != null && pass.admits(call)) || CredentialCalls.isOne(call, request)) {
            return new Execution(call, request, Execution.Way.FREE, null, attributes);
        }
        Optional<Execution> upload = uploads.of(call);
        if (upload.isPresent()) {
            return new Execution(call, request, Execution.Way.PART, null, attributes).partOf(upload.get());
        }
        if (leave.isEmpty()) {
            return ungated(call, request, attributes);
        }
        Errand.Wanted wanted = new Errand.Wanted(call, SdkCalls.addressFor(attributes));
        @Nullable Errand running = errand.get();
        if (running != null) {
            Optional<Admission> before = running.leave(wanted);
            if (before.isPresent()) {
                Execution execution = new Execution(call, request, Execution.Way.BEFORE, before.get(), attributes);
                running.took(execution);
                return execution;
            }
        }
        Optional<Admission> read = leave.get().atOnce(call);
        if (read.isPresent()) {
            return new Execution(call, request, Execution.Way.READ, granted(read.get()), attributes);
        }
        if (running != null) {
            running.mustBeJudged(wanted);
            throw elsewhere(call);
        }
        if (attributes.getAttribute(SdkExecutionAttribute.CLIENT_TYPE) != ClientType.SYNC
                || EventLoops.isOne(Thread.currentThread())) {
            throw elsewhere(call);
        }
        return new Execution(call, request, Execution.Way.AT_THE_END, null, attributes);
    }

    private AwsCall call(SdkRequest request, ExecutionAttributes attributes) {
        try {
            return calls.of(request, attributes);
        } catch (IllegalArgumentException e) {
            String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
            throw Leave.refused(
                    "aws.unreadable",
                    "the request of `" + operation + "` cannot be judged: " + e.getMessage(),
                    "make it smaller, or in several calls");
        }
    }

    private Execution ungated(AwsCall call, SdkRequest request, ExecutionAttributes attributes) {
        if (atOnce.apply(call).inherent() != Reversibility.READ_ONLY) {
            throw Leave.refused("aws.ungated", "`" + call.id() + "` is no read, and no gate is installed", advice);
        }
        return new Execution(call, request, Execution.Way.FREE, null, attributes);
    }

    /** Nothing is sent when an address is signed, so the call ends here. */
    private void address(Execution execution, SdkRequest request, Instant expires, ExecutionAttributes attributes) {
        boolean more =
                request.overrideConfiguration().filter(ClientGuard::addsToIt).isPresent();
        if (more) {
            throw changed(execution.call, "its request adds headers or a query of its own");
        }
        if (execution.way == Execution.Way.FREE) {
            return;
        }
        Admission admission = execution
                .admission()
                .orElseGet(
                        () -> granted(leave().now(new Errand.Wanted(execution.call, SdkCalls.addressFor(attributes)))));
        redeem(admission.permit().orElseThrow());
        told(admission.done(Map.of("signed until", expires.toString())));
    }

    private static boolean addsToIt(RequestOverrideConfiguration configuration) {
        return !configuration.headers().isEmpty()
                || !configuration.rawQueryParameters().isEmpty();
    }

    private Execution known(ExecutionAttributes attributes) {
        return Execution.of(this, attributes)
                .orElseThrow(() -> Leave.refused(
                        "aws.unseen",
                        "a call came that was not seen when it began",
                        "put the interceptor in front of the client itself"));
    }

    @SuppressWarnings("ReferenceEquality") // the same object is enough, and cheap
    private void requireSame(Execution execution, SdkRequest now, ExecutionAttributes attributes) {
        if (!calls.isStill(execution.call, now, attributes)) {
            throw changed(execution.call, "it is of another operation");
        }
        boolean isRead = execution.way == Execution.Way.READ || execution.way == Execution.Way.FREE;
        if (isRead && now == execution.judged) {
            return; // requests are immutable; bytes that are not may be changed under a read, which sends none of
            // weight
        }
        if (!OwnChanges.isStill(execution.call, SdkCalls.members(now))) {
            throw changed(execution.call, "its members are others");
        }
    }

    private static void redeem(Permit permit) {
        permit.redeem();
    }

    private static Admission granted(Admission admission) {
        if (admission.permit().isEmpty()) {
            throw Leave.refused(admission);
        }
        return admission;
    }

    /** The end that cannot be written down is told to nobody as a success. */
    private static void told(Outcome outcome) {
        if (outcome instanceof Outcome.Unknown) {
            throw new RefusedException(outcome);
        }
    }

    private static RefusedException changed(AwsCall call, String what) {
        return Leave.refused(
                "aws.changed",
                "what is sent is not the `" + call.id() + "` that was judged: " + what,
                "take the interceptor, plugin or override away that changes it, or set the members themselves");
    }

    private static RefusedException elsewhere(AwsCall call) {
        return Leave.refused("aws.elsewhere", "`" + call.id() + "` cannot be judged on this thread", ELSEWHERE);
    }
}
