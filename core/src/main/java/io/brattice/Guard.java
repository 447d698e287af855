package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a target: every method of the interface, default methods included, is a tool of its own, and the gate
 * calls the target.
 *
 * <p>Nothing that leaves here is an object of the target: results are made anew, a target that answers itself becomes the
 * guarded object, and equality is identity of that object. Reflection that opens the private fields of this package, and
 * {@code Unsafe}, are outside of what one Java process can guard against.
 */
final class Guard implements InvocationHandler {

    private final Session session;
    private final Class<?> type;
    private final Map<Method, MethodTool> tools;

    private Guard(Session session, Class<?> type, Map<Method, MethodTool> tools) {
        this.session = session;
        this.type = type;
        this.tools = tools;
    }

    /** @throws IllegalArgumentException if the interface cannot be guarded: which method, why, what to change */
    static <T> T of(Session session, Class<T> type, T target) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(target, "target");
        Map<Method, MethodTool> tools = GuardedInterface.tools(type, target);
        tools.values().forEach(session::introduce);
        Guard guard = new Guard(session, type, tools);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, guard));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] values) throws Throwable {
        MethodTool tool = tools.get(method);
        if (tool == null) {
            return ofObject(proxy, method, values);
        }
        if (tool.method().result().later()) {
            return later(proxy, tool, values);
        }
        Outcome outcome = session.call(tool, tool.method().read(values));
        return answer(proxy, tool, outcome);
    }

    /** A stage that fails with whatever goes wrong, also with arguments that cannot be copied. Nothing is thrown here. */
    private CompletableFuture<@Nullable Object> later(
            Object proxy, MethodTool tool, @Nullable Object @Nullable [] values) {
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        try {
            Arguments arguments = tool.method().read(values);
            session.submit(tool, arguments).whenComplete((outcome, problem) -> {
                try {
                    if (problem != null) {
                        throw problem;
                    }
                    answer.complete(answer(proxy, tool, outcome));
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private static @Nullable Object answer(Object proxy, MethodTool tool, Outcome outcome) throws Throwable {
        if (outcome instanceof Outcome.Ran ran) {
            @Nullable Object value = tool.method().decode(ran.value());
            return value != null && tool.method().result().itself() ? proxy : value;
        }
        if (outcome instanceof Outcome.Failed failed && !(failed.error() instanceof StaleException)) {
            // The proxy wraps a checked exception that the method does not declare, as Java's proxies do.
            Throwable error = failed.error();
            throw error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        }
        throw new RefusedException(outcome);
    }

    private Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] values) {
        return switch (method.getName()) {
            case "equals" -> values != null && values.length == 1 && values[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> toString();
            default -> throw new IllegalArgumentException("`" + method.getName() + "` is no method of this object");
        };
    }

    @Override
    public String toString() {
        Caller caller = session.caller();
        return "guarded " + type.getSimpleName() + " for "
                + caller.kind().name().toLowerCase(Locale.ROOT) + " " + caller.name();
    }
}
