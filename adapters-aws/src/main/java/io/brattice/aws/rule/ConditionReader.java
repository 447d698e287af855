package io.brattice.aws.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions. An object is true when each of its members is: a path and a check, {@code @} with the id of a fact and a check, or
 * {@code any}, {@code all}, {@code not} with conditions, or {@code only} with the names of members, parted by blanks.
 */
final class ConditionReader {

    private static final Set<String> SIGNS = Set.of("<", "<=", ">", ">=");

    private ConditionReader() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; says what is wrong
     */
    static Condition read(@Nullable Object value) {
        Members members = Members.of(value, "a condition");
        List<Condition> parts = new ArrayList<>();
        members.all().forEach((key, inner) -> {
            switch (key) {
                case "any" -> parts.add(new Condition.Any(several(inner)));
                case "all" -> parts.add(new Condition.All(several(inner)));
                case "only" -> parts.add(new Condition.Only(Set.copyOf(members.words("only"))));
                case "not" -> parts.add(new Condition.Not(read(inner)));
                default ->
                    parts.add(
                            key.startsWith("@")
                                    ? new Condition.OfFact(key.substring(1), check(inner))
                                    : new Condition.Member(Path.of(key), check(inner)));
            }
        });
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a condition without members holds always; leave `if` out");
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private static List<Condition> several(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalArgumentException("`any` and `all` want a list of conditions");
        }
        List<Condition> all = new ArrayList<>();
        list.forEach(one -> all.add(read(one)));
        return all;
    }

    private static Check check(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            List<Check> checks = new ArrayList<>();
            Members.of(value, "a check").all().forEach((key, inner) -> checks.add(named(key, inner)));
            if (checks.isEmpty()) {
                throw new IllegalArgumentException("a check without members says nothing");
            }
            return checks.size() == 1 ? checks.get(0) : new Check.Both(checks);
        }
        return new Check.Equal(literal(value));
    }

    private static Check named(String key, @Nullable Object inner) {
        if (SIGNS.contains(key)) {
            return new Check.Compared(key, inner instanceof String name ? fact(name) : number(inner));
        }
        return switch (key) {
            case "in" -> new Check.In(literals(inner));
            case "present" -> new Check.Present(truth(inner));
            case "contains" -> new Check.Contains(text(inner));
            case "not" -> new Check.Not(check(inner));
            case "has" -> new Check.Items(false, check(inner));
            case "every" -> new Check.Items(true, check(inner));
            case "where" -> new Check.Where(read(inner));
            case "count" -> new Check.Count(check(inner));
            case "same-as" -> new Check.SameAs(fact(text(inner)));
            case "adds-to-tags" -> new Check.LeavesTags(fact(text(inner)), false);
            case "keeps-tags" -> new Check.LeavesTags(fact(text(inner)), true);
            case "is" ->
                new Check.Is(Sort.named(text(inner))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "`is` is `" + text(inner) + "`, none of " + Sort.allowed())));
            default ->
                throw new IllegalArgumentException("`" + key
                        + "` is no check: in, present, contains, not, has, every, where, count, same-as, adds-to-tags, keeps-tags, is,"
                        + " <, <=, >, >=");
        };
    }

    private static Check.FactName fact(String name) {
        if (!name.startsWith("@")) {
            throw new IllegalArgumentException("`" + name + "` is no fact: write `@` and its id");
        }
        return new Check.FactName(name.substring(1));
    }

    private static List<Object> literals(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalArgumentException("`in` wants a list of strings, numbers or booleans");
        }
        List<Object> literals = new ArrayList<>();
        for (Object one : list) {
            literals.add(literal(one));
        }
        return literals;
    }

    private static Object literal(@Nullable Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("a value is compared to a string, a number or a boolean");
    }

    private static Object number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("a comparison wants a number or a fact");
    }

    private static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException("`present` is true or false");
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException("a check wants a string here");
    }
}
