package io.brattice.aws.global;

import io.brattice.aws.BratticeAws;
import java.util.UUID;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * In front of every client of the process, found by the SDK itself: hands each call to the guard of the scope it is made in, else to the
 * application's, else to one that lets reads pass and nothing else.
 *
 * <p>Made by the SDK, which is why it is public.
 */
public final class GlobalGuard implements ExecutionInterceptor {

    private static final ExecutionAttribute<ExecutionInterceptor> CHOSEN =
            new ExecutionAttribute<>("io.brattice.aws.global." + UUID.randomUUID());

    private static final ExecutionInterceptor NOBODY = BratticeAws.readsOnly(
            "call `BratticeAwsGlobal.install(…)` when the application starts, or enter an agent's scope");

    /** For the SDK. */
    public GlobalGuard() {}

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        ExecutionInterceptor guard =
                BratticeAwsGlobal.inForce().map(BratticeAws::interceptor).orElse(NOBODY);
        attributes.putAttribute(CHOSEN, guard);
        guard.beforeExecution(context, attributes);
    }

    @Override
    public void beforeMarshalling(Context.BeforeMarshalling context, ExecutionAttributes attributes) {
        chosen(attributes).beforeMarshalling(context, attributes);
    }

    @Override
    public void afterMarshalling(Context.AfterMarshalling context, ExecutionAttributes attributes) {
        chosen(attributes).afterMarshalling(context, attributes);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        chosen(attributes).beforeTransmission(context, attributes);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        chosen(attributes).afterExecution(context, attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        chosen(attributes).onExecutionFailure(context, attributes);
    }

    /** A call that was not seen when it began is known to no guard, and so not sent. */
    private static ExecutionInterceptor chosen(ExecutionAttributes attributes) {
        ExecutionInterceptor guard = attributes.getAttribute(CHOSEN);
        return guard == null ? NOBODY : guard;
    }
}
