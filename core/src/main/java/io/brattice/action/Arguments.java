package io.brattice.action;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call: a JSON object, copied deeply at the door and immutable from then on.
 *
 * <p>Guarantees: what was judged, hashed and shown is what runs, whatever the caller does to the objects it passed. Each of
 * those is read once. Equal arguments have one canonical form, different ones never share it, and what has no such form
 * is refused with an {@link InvalidArgumentsException} rather than changed to fit.
 *
 * <p>Does not: normalise Unicode (the composed and the decomposed {@code é} are different strings, as they are to a file
 * system), interpret strings, or know which arguments a tool takes.
 *
 * <h2>What goes in</h2>
 *
 * <table>
 * <caption>Java values and what they become</caption>
 * <tr><td>{@code null}, an empty {@code Optional}</td><td>{@code null}</td></tr>
 * <tr><td>{@code Boolean}</td><td>{@code true}, {@code false}</td></tr>
 * <tr><td>any {@code CharSequence}, {@code Character}, {@code UUID}, {@code URI}, {@code Path}, the dates, times, amounts
 *     and zones of {@code java.time}</td><td>a string: its {@code toString()}</td></tr>
 * <tr><td>an enum constant</td><td>a string: its {@code name()}</td></tr>
 * <tr><td>{@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code BigInteger}</td><td>an integer</td></tr>
 * <tr><td>finite {@code Float}, {@code Double}, {@code BigDecimal}</td><td>the shortest decimal that reads back as the
 *     same float or double; an integer where it is one</td></tr>
 * <tr><td>{@code Map} with {@code String} keys, record, {@code Arguments}</td><td>an object</td></tr>
 * <tr><td>{@code Collection}, array but for {@code byte[]} and {@code char[]}</td><td>a list</td></tr>
 * </table>
 *
 * <p>Everything else is refused, notably what is mutable or can be read only once: {@code Date}, {@code AtomicLong}, iterators,
 * streams.
 *
 * <h2>Canonical form</h2>
 *
 * <p>RFC 8785, with two departures. Integers are exact and written as plain digits, where the RFC rounds them to doubles:
 * {@code 1}, {@code 1.0}, {@code 1e0} are all {@code 1}, and {@code 1e25} is a one with 25 zeros. And a decimal fraction
 * that is not what some double prints as, such as {@code 0.12345678901234567890}, is refused, where the RFC rounds it.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Arguments {
    /** How deep objects and lists may nest, the outermost object included. */
    public static final int MAX_DEPTH = 64;

    /** How long the canonical form may be, in bytes of UTF-8: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    /** How many values there may be, objects and lists included. */
    public static final int MAX_VALUES = 100_000;

    /** How many digits an integer may have. */
    public static final int MAX_INTEGER_DIGITS = 100;

    private static final int LONGEST_LOG_ENTRY = 200;
    private static final Arguments NONE = new Arguments(Snapshot.of(Map.of()));

    private final JsonObject object;
    private final byte[] canonical;

    // Computed when first asked for. Two threads may both do it and get equal, immutable values: no lock is needed.
    private @Nullable String json;
    private @Nullable Digest digest;

    private Arguments(JsonObject object) {
        this.object = object;
        this.canonical = CanonicalJson.encode(object);
        if (canonical.length > MAX_BYTES) {
            throw new InvalidArgumentsException("the canonical form has " + canonical.length + " bytes, more than "
                    + MAX_BYTES + "; pass less, or a reference to the data");
        }
    }

    /** No arguments: the empty object. */
    public static Arguments none() {
        return NONE;
    }

    /**
     * One argument.
     *
     * @throws InvalidArgumentsException if the value is not one of those above
     */
    public static Arguments of(String name, @Nullable Object value) {
        return from(Collections.singletonMap(name, value));
    }

    /**
     * Two arguments; their order does not matter.
     *
     * @throws InvalidArgumentsException if a value is not one of those above, or a name comes twice
     */
    public static Arguments of(String name1, @Nullable Object value1, String name2, @Nullable Object value2) {
        return ofPairs(name1, value1, name2, value2);
    }

    /**
     * Three arguments; their order does not matter.
     *
     * @throws InvalidArgumentsException if a value is not one of those above, or a name comes twice
     */
    public static Arguments of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3) {
        return ofPairs(name1, value1, name2, value2, name3, value3);
    }

    /**
     * Four arguments; their order does not matter.
     *
     * @throws InvalidArgumentsException if a value is not one of those above, or a name comes twice
     */
    public static Arguments of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3,
            String name4,
            @Nullable Object value4) {
        return ofPairs(name1, value1, name2, value2, name3, value3, name4, value4);
    }

    /**
     * Copies a map and everything in it. Its order does not matter.
     *
     * @throws InvalidArgumentsException if a key is no string, a value is not one of those above, reading one throws, or a
     *     bound is passed
     */
    public static Arguments from(Map<String, ?> members) {
        Objects.requireNonNull(members, "members");
        return new Arguments(Snapshot.of(members));
    }

    /**
     * Reads one JSON object, strictly by RFC 8259: no comments, no {@code NaN}, no byte order mark, nothing after the object.
     * Duplicate keys and unpaired surrogates, which the RFC leaves open, are refused.
     *
     * @throws InvalidArgumentsException if the text is anything else, or a bound is passed; says at which line and column
     */
    public static Arguments fromJson(String json) {
        Objects.requireNonNull(json, "json");
        return new Arguments(StrictJson.parse(json));
    }

    /**
     * These arguments with one more, or with another value for a name that they have.
     *
     * @throws InvalidArgumentsException if the value is not one of those above, or a bound is passed
     */
    public Arguments with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(object);
        members.put(name, value);
        return from(members);
    }

    /**
     * The string of this name; empty if there is none or it is {@code null}.
     *
     * @throws InvalidArgumentsException if the value is no string: absent and mistyped must not look alike to a tool
     */
    public Optional<String> string(String name) {
        return typed(name, String.class, "a string");
    }

    /**
     * The integer of this name; empty if there is none or it is {@code null}. Note that {@code 1.0} is an integer.
     *
     * @throws InvalidArgumentsException if the value is no integer, or none that a {@code long} holds
     */
    public Optional<Long> integer(String name) {
        return typed(name, Long.class, "an integer of at most 64 bits");
    }

    /**
     * The boolean of this name; empty if there is none or it is {@code null}.
     *
     * @throws InvalidArgumentsException if the value is no boolean, be it the string {@code "true"}
     */
    public Optional<Boolean> bool(String name) {
        return typed(name, Boolean.class, "true or false");
    }

    /** The value of this name, as in {@link #asMap()}; empty if there is none or it is {@code null}. {@link #names()} tells which. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(object.get(name));
    }

    /** The names, in canonical order. Unmodifiable. */
    public Set<String> names() {
        return object.keySet();
    }

    /**
     * All of it, deeply unmodifiable, in canonical order. JSON {@code null} is {@code null}; an integer is a {@code Long} where
     * it fits, else a {@code BigInteger}; any other number is a {@code BigDecimal} without trailing zeros; the rest are
     * {@code Boolean}, {@code String}, {@code List} and {@code Map}.
     */
    public Map<String, @Nullable Object> asMap() {
        return object;
    }

    /**
     * Visits everything that is not a non-empty object or list, in canonical order, with its RFC 6901 pointer ({@code /to/0}).
     * Values are as in {@link #asMap()}; the pointer is empty only where there are no arguments. A list has the same pointers as
     * an object with the names {@code 0}, {@code 1} and so on, so the leaves alone are nothing to compare or hash: that is what
     * {@link #digest()} is for.
     */
    public void forEachLeaf(BiConsumer<String, @Nullable Object> visitor) {
        visit(object, new StringBuilder(), visitor);
    }

    private static void visit(
            @Nullable Object value, StringBuilder pointer, BiConsumer<String, @Nullable Object> visitor) {
        int here = pointer.length();
        if (value instanceof JsonObject members && !members.isEmpty()) {
            for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
                JsonPointer.append(pointer, member.getKey());
                visit(member.getValue(), pointer, visitor);
                pointer.setLength(here);
            }
        } else if (value instanceof List<?> items && !items.isEmpty()) {
            for (int i = 0; i < items.size(); i++) {
                JsonPointer.append(pointer, i);
                visit(items.get(i), pointer, visitor);
                pointer.setLength(here);
            }
        } else {
            visitor.accept(pointer.toString(), value);
        }
    }

    /** The canonical form. It holds whatever the agent put in; {@link #toString()} is the one for logs. */
    public String json() {
        String known = json;
        if (known == null) {
            known = new String(canonical, StandardCharsets.UTF_8);
            json = known;
        }
        return known;
    }

    /** The canonical form in UTF-8, as a copy. */
    public byte[] canonical() {
        return canonical.clone();
    }

    /** The canonical form for a digest, without a copy. */
    void into(MessageDigest digest) {
        digest.update(canonical);
    }

    /** The length of the canonical form in bytes. */
    public int canonicalLength() {
        return canonical.length;
    }

    /** The SHA-256 of the canonical form. */
    public Digest digest() {
        Digest known = digest;
        if (known == null) {
            known = Digest.of(canonical);
            digest = known;
        }
        return known;
    }

    /** Whether the other is arguments of the same canonical form. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arguments that && Arrays.equals(canonical, that.canonical);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(canonical);
    }

    /** At most 200 characters of the canonical form on one line, with what is invisible written out: for logs, not to be parsed. */
    @Override
    public String toString() {
        return Unicode.visible(json(), LONGEST_LOG_ENTRY);
    }

    private static Arguments ofPairs(@Nullable Object... namesAndValues) {
        Map<@Nullable Object, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object name = namesAndValues[i];
            if (members.containsKey(name)) {
                throw new InvalidArgumentsException(
                        "duplicate key `" + Unicode.visible(String.valueOf(name)) + "`; pass each key once");
            }
            members.put(name, namesAndValues[i + 1]);
        }
        return new Arguments(Snapshot.of(members));
    }

    private <T> Optional<T> typed(String name, Class<T> type, String expected) {
        Object value = object.get(name);
        if (value == null || type.isInstance(value)) {
            return Optional.ofNullable(type.cast(value));
        }
        throw new InvalidArgumentsException(
                "`" + Unicode.visible(name) + "` is " + kindOf(value) + "; pass " + expected);
    }

    private static String kindOf(Object value) {
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof BigDecimal) {
            return "a decimal fraction";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return value instanceof Long ? "an integer" : "a larger integer";
        }
        if (value instanceof String) {
            return "a string";
        }
        return value instanceof List ? "a list" : "an object";
    }
}
