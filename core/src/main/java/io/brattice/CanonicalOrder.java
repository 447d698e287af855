package io.brattice;

import io.brattice.action.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the elements of a set in the order of their canonical JSON, so that equal sets have equal digests. */
final class CanonicalOrder {

    private CanonicalOrder() {}

    static List<@Nullable Object> of(List<@Nullable Object> elements) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        for (Object element : elements) {
            sorted.put(Arguments.of("", element).json(), element);
        }
        if (sorted.size() != elements.size()) {
            throw new IllegalArgumentException("a set that has one element twice; pass a real set");
        }
        return new ArrayList<>(sorted.values());
    }
}
