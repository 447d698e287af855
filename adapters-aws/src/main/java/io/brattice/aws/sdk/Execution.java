package io.brattice.aws.sdk;

import io.brattice.Admission;
import io.brattice.aws.call.AwsCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One call of a client on its way through the hooks, with as many attempts as the SDK makes. Used by one thread at a time. */
final class Execution {

    private static final ExecutionAttribute<Map<ClientGuard, Execution>> KEY =
            new ExecutionAttribute<>("io.brattice.aws.executions." + UUID.randomUUID());

    private static final int SERVER_ERROR = 500;

    /** What lets it through. */
    enum Way {
        /** Nobody needs to be asked: a look-up of the adapter, credentials of the SDK. */
        FREE,
        /** A read, admitted by what was in memory. */
        READ,
        /** Still to be admitted, on the caller's own thread, right before it is sent. */
        AT_THE_END,
        /** Admitted before, by the door, which also ends it. */
        BEFORE,
        /** Part of an upload that was admitted as a whole. */
        PART
    }

    final AwsCall call;
    final SdkRequest judged;
    final Way way;
    private final ExecutionAttributes attributes;
    /** Whose upload it is part of. */
    private @Nullable Execution whole;

    private @Nullable Admission admission;
    private @Nullable Wire wire;
    private @Nullable SdkHttpRequest sent;
    private volatile Map<String, @Nullable Object> answer = Map.of();
    private int attempts;

    Execution(AwsCall call, SdkRequest judged, Way way, @Nullable Admission admission, ExecutionAttributes attributes) {
        this.attributes = attributes;
        this.call = call;
        this.judged = judged;
        this.way = way;
        this.admission = admission;
    }

    /** The execution that this guard lets through; one that was taken from the attributes of another is none. */
    @SuppressWarnings("ReferenceEquality") // a copy is equal, and is what somebody took
    static Optional<Execution> of(ClientGuard guard, ExecutionAttributes attributes) {
        Map<ClientGuard, Execution> known = attributes.getAttribute(KEY);
        Execution found = known == null ? null : known.get(guard);
        return found == null || found.attributes != attributes ? Optional.empty() : Optional.of(found);
    }

    /** Two guards may stand in front of one client: each has its own. */
    void begin(ClientGuard guard) {
        Map<ClientGuard, Execution> known = attributes.getAttribute(KEY);
        Map<ClientGuard, Execution> all = known == null ? new HashMap<>(2) : new HashMap<>(known);
        all.put(guard, this);
        attributes.putAttribute(KEY, all);
    }

    Optional<Admission> admission() {
        return Optional.ofNullable(admission);
    }

    void admitted(Admission granted) {
        admission = granted;
    }

    Optional<Wire> wire() {
        return Optional.ofNullable(wire);
    }

    /** Notes what was made of the members: once, and false for another later. The hook may come twice for one. */
    boolean made(Wire request) {
        Wire known = wire;
        if (known == null) {
            wire = request;
        }
        return known == null || known.request() == request.request();
    }

    /** Counts an attempt; true for the first. The hook may come twice for one. */
    synchronized boolean isFirst(SdkHttpRequest request) {
        if (request != sent) {
            sent = request;
            attempts++;
        }
        return attempts == 1;
    }

    synchronized boolean wasSent() {
        return attempts > 0;
    }

    Execution partOf(Execution upload) {
        whole = upload;
        return this;
    }

    /** The end of an upload answers for the whole. */
    void answeredWhole(Map<String, @Nullable Object> members) {
        Execution upload = whole;
        if (upload != null && call.operation().equals("CompleteMultipartUpload")) {
            upload.answered(members);
        }
    }

    /** What an execution that is ended by somebody else was answered. */
    void answered(Map<String, @Nullable Object> members) {
        answer = members;
    }

    Map<String, @Nullable Object> answer() {
        return answer;
    }

    /** Ends it as what it is now known to be. Nothing where it was not admitted, or has ended. */
    void fail(Throwable error) {
        Admission granted = admission;
        if (granted == null || granted.outcome().isPresent()) {
            return;
        }
        if (way == Way.READ || didNothing(error)) {
            granted.failed(error);
        } else if (wasSent()) {
            granted.close(); // it may have happened: nobody knows
        } else {
            granted.notRun("it was not sent");
        }
    }

    /** True when the service answered that it did nothing: at the first attempt, since an earlier one may have done it. */
    private boolean didNothing(Throwable error) {
        return attempts == 1
                && error instanceof SdkServiceException answer
                && answer.statusCode() > 0
                && answer.statusCode() < SERVER_ERROR;
    }
}
