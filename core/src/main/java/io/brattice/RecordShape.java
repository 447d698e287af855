package io.brattice;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record: read through its accessors, each once, and made anew by its canonical constructor. */
final class RecordShape implements Shape {

    /** One component. */
    record Component(String name, MethodHandle accessor, Shape shape) {}

    private final Class<?> type;
    private final MethodHandle constructor;
    /** Set once, before anybody sees this shape: a record may contain itself. */
    private List<Component> components = List.of();

    RecordShape(Class<?> type, MethodHandle canonical, int arity) {
        this.type = type;
        this.constructor = canonical
                .asFixedArity()
                .asSpreader(Object[].class, arity)
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    void components(List<Component> all) {
        components = List.copyOf(all);
    }

    @Override
    public @Nullable Object encode(@Nullable Object value, Tally tally) {
        tally.count();
        if (value == null) {
            return null;
        }
        if (value.getClass() != type) {
            throw new IllegalArgumentException(
                    "a `" + value.getClass().getTypeName() + "` is no `" + type.getSimpleName() + "`; pass one");
        }
        tally.enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Component component : components) {
            members.put(component.name, component.shape.encode(read(component.accessor, value), tally));
        }
        tally.leave();
        return members;
    }

    @Override
    public @Nullable Object decode(@Nullable Object json) {
        if (json == null) {
            return null;
        }
        if (!(json instanceof Map<?, ?> members) || members.size() != components.size()) {
            throw new IllegalArgumentException("not the form of a `" + type.getSimpleName() + "`; pass its components");
        }
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            if (!members.containsKey(component.name)) {
                throw new IllegalArgumentException(
                        "a `" + type.getSimpleName() + "` without `" + component.name + "`; pass its components");
            }
            values[i] = component.shape.decode(members.get(component.name));
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static @Nullable Object read(MethodHandle accessor, Object value) {
        try {
            return (Object) accessor.invokeExact(value);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Canonical constructors and accessors declare no checked exceptions. */
    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException known ? known : new IllegalArgumentException(thrown);
    }
}
