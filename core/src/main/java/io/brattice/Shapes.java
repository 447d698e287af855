package io.brattice;

import com.google.common.reflect.TypeToken;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shape of a Java type, or refuses the type with what to use instead.
 *
 * <p>Values are scalars, enums, {@code java.time}, records, and collections of these. Everything else is refused, since it
 * could change after it was judged, act later, or be a way around the gate.
 */
final class Shapes {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Map<Type, Shape> records = new HashMap<>();

    /** @throws IllegalArgumentException if values of this type cannot be copied */
    Shape of(Type type) {
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?>) {
            throw new IllegalArgumentException(
                    "`" + type + "` stands for any type; extend the interface with the type filled in");
        }
        if (type instanceof GenericArrayType array) {
            return ofArray(array.getGenericComponentType());
        }
        Class<?> raw = TypeToken.of(type).getRawType();
        if (type instanceof ParameterizedType generic && !raw.isRecord()) {
            return ofGeneric(generic, raw);
        }
        Optional<Shape> scalar = ScalarShape.of(raw);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (raw.isArray()) {
            return ofArray(raw.getComponentType());
        }
        if (raw.isRecord()) {
            return ofRecord(type, raw);
        }
        throw refusal(type, raw);
    }

    private Shape ofArray(Type component) {
        return ListShape.ofArray(TypeToken.of(component).getRawType(), of(component));
    }

    private Shape ofGeneric(ParameterizedType type, Class<?> raw) {
        Type[] of = type.getActualTypeArguments();
        if (raw == List.class || raw == Collection.class) {
            return ListShape.ofList(of(of[0]));
        }
        if (raw == Set.class) {
            return new ListShape.OfSet(of(of[0]));
        }
        if (raw == Optional.class) {
            Shape element = of(of[0]);
            if (element instanceof OptionalShape) {
                throw new IllegalArgumentException("an optional of an optional; use one");
            }
            return new OptionalShape(element);
        }
        if (raw == Map.class) {
            Shape key = of(of[0]);
            if (!key.isText()) {
                throw new IllegalArgumentException(
                        "the keys of `" + type + "` are no texts; use `String` keys or a list of records");
            }
            return new MapShape(key, of(of[1]));
        }
        throw refusal(type, raw);
    }

    private Shape ofRecord(Type type, Class<?> raw) {
        Shape known = records.get(type);
        if (known != null) {
            return known;
        }
        RecordComponent[] parts = raw.getRecordComponents();
        RecordShape shape = new RecordShape(raw, canonical(raw, parts), parts.length);
        records.put(type, shape);
        List<RecordShape.Component> components = new ArrayList<>();
        for (RecordComponent part : parts) {
            Type resolved =
                    TypeToken.of(type).resolveType(part.getGenericType()).getType();
            components.add(new RecordShape.Component(part.getName(), accessor(raw, part), of(resolved)));
        }
        shape.components(components);
        return shape;
    }

    private static MethodHandle canonical(Class<?> raw, RecordComponent[] parts) {
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = raw.getDeclaredConstructor(types);
            open(constructor, raw);
            return LOOKUP.unreflectConstructor(constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("`" + raw.getTypeName() + "` has no canonical constructor to call", e);
        }
    }

    private static MethodHandle accessor(Class<?> raw, RecordComponent part) {
        open(part.getAccessor(), raw);
        try {
            return LOOKUP.unreflect(part.getAccessor()).asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw closed(raw, e);
        }
    }

    /** Lets this package call it, or says what to open. */
    static void open(AccessibleObject member, Class<?> owner) {
        if (!member.trySetAccessible()) {
            throw closed(owner, null);
        }
    }

    private static IllegalArgumentException closed(Class<?> owner, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "the package of `" + owner.getTypeName()
                        + "` is closed to `io.brattice`; open it in `module-info.java`",
                cause);
    }

    private static IllegalArgumentException refusal(Type type, Class<?> raw) {
        return new IllegalArgumentException("`" + type.getTypeName() + "` is no value: " + instead(raw));
    }

    private static String instead(Class<?> raw) {
        if (raw == Object.class) {
            return "say which type it has";
        }
        if (raw == List.class
                || raw == Set.class
                || raw == Collection.class
                || raw == Map.class
                || raw == Optional.class) {
            return "say what is in it";
        }
        if (Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw)) {
            return "declare it as `List`, `Set`, `Collection` or `Map`";
        }
        if (raw.isInterface() || AutoCloseable.class.isAssignableFrom(raw) || Runnable.class.isAssignableFrom(raw)) {
            return "it could act later, outside the gate; use a list or a record";
        }
        return "it may change after it was judged; use a record";
    }
}
