package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain JSON values: maps, lists, texts, numbers, booleans and null. */
final class Tree {

    private Tree() {}

    /** What an RFC 6901 pointer leads to; null where nothing is. */
    static @Nullable Object at(@Nullable Object value, String pointer) {
        @Nullable Object here = value;
        int start = 0;
        while (start < pointer.length() && here != null) {
            int end = pointer.indexOf('/', start + 1);
            String step = pointer.substring(start + 1, end < 0 ? pointer.length() : end);
            here = step(here, step.replace("~1", "/").replace("~0", "~"));
            start = end < 0 ? pointer.length() : end;
        }
        return here;
    }

    private static @Nullable Object step(Object value, String step) {
        if (value instanceof Map<?, ?> members) {
            return members.get(step);
        }
        if (value instanceof List<?> items && !step.isEmpty() && step.chars().allMatch(Character::isDigit)) {
            int index = step.length() > 9 ? items.size() : Integer.parseInt(step);
            return index < items.size() ? items.get(index) : null;
        }
        return null;
    }

    /** A map with texts as names; none for anything else. */
    static Map<String, @Nullable Object> members(@Nullable Object value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> all.put(String.valueOf(name), member));
        }
        return all;
    }

    /** A list; none for anything else. */
    static List<@Nullable Object> items(@Nullable Object value) {
        return value instanceof List<?> items ? new ArrayList<>(items) : new ArrayList<>();
    }

    /** A list of texts; none for anything else. */
    static List<String> texts(@Nullable Object value) {
        return items(value).stream().map(String::valueOf).toList();
    }

    /** A text; empty for anything else. */
    static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** Whether two are the same JSON: {@code 1} and {@code 1.0} are, and the order of members is nothing. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        return Arguments.of("value", one).equals(Arguments.of("value", other));
    }

    /** Whether two are the same, or the JSON in their texts is: services write policies in a form of their own. */
    static boolean alike(@Nullable Object one, @Nullable Object other) {
        return same(one, other) || same(plain(read(one)), plain(read(other))) || sameNumber(one, other);
    }

    private static boolean sameNumber(@Nullable Object one, @Nullable Object other) {
        try {
            return one != null
                    && other != null
                    && new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Numbers and sets of DynamoDB as they are compared: {@code {"N": "1.0"}} is {@code {"N": "1"}}, and a set has no order. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof List<?> items) {
            return items.stream()
                    .map(Tree::plain)
                    .map(item -> item == null ? "" : item)
                    .toList();
        }
        if (!(value instanceof Map<?, ?> members)) {
            return value;
        }
        Map<String, @Nullable Object> all = members(members);
        boolean one = all.size() == 1;
        all.replaceAll((name, member) -> {
            if (one && name.equals("N")) {
                return number(text(member));
            }
            boolean set = one && (name.equals("SS") || name.equals("NS") || name.equals("BS"));
            return set
                    ? texts(member).stream()
                            .map(item -> name.equals("NS") ? number(item) : item)
                            .sorted()
                            .toList()
                    : plain(member);
        });
        return all;
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static @Nullable Object read(@Nullable Object value) {
        if (value instanceof String text && text.stripLeading().startsWith("{")) {
            try {
                return Arguments.fromJson(text).asMap();
            } catch (RuntimeException e) {
                return value;
            }
        }
        return value;
    }
}
