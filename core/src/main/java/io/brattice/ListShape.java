package io.brattice;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes a JSON list: {@code List} and {@code Collection} come back as an unmodifiable list, arrays as arrays. */
final class ListShape implements Shape {

    private final @Nullable Class<?> component;
    private final Shape element;

    private ListShape(@Nullable Class<?> component, Shape element) {
        this.component = component;
        this.element = element;
    }

    static Shape ofList(Shape element) {
        return new ListShape(null, element);
    }

    static Shape ofArray(Class<?> component, Shape element) {
        return new ListShape(component, element);
    }

    @Override
    public @Nullable Object encode(@Nullable Object value, Tally tally) {
        tally.count();
        if (value == null) {
            return null;
        }
        return component == null ? elements(value, element, tally) : items(value, tally);
    }

    private List<@Nullable Object> items(Object array, Tally tally) {
        if (!array.getClass().isArray()) {
            throw new IllegalArgumentException("a `" + array.getClass().getTypeName() + "` is no array; pass one");
        }
        tally.enter();
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) { // a length never changes
            items.add(element.encode(Array.get(array, i), tally));
        }
        tally.leave();
        return items;
    }

    /** Iterated once and never asked for its size. */
    static List<@Nullable Object> elements(Object value, Shape element, Tally tally) {
        if (!(value instanceof Collection<?> source)) {
            throw new IllegalArgumentException("a `" + value.getClass().getTypeName() + "` is no collection; pass one");
        }
        tally.enter();
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item : source) {
            items.add(element.encode(item, tally));
        }
        tally.leave();
        return items;
    }

    @Override
    public @Nullable Object decode(@Nullable Object json) {
        if (json == null) {
            return null;
        }
        if (component == null) {
            return Collections.unmodifiableList(decoded(json, element, new ArrayList<>()));
        }
        List<@Nullable Object> values = decoded(json, element, new ArrayList<>());
        Object array = Array.newInstance(component, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    static <C extends Collection<@Nullable Object>> C decoded(Object json, Shape element, C into) {
        if (!(json instanceof List<?> items)) {
            throw new IllegalArgumentException("not a list; pass one");
        }
        for (Object item : items) {
            into.add(element.decode(item));
        }
        return into;
    }

    /** A set: its order says nothing, so its JSON list is sorted, and it comes back unmodifiable. */
    record OfSet(Shape element) implements Shape {

        @Override
        public @Nullable Object encode(@Nullable Object value, Tally tally) {
            tally.count();
            return value == null ? null : CanonicalOrder.of(elements(value, element, tally));
        }

        @Override
        public @Nullable Object decode(@Nullable Object json) {
            return json == null ? null : Collections.unmodifiableSet(decoded(json, element, new LinkedHashSet<>()));
        }
    }
}
