package io.brattice.aws.global;

import io.brattice.aws.BratticeAws;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An agent's turn on one thread: while it is open, the calls of the thread are the agent's. */
public final class Scope implements AutoCloseable {

    private final BratticeAws agent;
    private final @Nullable Scope outer;
    private boolean closed;

    Scope(BratticeAws agent, @Nullable Scope outer) {
        this.agent = agent;
        this.outer = outer;
    }

    BratticeAws agent() {
        return agent;
    }

    @Nullable
    Scope outer() {
        return outer;
    }

    /** Work for another thread, which is the agent's there too. */
    public Runnable wrap(Runnable work) {
        return () -> inside(() -> {
            work.run();
            return true;
        });
    }

    /** As {@link BratticeAws#callAsync}, for this agent, on whatever thread the operation is started again. */
    public <R> CompletableFuture<R> callAsync(Supplier<? extends CompletionStage<R>> operation) {
        return agent.callAsync(() -> inside(operation));
    }

    /** As {@link BratticeAws#call}, for this agent. */
    public <R> R call(Supplier<R> operation) {
        return agent.call(() -> inside(operation));
    }

    private <R> R inside(Supplier<R> operation) {
        Scope there = BratticeAwsGlobal.enter(agent);
        try {
            return operation.get();
        } finally {
            there.close();
        }
    }

    /**
     * Ends it; a second time does nothing.
     *
     * @throws IllegalStateException on another thread, or before an inner scope is closed
     */
    @Override
    public void close() {
        if (!closed) {
            BratticeAwsGlobal.leave(this);
            closed = true;
        }
    }
}
