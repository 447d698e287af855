package io.brattice.rulebook;

import io.brattice.action.Digest;
import io.brattice.rulebook.language.Example;
import io.brattice.rulebook.language.Place;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One text for equal values, in every process: sets have no order of their own. */
final class Canon {

    private Canon() {}

    static Digest digest(Object value) {
        return Digest.of(text(value));
    }

    private static String text(Object value) {
        // Where something stands, and what it was tried with, decides nothing.
        if (value instanceof Place || value instanceof Example) {
            return "";
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(each -> "+" + text(each)).orElse("-");
        }
        if (value instanceof Set<?> set) {
            return list(set.stream().map(Canon::text).sorted().toList());
        }
        if (value instanceof List<?> list) {
            return list(list.stream().map(each -> each == null ? "null" : text(each)).toList());
        }
        if (value instanceof Record entry) {
            return record(entry);
        }
        String plain = value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
        return value.getClass().getSimpleName() + plain.length() + ":" + plain;
    }

    private static String record(Record value) {
        StringBuilder text = new StringBuilder(value.getClass().getSimpleName()).append('(');
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                Object part = accessor.invoke(value);
                text.append(part == null ? "null" : text(part)).append(',');
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record cannot be read: " + value.getClass(), e);
            }
        }
        return text.append(')').toString();
    }

    private static String list(Collection<String> items) {
        StringBuilder text = new StringBuilder("[");
        items.forEach(item -> text.append(item.length()).append(':').append(item));
        return text.append(']').toString();
    }
}
