package io.brattice;

import com.google.common.reflect.TypeToken;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads an interface once, when it is guarded: finds its methods, their tools, and everything that would go wrong later.
 *
 * <p>Methods that a caller cannot tell apart (inherited twice, bridges, generic ones with the type filled in) are one tool.
 */
final class GuardedInterface {

    /** Five less than the name of a tool may have: the undo of a method is called after it. */
    private static final int LONGEST_NAME = 195;

    private static final Comparator<Method> STEADY = Comparator.comparing(Method::toString);

    /** What a caller can tell methods apart by, once every type variable is filled in. */
    private record Signature(String name, List<Class<?>> parameters) {
        String inParentheses() {
            return parameters.stream().map(Class::getSimpleName).collect(Collectors.joining(",", name + "(", ")"));
        }
    }

    private final Class<?> type;
    private final Map<Signature, List<Method>> methods = new LinkedHashMap<>();

    private GuardedInterface(Class<?> type) {
        this.type = type;
    }

    /**
     * The tool behind every method that a proxy of this interface can be asked for.
     *
     * @throws IllegalArgumentException if the interface cannot be guarded: which method, why, what to change
     */
    static Map<Method, MethodTool> tools(Class<?> type, Object target) {
        check(type, target);
        GuardedInterface read = new GuardedInterface(type);
        read.collect();
        return read.link(new MethodReader(type, target));
    }

    private static void check(Class<?> type, Object target) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    "`" + type.getTypeName() + "` is a class; guard an interface that it implements");
        }
        if (type.isAnnotation() || type.isSealed() || type.isHidden()) {
            throw new IllegalArgumentException("`" + type.getTypeName()
                    + "` is no interface that anybody may implement; guard an interface that is not sealed");
        }
        if (!type.isInstance(target)) {
            throw new IllegalArgumentException("the target is no `" + type.getTypeName() + "`; pass one that is");
        }
    }

    private void collect() {
        List<Method> all = Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !isOfObject(method))
                .sorted(STEADY)
                .toList();
        for (Method method : all) {
            if (!method.isBridge()) {
                methods.computeIfAbsent(signature(method), key -> new ArrayList<>())
                        .add(method);
            }
        }
        for (Method method : all) {
            if (method.isBridge()) {
                methods.computeIfAbsent(bridged(method), key -> new ArrayList<>())
                        .add(method);
            }
        }
    }

    /** The method that a bridge leads to: that of the generic original with the types of this interface filled in. */
    private Signature bridged(Method bridge) {
        for (Class<?> above : TypeToken.of(type).getTypes().interfaces().rawTypes()) {
            for (Method original : above.getDeclaredMethods()) {
                boolean same = !original.isBridge()
                        && original.getName().equals(bridge.getName())
                        && Arrays.equals(original.getParameterTypes(), bridge.getParameterTypes());
                if (same && methods.containsKey(signature(original))) {
                    return signature(original);
                }
            }
        }
        throw new IllegalArgumentException("`" + bridge.toGenericString() + "` is a bridge to no method of `"
                + type.getTypeName() + "`; declare the method again there");
    }

    private Signature signature(Method method) {
        List<Class<?>> parameters = new ArrayList<>();
        for (Type parameter : method.getGenericParameterTypes()) {
            parameters.add(TypeToken.of(type).resolveType(parameter).getRawType());
        }
        return new Signature(method.getName(), parameters);
    }

    private Map<Method, MethodTool> link(MethodReader reader) {
        Map<Signature, GuardedMethod> guarded = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        methods.forEach((signature, same) -> {
            Method chosen = mostSpecific(same);
            GuardedMethod method = reader.read(chosen, toolName(signature, chosen));
            if (!names.add(method.tool())) {
                throw new IllegalArgumentException(
                        "two methods are called `" + method.tool() + "`; name one of them by `@Named`");
            }
            guarded.put(signature, method);
        });
        Map<GuardedMethod, MethodTool> tools = new Declarations(List.copyOf(guarded.values())).tools();
        Map<Method, MethodTool> byMethod = new HashMap<>();
        methods.forEach(
                (signature, same) -> same.forEach(method -> byMethod.put(method, tools.get(guarded.get(signature)))));
        return Map.copyOf(byMethod);
    }

    /** What is inherited from several interfaces must be declared the same in all, or again in this one. */
    private static Method mostSpecific(List<Method> same) {
        List<Method> real = same.stream().filter(method -> !method.isBridge()).toList();
        for (Method one : real) {
            if (real.stream().allMatch(other -> isAbove(other, one))) {
                return one;
            }
        }
        Method first = real.get(0);
        for (Method other : real) {
            Optional<Effects> effects = Optional.ofNullable(first.getAnnotation(Effects.class));
            if (!effects.equals(Optional.ofNullable(other.getAnnotation(Effects.class)))) {
                throw new IllegalArgumentException("`" + first.toGenericString() + "` and `" + other.toGenericString()
                        + "` declare different effects; declare the method again where both are inherited");
            }
        }
        return first;
    }

    /** True when {@code one} may stand for {@code other}: declared in a subtype, or of a narrower result there. */
    private static boolean isAbove(Method other, Method one) {
        return other.getDeclaringClass().isAssignableFrom(one.getDeclaringClass())
                && other.getReturnType().isAssignableFrom(one.getReturnType());
    }

    private String toolName(Signature signature, Method chosen) {
        Named onType = type.getAnnotation(Named.class);
        Named onMethod = chosen.getAnnotation(Named.class);
        boolean overloaded = methods.keySet().stream()
                        .filter(other -> other.name().equals(signature.name()))
                        .count()
                > 1;
        String plain = overloaded ? signature.inParentheses() : signature.name();
        String name = (onType == null ? type.getSimpleName() : onType.value()) + "."
                + (onMethod == null ? plain : onMethod.value());
        if (name.length() > LONGEST_NAME || !name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("`" + name + "` is no name for a tool: it needs at most " + LONGEST_NAME
                    + " printable ASCII characters without spaces; name it by `@Named`");
        }
        return name;
    }

    /** What the proxy answers itself, also where the interface declares it again. */
    private static boolean isOfObject(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return switch (method.getName()) {
            case "hashCode", "toString" -> parameters.length == 0;
            case "equals" -> parameters.length == 1 && parameters[0] == Object.class;
            default -> false;
        };
    }
}
