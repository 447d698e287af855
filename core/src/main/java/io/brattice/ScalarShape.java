package io.brattice;

import io.brattice.action.Digest;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What becomes one JSON string, number or boolean. */
final class ScalarShape implements Shape {
    /** No canonical JSON number is as large, so a double from here on travels as text. */
    private static final double LARGEST_NUMBER = 1e99;

    private static final Map<Class<?>, Shape> ALL = all();

    private final Class<?> type;
    private final boolean primitive;
    private final boolean text;
    private final Function<Object, Object> toJson;
    private final Function<Object, Object> fromJson;

    private ScalarShape(
            Class<?> type,
            boolean primitive,
            boolean text,
            Function<Object, Object> toJson,
            Function<Object, Object> fromJson) {
        this.type = type;
        this.primitive = primitive;
        this.text = text;
        this.toJson = toJson;
        this.fromJson = fromJson;
    }

    /** Empty when the type is no scalar. */
    static Optional<Shape> of(Class<?> type) {
        return type.isEnum() ? Optional.of(ofEnum(type)) : Optional.ofNullable(ALL.get(type));
    }

    @Override
    public @Nullable Object encode(@Nullable Object value, Tally tally) {
        tally.count();
        if (value == null) {
            return absent();
        }
        // A subclass of a class that is not final may answer differently each time; enum constants may have bodies.
        boolean open = Modifier.isAbstract(type.getModifiers()) || type.isEnum();
        if (open ? !type.isInstance(value) : value.getClass() != type) {
            throw new IllegalArgumentException(
                    "a `" + value.getClass().getTypeName() + "` is no `" + type.getSimpleName() + "`; pass one");
        }
        return toJson.apply(value);
    }

    @Override
    public @Nullable Object decode(@Nullable Object json) {
        if (json == null) {
            return absent();
        }
        try {
            return fromJson.apply(json);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not the form of a `" + type.getSimpleName() + "`; pass one", e);
        }
    }

    private @Nullable Object absent() {
        if (primitive) {
            throw new IllegalArgumentException("null is no `" + type.getSimpleName() + "`; pass a value");
        }
        return null;
    }

    @Override
    public boolean isScalar() {
        return true;
    }

    @Override
    public boolean isText() {
        return text;
    }

    private static Shape ofEnum(Class<?> type) {
        Map<String, Object> byName = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
        return new ScalarShape(type, false, true, value -> ((Enum<?>) value).name(), json -> {
            Object constant = byName.get((String) json);
            if (constant == null) {
                throw new IllegalArgumentException("no such constant");
            }
            return constant;
        });
    }

    private static Map<Class<?>, Shape> all() {
        Map<Class<?>, Shape> all = new HashMap<>();
        both(all, boolean.class, Boolean.class, value -> value, json -> (Boolean) json);
        both(
                all,
                byte.class,
                Byte.class,
                ScalarShape::whole,
                json -> narrow(json, Byte.MIN_VALUE, Byte.MAX_VALUE).byteValue());
        both(
                all,
                short.class,
                Short.class,
                ScalarShape::whole,
                json -> narrow(json, Short.MIN_VALUE, Short.MAX_VALUE).shortValue());
        both(
                all,
                int.class,
                Integer.class,
                ScalarShape::whole,
                json -> narrow(json, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue());
        both(all, long.class, Long.class, value -> value, json -> (Long) json);
        both(
                all,
                float.class,
                Float.class,
                ScalarShape::fraction,
                json -> finite(json instanceof String text ? Float.parseFloat(text) : ((Number) json).floatValue())
                        .floatValue());
        both(
                all,
                double.class,
                Double.class,
                ScalarShape::fraction,
                json -> finite(json instanceof String text ? Double.parseDouble(text) : ((Number) json).doubleValue()));
        both(all, char.class, Character.class, Object::toString, json -> single((String) json));
        put(
                all,
                BigInteger.class,
                value -> value,
                json -> json instanceof Long number ? (Object) BigInteger.valueOf(number) : (BigInteger) json);
        text(all, String.class, Object::toString, text -> text);
        text(all, BigDecimal.class, Object::toString, BigDecimal::new);
        text(all, UUID.class, Object::toString, UUID::fromString);
        text(all, URI.class, Object::toString, URI::create);
        text(all, Currency.class, Currency::getCurrencyCode, Currency::getInstance);
        text(all, Path.class, ScalarShape::local, Path::of);
        text(all, Digest.class, Digest::hex, Digest::parse);
        text(all, byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
        text(all, Instant.class, Object::toString, Instant::parse);
        text(all, LocalDate.class, Object::toString, LocalDate::parse);
        text(all, LocalTime.class, Object::toString, LocalTime::parse);
        text(all, LocalDateTime.class, Object::toString, LocalDateTime::parse);
        text(all, OffsetTime.class, Object::toString, OffsetTime::parse);
        text(all, OffsetDateTime.class, Object::toString, OffsetDateTime::parse);
        text(all, ZonedDateTime.class, Object::toString, ZonedDateTime::parse);
        text(
                all,
                YearMonth.class,
                month -> (month.getYear() > 9999 ? "+" : "") + month,
                YearMonth::parse); // as it is parsed
        text(all, MonthDay.class, Object::toString, MonthDay::parse);
        text(all, Year.class, Object::toString, text -> Year.of(Integer.parseInt(text))); // its parser wants a sign
        text(all, Duration.class, Object::toString, Duration::parse);
        text(all, Period.class, Object::toString, Period::parse);
        text(all, ZoneId.class, ZoneId::getId, ZoneId::of);
        text(all, ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of);
        return Map.copyOf(all);
    }

    private static void both(
            Map<Class<?>, Shape> all,
            Class<?> primitive,
            Class<?> boxed,
            Function<Object, Object> toJson,
            Function<Object, Object> fromJson) {
        all.put(primitive, new ScalarShape(boxed, true, false, toJson, fromJson));
        put(all, boxed, toJson, fromJson);
    }

    private static void put(
            Map<Class<?>, Shape> all,
            Class<?> type,
            Function<Object, Object> toJson,
            Function<Object, Object> fromJson) {
        all.put(type, new ScalarShape(type, false, false, toJson, fromJson));
    }

    private static <T> void text(
            Map<Class<?>, Shape> all, Class<T> type, Function<T, String> write, Function<String, T> read) {
        all.put(
                type,
                new ScalarShape(
                        type, false, true, value -> write.apply(type.cast(value)), json -> read.apply((String) json)));
    }

    private static Object whole(Object number) {
        return ((Number) number).longValue();
    }

    /** JSON has one zero and no number as large as some doubles; what is not finite is refused with the arguments. */
    private static Object fraction(Object number) {
        double value = ((Number) number).doubleValue();
        boolean negativeZero = value == 0 && 1 / value < 0;
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("`" + value + "` is no JSON number; pass a finite number");
        }
        return negativeZero || Math.abs(value) >= LARGEST_NUMBER ? number.toString() : number;
    }

    private static Long narrow(Object json, long smallest, long largest) {
        long number = (Long) json;
        if (number < smallest || number > largest) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not finite");
        }
        return number;
    }

    private static Object single(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("more than one character");
        }
        return text.charAt(0);
    }

    private static String local(Path path) {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new IllegalArgumentException("a path outside the default file system; pass a local one");
        }
        return path.toString();
    }
}
