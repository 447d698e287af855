package io.brattice.aws.sdk;

import io.brattice.aws.call.AwsCall;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;

/**
 * Leave for one execution of one call that was judged before it came here: a look-up of the adapter's own, a call that its tool has a permit
 * for. Made only in this package; good once, and for nothing but the members it was made for, so that one which is found in the attributes of
 * a call opens nothing.
 */
final class Pass {

    /** A name of its own for each class loader that this class is in: the SDK takes no name twice. */
    static final ExecutionAttribute<Pass> KEY = new ExecutionAttribute<>("io.brattice.aws.pass." + UUID.randomUUID());

    private final AwsCall call;
    private final AtomicBoolean used = new AtomicBoolean();

    Pass(AwsCall call) {
        this.call = call;
    }

    /** True once, for this call. */
    boolean admits(AwsCall made) {
        return made.id().equals(call.id())
                && made.parameters().equals(call.parameters())
                && used.compareAndSet(false, true);
    }
}
