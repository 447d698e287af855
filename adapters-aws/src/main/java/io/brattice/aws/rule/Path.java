package io.brattice.aws.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request: {@code Delete.Objects[].VersionId}. {@code []} is any item of a list, {@code [all]} every item, {@code {}} any value
 * of a map, {@code Tags|tags} a member that services spell so or so. What is not of the shape that the path expects is unknown, and so is a name in another case than the model's.
 */
record Path(String text, List<Step> steps) {

    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9_$|-]+)((?:\\[]|\\[all]|\\{})*)");

    Path {
        steps = List.copyOf(steps);
    }

    /** One step down: to a member of one of these names, where services spell it differently, or into what it holds. */
    record Step(Kind kind, List<String> names) {
        enum Kind {
            MEMBER,
            ANY_ITEM,
            EVERY_ITEM,
            ANY_VALUE
        }
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Path of(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : List.of(text.split("\\.", -1))) {
            Matcher matcher = STEP.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("`" + text + "` is no path: write `Member`, `Member.Inner`,"
                        + " `List[].Inner`, `List[all].Inner` or `Map{}`");
            }
            steps.add(new Step(Step.Kind.MEMBER, List.of(matcher.group(1).split("\\|", -1))));
            String behind = matcher.group(2);
            while (!behind.isEmpty()) {
                Step.Kind kind = behind.startsWith("[]")
                        ? Step.Kind.ANY_ITEM
                        : behind.startsWith("{}") ? Step.Kind.ANY_VALUE : Step.Kind.EVERY_ITEM;
                steps.add(new Step(kind, List.of()));
                behind = behind.substring(kind == Step.Kind.EVERY_ITEM ? 5 : 2);
            }
        }
        return new Path(text, steps);
    }

    /** The path as the models have it: nothing tells any item from every item there. */
    String inModels() {
        return text.replace("[all]", "[]");
    }

    /** Whether what is there holds to the check. */
    Truth test(Map<String, ? extends @Nullable Object> request, Function<Seen, Truth> check) {
        return test(Seen.of(request), 0, check);
    }

    private Truth test(Seen here, int at, Function<Seen, Truth> check) {
        if (at == steps.size() || here.state() != Seen.State.THERE) {
            return check.apply(here);
        }
        Step step = steps.get(at);
        return switch (step.kind()) {
            case MEMBER ->
                test(
                        here.value() instanceof Map<?, ?> members ? member(members, step.names()) : Seen.ODD,
                        at + 1,
                        check);
            case ANY_ITEM ->
                here.value() instanceof List<?> items ? any(items, at + 1, check) : test(Seen.ODD, at + 1, check);
            case ANY_VALUE ->
                here.value() instanceof Map<?, ?> members
                        ? any(members.values(), at + 1, check)
                        : test(Seen.ODD, at + 1, check);
            case EVERY_ITEM ->
                here.value() instanceof List<?> items ? every(items, at + 1, check) : test(Seen.ODD, at + 1, check);
        };
    }

    private Truth any(Iterable<?> items, int at, Function<Seen, Truth> check) {
        Truth truth = Truth.NO;
        for (Object item : items) {
            truth = truth.or(test(written(item), at, check));
        }
        return truth;
    }

    /** That every item of none holds to it says nothing. */
    private Truth every(List<?> items, int at, Function<Seen, Truth> check) {
        Truth truth = items.isEmpty() ? Truth.UNKNOWN : Truth.YES;
        for (Object item : items) {
            truth = truth.and(test(written(item), at, check));
        }
        return truth;
    }

    /**
     * The member of one of these names. Senders differ in what they do with another case and with null, so neither counts as its absence.
     */
    private static Seen member(Map<?, ?> members, List<String> names) {
        Seen found = Seen.ABSENT;
        for (Map.Entry<?, ?> entry : members.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (names.stream().anyMatch(key::equalsIgnoreCase)) {
                boolean only = names.contains(key) && found.state() == Seen.State.ABSENT;
                found = only ? written(entry.getValue()) : Seen.ODD;
            }
        }
        return found;
    }

    private static Seen written(@Nullable Object value) {
        return value == null ? Seen.ODD : Seen.of(value);
    }

    /** The value of the first of these members that is there; empty where none is. */
    static Optional<String> first(Map<?, ?> members, List<String> names) {
        for (String name : names) {
            if (members.containsKey(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
