package io.brattice.aws.global;

import io.brattice.action.Caller;
import io.brattice.aws.BratticeAws;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Says which gate the clients of this process stand behind: the one static of this library, since the SDK makes the interceptor by itself
 * and nothing can be handed to it (ADR 25).
 *
 * <pre>{@code
 * BratticeAwsGlobal.install(BratticeAws.of(gate.as(Caller.application("billing")), tool));
 * try (Scope scope = BratticeAwsGlobal.enter(BratticeAws.of(agent, tool))) {
 *     runTheTurnOf(agent); // every call that this thread makes is the agent's
 * }
 * }</pre>
 *
 * <p>Outside a scope a call is the application's: its gate has the policy that the operator names for it. Nothing installed: reads pass, and all
 * else is refused. A scope is of one thread, and what other threads do for the agent must be told with {@link Scope#wrap}.
 */
public final class BratticeAwsGlobal {

    private static final AtomicReference<@Nullable BratticeAws> APPLICATION = new AtomicReference<>();
    private static final ThreadLocal<@Nullable Scope> SCOPE = new ThreadLocal<>();

    private BratticeAwsGlobal() {}

    /**
     * Calls outside an agent's scope are judged for this application from now on.
     *
     * @param application its session is that of an application, at a gate whose policy says what the application may do
     * @return takes it away again
     * @throws IllegalStateException when one is installed
     * @throws IllegalArgumentException when the session is not an application's
     */
    public static Installed install(BratticeAws application) {
        Caller caller = application.session().caller();
        if (caller.kind() != Caller.Kind.APPLICATION) {
            throw new IllegalArgumentException(
                    "`" + caller.name() + "` is no application; pass a session of `Caller.application(…)`");
        }
        if (!APPLICATION.compareAndSet(null, application)) {
            throw new IllegalStateException("an application is installed in this process; close it first");
        }
        return () -> APPLICATION.compareAndSet(application, null);
    }

    /** Calls of this thread are judged for this agent until the scope is closed, or another is entered in it. */
    public static Scope enter(BratticeAws agent) {
        Scope scope = new Scope(Objects.requireNonNull(agent, "agent"), SCOPE.get());
        SCOPE.set(scope);
        return scope;
    }

    static void leave(Scope scope) {
        if (SCOPE.get() != scope) {
            throw new IllegalStateException(
                    "a scope is closed on the thread that entered it, the inner before the outer");
        }
        Scope outer = scope.outer();
        if (outer == null) {
            SCOPE.remove();
        } else {
            SCOPE.set(outer);
        }
    }

    /** Who is asked about a call that this thread makes now. */
    static Optional<BratticeAws> inForce() {
        Scope scope = SCOPE.get();
        return scope != null ? Optional.of(scope.agent()) : Optional.ofNullable(APPLICATION.get());
    }

    /** An application that is installed. */
    @FunctionalInterface
    public interface Installed extends AutoCloseable {
        /** Takes it away: from now on what is outside a scope may only read. */
        @Override
        void close();
    }
}
