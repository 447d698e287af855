package io.brattice.action;

import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Copies Java values into immutable JSON values, asking each foreign object for each thing once.
 *
 * <p>No object is asked for its size and none is read twice, so one that lies can decide what is stored, but it cannot make
 * what runs differ from what was judged. What cannot be copied that way is refused, and so is an object that throws.
 */
final class Snapshot {
    /** The first that fits tells what to pass; the order goes from the particular to the general. */
    private static final Map<Class<?>, String> INSTEAD = Collections.unmodifiableMap(instead());

    private Snapshot() {}

    static JsonObject of(Map<?, ?> source) {
        return (JsonObject) copy(source, Cursor.atTop(() -> ""));
    }

    private static @Nullable Object value(@Nullable Object source, Cursor at) {
        Object bare = source;
        while (bare instanceof Optional<?> optional) {
            bare = optional.orElse(null);
        }
        if (bare == null || bare instanceof Boolean) {
            at.countValue();
            return bare;
        }
        return copy(bare, at);
    }

    private static Object copy(Object source, Cursor at) {
        at.countValue();
        try {
            return convert(source, at);
        } catch (InvalidArgumentsException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(source, e, at);
        }
    }

    private static Object convert(Object source, Cursor at) {
        if (source instanceof String text) {
            return text(text, at);
        }
        if (source instanceof Number number) {
            return number(number, at);
        }
        if (source instanceof Enum<?> constant) {
            return text(constant.name(), at);
        }
        if (source instanceof CharSequence text) {
            return text(text.toString(), at);
        }
        if (source instanceof Map<?, ?> map) {
            return object(map, at);
        }
        if (source instanceof Collection<?> collection) {
            return list(collection, at.enter());
        }
        if (source.getClass().isArray() && !(source instanceof byte[]) && !(source instanceof char[])) {
            return array(source, at.enter());
        }
        if (source instanceof Arguments arguments) {
            return object(arguments.asMap(), at);
        }
        if (source instanceof Record components) {
            return object(components, at);
        }
        if (isText(source)) {
            return text(source.toString(), at);
        }
        throw refusal(source, at);
    }

    /** What has one textual form that says everything about it. */
    private static boolean isText(Object source) {
        return source instanceof Character
                || source instanceof UUID
                || source instanceof URI
                || source instanceof Path
                || isJavaTime(source);
    }

    /** The package alone would let a clock in, the interfaces alone any foreign calendar. */
    private static boolean isJavaTime(Object source) {
        return source.getClass().getPackageName().equals("java.time")
                && (source instanceof TemporalAccessor || source instanceof TemporalAmount || source instanceof ZoneId);
    }

    private static String text(String text, Cursor at) {
        at.checkText(text);
        return text;
    }

    private static Number number(Number source, Cursor at) {
        if (source instanceof Long || source instanceof Integer || source instanceof Short || source instanceof Byte) {
            return source.longValue();
        }
        if (source instanceof Double number) {
            return JsonNumber.of(number.doubleValue(), at);
        }
        if (source instanceof Float number) {
            return JsonNumber.of(number.floatValue(), at);
        }
        // A subclass of these may answer differently each time.
        if (source.getClass() == BigInteger.class) {
            return JsonNumber.of((BigInteger) source, at);
        }
        if (source.getClass() == BigDecimal.class) {
            return JsonNumber.of((BigDecimal) source, at);
        }
        throw refusal(source, at);
    }

    private static JsonObject object(Map<?, ?> source, Cursor at) {
        Cursor inside = at.enter();
        JsonObject.Builder members = new JsonObject.Builder();
        for (Map.Entry<?, ?> member : source.entrySet()) {
            Object key = member.getKey();
            if (!(key instanceof String name)) {
                String what = key == null ? "a null key" : "a key that is a `" + typeOf(key) + "`";
                throw at.refusal(what, "name each member by a string");
            }
            inside.member(name);
            members.add(name, value(member.getValue(), inside));
        }
        return members.build(at);
    }

    private static JsonObject object(Record source, Cursor at) {
        Cursor inside = at.enter();
        JsonObject.Builder members = new JsonObject.Builder();
        for (RecordComponent component : source.getClass().getRecordComponents()) {
            inside.member(component.getName());
            members.add(component.getName(), value(read(component.getAccessor(), source, inside), inside));
        }
        return members.build(at);
    }

    private static @Nullable Object read(Method accessor, Record source, Cursor at) {
        if (!accessor.trySetAccessible()) {
            throw at.refusal("the module of `" + typeOf(source) + "` keeps its records closed", "pass a map");
        }
        try {
            return accessor.invoke(source);
        } catch (InvocationTargetException e) {
            throw unreadable(source, e.getTargetException(), at);
        } catch (IllegalAccessException e) {
            throw unreadable(source, e, at);
        }
    }

    private static List<@Nullable Object> list(Iterable<?> source, Cursor at) {
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item : source) {
            at.item();
            items.add(value(item, at));
        }
        return sealed(items);
    }

    private static List<@Nullable Object> array(Object source, Cursor at) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(source); i++) { // a length never changes, unlike a size
            at.item();
            items.add(value(Array.get(source, i), at));
        }
        return sealed(items);
    }

    /** Not {@code List.copyOf}, which has no place for JSON null. */
    static List<@Nullable Object> sealed(List<@Nullable Object> items) {
        return Collections.unmodifiableList(Arrays.asList(items.toArray()));
    }

    private static InvalidArgumentsException refusal(Object source, Cursor at) {
        String instead = INSTEAD.entrySet().stream()
                .filter(row -> row.getKey().isInstance(source))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        return at.refusal("a `" + typeOf(source) + "` is not a JSON value", instead);
    }

    private static InvalidArgumentsException unreadable(Object source, Throwable cause, Cursor at) {
        return at.refusal(
                "reading a `" + typeOf(source) + "` threw a `" + typeOf(cause) + "`",
                "pass a plain copy that nobody else changes",
                cause);
    }

    private static String typeOf(Object source) {
        return Unicode.visible(source.getClass().getTypeName());
    }

    private static Map<Class<?>, String> instead() {
        Map<Class<?>, String> instead = new LinkedHashMap<>();
        instead.put(byte[].class, "pass base64 in a string");
        instead.put(char[].class, "pass a string");
        instead.put(Date.class, "pass an `Instant`");
        instead.put(Calendar.class, "pass an `Instant` or a `ZonedDateTime`");
        instead.put(Number.class, "pass its value as a `long` or a `BigDecimal`");
        instead.put(File.class, "pass a `Path`");
        instead.put(URL.class, "pass a `URI`");
        instead.put(Iterable.class, "pass a list");
        instead.put(Iterator.class, "pass a list");
        instead.put(BaseStream.class, "pass a list");
        instead.put(Object.class, "pass a string, number, boolean, list, map or record");
        return Collections.unmodifiableMap(instead);
    }
}
