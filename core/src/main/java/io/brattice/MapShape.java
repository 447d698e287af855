package io.brattice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map whose keys are texts. It comes back unmodifiable, in the order of its keys. */
record MapShape(Shape key, Shape value) implements Shape {

    @Override
    public @Nullable Object encode(@Nullable Object map, Tally tally) {
        tally.count();
        if (map == null) {
            return null;
        }
        tally.enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members(map).entrySet()) {
            Object name = key.encode(member.getKey(), tally);
            if (!(name instanceof String text) || members.containsKey(text)) {
                throw new IllegalArgumentException("a map with a key that is null or comes twice; pass each key once");
            }
            members.put(text, value.encode(member.getValue(), tally));
        }
        tally.leave();
        return members;
    }

    private static Map<?, ?> members(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("a `" + value.getClass().getTypeName() + "` is no map; pass one");
    }

    @Override
    public @Nullable Object decode(@Nullable Object json) {
        if (json == null) {
            return null;
        }
        if (!(json instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("not an object; pass one");
        }
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        members.forEach((name, item) -> map.put(key.decode(name), value.decode(item)));
        return Collections.unmodifiableMap(map);
    }
}
