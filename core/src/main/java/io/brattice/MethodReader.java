package io.brattice;

import com.google.common.reflect.TypeToken;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads one method of a guarded interface and binds it to the target, or says why that cannot be done. */
final class MethodReader {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> type;
    private final Object target;
    private final Shapes shapes = new Shapes();

    MethodReader(Class<?> type, Object target) {
        this.type = type;
        this.target = target;
    }

    GuardedMethod read(Method method, String tool) {
        try {
            return new GuardedMethod(
                    tool,
                    method.getName(),
                    parameters(method),
                    result(method),
                    Optional.ofNullable(method.getAnnotation(Effects.class)),
                    handle(method),
                    target,
                    description(method));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot guard `" + tool + "`: " + e.getMessage(), e);
        }
    }

    private List<GuardedMethod.Parameter> parameters(Method method) {
        Type[] types = method.getGenericParameterTypes();
        Parameter[] declared = method.getParameters();
        List<GuardedMethod.Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < types.length; i++) {
            String name = name(declared[i], i);
            if (!names.add(name)) {
                throw new IllegalArgumentException("two parameters are called `" + name + "`; rename one");
            }
            Type resolved = TypeToken.of(type).resolveType(types[i]).getType();
            try {
                parameters.add(new GuardedMethod.Parameter(name, resolved, shapes.of(resolved)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("parameter `" + name + "`: " + e.getMessage(), e);
            }
        }
        return parameters;
    }

    private static String name(Parameter parameter, int index) {
        Named named = parameter.getAnnotation(Named.class);
        if (named != null) {
            return named.value();
        }
        if (!parameter.isNamePresent()) {
            throw new IllegalArgumentException(
                    "the name of parameter " + (index + 1)
                            + " is not in the class file; compile the interface with `-parameters` or annotate it with `@Named`");
        }
        return parameter.getName();
    }

    private GuardedMethod.Result result(Method method) {
        Type answered =
                TypeToken.of(type).resolveType(method.getGenericReturnType()).getType();
        Class<?> raw = TypeToken.of(answered).getRawType();
        boolean later = raw == CompletionStage.class || raw == CompletableFuture.class;
        if (later && !(answered instanceof ParameterizedType)) {
            throw new IllegalArgumentException("its result: say what is in the `" + raw.getSimpleName() + "`");
        }
        if (!later && (Future.class.isAssignableFrom(raw) || CompletionStage.class.isAssignableFrom(raw))) {
            throw new IllegalArgumentException(
                    "its result: nobody can wait for a `" + raw.getTypeName() + "`; use `CompletionStage`");
        }
        Type value = later ? ((ParameterizedType) answered).getActualTypeArguments()[0] : answered;
        Class<?> rawValue = TypeToken.of(value).getRawType();
        if (rawValue == void.class || rawValue == Void.class) {
            return new GuardedMethod.Result(value, ResultShape.NOTHING, later, false);
        }
        if (rawValue.isInterface() && rawValue.isAssignableFrom(type)) {
            return new GuardedMethod.Result(value, ResultShape.itself(target), later, true);
        }
        try {
            return new GuardedMethod.Result(value, shapes.of(value), later, false);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its result: " + e.getMessage(), e);
        }
    }

    /** Virtual, so that what the target's class overrides is what runs. */
    private MethodHandle handle(Method method) {
        Shapes.open(method, method.getDeclaringClass());
        try {
            return LOOKUP.unreflect(method)
                    .bindTo(target)
                    .asFixedArity()
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("`" + method.toGenericString() + "` cannot be called", e);
        }
    }

    /** Everything a change of which makes it another tool: interface, signature, effects, the class of the target. */
    private String description(Method method) {
        @Nullable Effects effects = method.getAnnotation(Effects.class);
        String declared = effects == null
                ? "none"
                : String.join(
                        "\n",
                        effects.value().name(),
                        effects.verb().name(),
                        effects.resource(),
                        effects.preview(),
                        effects.undo());
        Class<?> code = target.getClass();
        // A hidden class, such as that of a lambda, has another name in every process.
        String behind = code.isHidden() ? "hidden in " + code.getNestHost().getName() : code.getName();
        return String.join("\n", type.getName(), method.toGenericString(), declared, behind);
    }
}
