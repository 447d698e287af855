package io.brattice.approval;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.InvalidArgumentsException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One JSON object of a portable file, read strictly: exactly the members that it must have, each of its type. */
final class Members {

    private final String what;
    private final Map<String, ?> members;

    private Members(String what, Map<String, ?> members, Set<String> names) {
        this.what = what;
        this.members = members;
        for (String name : members.keySet()) {
            if (!names.contains(name)) {
                throw broken("has the unknown member `" + VisibleText.line(name) + "`");
            }
        }
        for (String name : names) {
            if (!members.containsKey(name)) {
                throw broken("has no member `" + name + "`");
            }
        }
    }

    /** The object that these bytes are, which may have white space around and in it. */
    static Members read(String what, byte[] bytes, int most, String... names) {
        if (bytes.length > most) {
            throw new IllegalArgumentException(what + ": " + bytes.length + " bytes, and at most " + most
                    + " are read; pass the file as it was made");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Members(what, Arguments.fromJson(text.strip()).asMap(), Set.of(names));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + ": not UTF-8; pass the file as it was made", e);
        } catch (InvalidArgumentsException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }

    String text(String name) {
        return typed(name, String.class, "a text");
    }

    Optional<String> maybeText(String name) {
        return isNull(name) ? Optional.empty() : Optional.of(text(name));
    }

    boolean flag(String name) {
        return typed(name, Boolean.class, "true or false");
    }

    long number(String name) {
        return typed(name, Long.class, "an integer");
    }

    Members object(String name, String... names) {
        return inside(name, members.get(name), names);
    }

    Optional<Members> maybeObject(String name, String... names) {
        return isNull(name) ? Optional.empty() : Optional.of(object(name, names));
    }

    List<Members> objects(String name, String... names) {
        List<Members> objects = new ArrayList<>();
        for (Object item : typed(name, List.class, "a list")) {
            objects.add(inside(name, item, names));
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : typed(name, List.class, "a list")) {
            if (!(item instanceof String text)) {
                throw broken("has something else than texts in `" + name + "`");
            }
            texts.add(text);
        }
        return texts;
    }

    /** A set, written as a list without anything twice. */
    Set<String> names(String name) {
        List<String> texts = texts(name);
        Set<String> names = Set.copyOf(texts);
        if (names.size() != texts.size()) {
            throw broken("has something twice in `" + name + "`");
        }
        return names;
    }

    Arguments arguments(String name) {
        Map<String, @Nullable Object> plain = plain(members.get(name), name);
        return Arguments.from(plain);
    }

    Optional<Arguments> maybeArguments(String name) {
        return isNull(name) ? Optional.empty() : Optional.of(arguments(name));
    }

    Digest digest(String name) {
        return as(name, Digest::parse);
    }

    Instant instant(String name) {
        return as(name, Instant::parse);
    }

    Duration duration(String name) {
        return as(name, Duration::parse);
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return as(name, text -> Enum.valueOf(type, text));
    }

    <T> T as(String name, Function<String, T> reading) {
        String text = text(name);
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw broken("has `" + VisibleText.line(text) + "` as `" + name + "`");
        }
    }

    IllegalArgumentException broken(String how) {
        return new IllegalArgumentException(what + " " + how + "; pass the file as it was made");
    }

    private boolean isNull(String name) {
        return members.get(name) == null;
    }

    private Members inside(String name, @Nullable Object value, String... names) {
        return new Members("`" + name + "` of " + what, plain(value, name), Set.of(names));
    }

    @SuppressWarnings("unchecked") // JSON objects have no other keys
    private Map<String, @Nullable Object> plain(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw broken("has something else than an object as `" + name + "`");
    }

    private <T> T typed(String name, Class<T> type, String expected) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw broken(
                    "has no `" + name + "` that is " + expected + (value instanceof BigInteger ? " that fits" : ""));
        }
        return Objects.requireNonNull(type.cast(value));
    }
}
