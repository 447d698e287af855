package io.brattice.rulebook.explain;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.Evidence;
import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call with one thing changed, to something that a rule tells apart. */
final class CallChanges {

    private static final int DAYS = 8;

    /**
     * One changed call.
     *
     * @param place what is changed: of several changes of one place that lead to the same decision, the first is told
     */
    record Change(Alternative.Of of, String place, String text, Evidence evidence) {}

    private final Evidence evidence;
    private final Set<Condition> conditions = new LinkedHashSet<>();
    private final List<Tier> tiers = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private CallChanges(Evidence evidence, List<Book> layers) {
        this.evidence = evidence;
        for (Book book : layers) {
            tiers.addAll(book.tiers());
            book.clauses().forEach(clause -> Conditions.forEach(clause.when(), conditions::add));
            book.delegations().forEach(one -> Conditions.forEach(one.when(), conditions::add));
        }
    }

    static Stream<Change> of(Evidence evidence, List<Book> layers) {
        CallChanges all = new CallChanges(evidence, layers);
        all.arguments();
        all.effects();
        all.caller();
        all.time();
        all.preview();
        return all.changes.stream();
    }

    private void add(Alternative.Of of, String place, String text, Evidence other) {
        changes.add(new Change(of, place, text, other));
    }

    private Evidence with(ToolCall call, Assessment assessment, Optional<Preview> preview, Instant at) {
        return new Evidence(call, assessment, preview, evidence.history(), at, evidence.tiers());
    }

    private Evidence with(ToolCall call) {
        return with(call, evidence.assessment(), evidence.preview(), evidence.at());
    }

    // -- arguments

    private void arguments() {
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Argument argument
                    && !argument.path().contains("*")) {
                argument(argument);
            }
        }
    }

    private void argument(Condition.Argument argument) {
        Map<String, @Nullable Object> members = evidence.call().arguments().asMap();
        @Nullable Object now = at(members, argument.path());
        String name = "`" + String.join(".", argument.path()) + "`";
        for (Object value : Samples.of(argument.test(), now)) {
            changed(members, argument.path(), value)
                    .ifPresent(other -> add(
                            Alternative.Of.ARGUMENT,
                            name,
                            name + " " + value + (now == null ? ", which is missing" : " instead of " + now),
                            other));
        }
        if (now != null) {
            changed(members, argument.path(), null)
                    .ifPresent(other -> add(Alternative.Of.ARGUMENT, name, "without " + name, other));
        }
    }

    private static @Nullable Object at(Map<String, @Nullable Object> members, List<String> path) {
        @Nullable Object value = members;
        for (String step : path) {
            value = value instanceof Map<?, ?> map
                    ? map.get(step)
                    : value instanceof List<?> list
                                    && step.matches("[0-9]{1,6}")
                                    && Integer.parseInt(step) < list.size()
                            ? list.get(Integer.parseInt(step))
                            : null;
        }
        return value;
    }

    /** @param value what it is to be; null where it is to be gone */
    private Optional<Evidence> changed(
            Map<String, @Nullable Object> members, List<String> path, @Nullable Object value) {
        try {
            ToolCall call = evidence.call();
            Arguments other = Arguments.from(replaced(members, path, value));
            return Optional.of(with(new ToolCall(call.id(), call.tool(), other, call.caller(), call.rationale())));
        } catch (InvalidArgumentsException | ClassCastException e) {
            return Optional.empty(); // nothing of this shape stands there
        }
    }

    private static Map<String, @Nullable Object> replaced(
            Map<String, @Nullable Object> members, List<String> path, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(members);
        String first = path.get(0);
        if (path.size() > 1) {
            Map<String, @Nullable Object> inner = new LinkedHashMap<>();
            if (copy.get(first) != null) {
                ((Map<?, ?>) copy.get(first)).forEach((name, held) -> inner.put(String.valueOf(name), held));
            }
            copy.put(first, replaced(inner, path.subList(1, path.size()), value));
        } else if (value == null) {
            copy.remove(first);
        } else {
            copy.put(first, value);
        }
        return copy;
    }

    // -- effects

    private void effects() {
        List<Effect> all = evidence.assessment().effects();
        for (int i = 0; i < all.size(); i++) {
            effect(all, i);
        }
        if (!evidence.assessment().complete()) {
            add(
                    Alternative.Of.EFFECT,
                    "complete",
                    "nothing besides the effects that are listed",
                    with(evidence.call(), assessed(all, true), evidence.preview(), evidence.at()));
        }
    }

    private void effect(List<Effect> all, int index) {
        Effect now = all.get(index);
        String whose = word(now.verb()) + " `" + now.resource() + "`";
        for (Reversibility grade : nearest(now.inherent())) {
            Reversibility with = now.reversibility().compareTo(grade) > 0 ? grade : now.reversibility();
            put(
                    all,
                    index,
                    whose + " class",
                    whose + " inherently " + word(grade) + " instead of " + word(now.inherent()),
                    new Effect(now.verb(), now.resource(), now.count(), now.bytes(), with, grade));
        }
        Set<Verb> verbs = new TreeSet<>();
        Set<String> uris = new LinkedHashSet<>();
        Set<Long> counts = new LinkedHashSet<>();
        Set<Long> bytes = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.EffectVerb verb) {
                verbs.addAll(verb.verbs());
                Stream.of(Verb.values())
                        .filter(each -> !verb.verbs().contains(each))
                        .findFirst()
                        .ifPresent(verbs::add);
            } else if (condition instanceof Condition.EffectResource resource) {
                uris.addAll(Samples.texts(resource.uri(), true));
            } else if (condition instanceof Condition.EffectCount count) {
                counts.addAll(Samples.counts(count.things(), now.count()));
            } else if (condition instanceof Condition.EffectBytes size) {
                bytes.addAll(Samples.counts(size.bytes(), now.bytes()));
            }
        }
        for (Tier tier : tiers) {
            tier.patterns().forEach(pattern -> uris.addAll(Samples.texts(pattern, true)));
        }
        for (long count : counts) {
            put(
                    all,
                    index,
                    whose + " count",
                    whose + " of " + count + " things instead of " + now.count(),
                    new Effect(now.verb(), now.resource(), count, now.bytes(), now.reversibility(), now.inherent()));
        }
        for (long size : bytes) {
            put(
                    all,
                    index,
                    whose + " bytes",
                    whose + " of " + size + " bytes instead of " + now.bytes(),
                    new Effect(now.verb(), now.resource(), now.count(), size, now.reversibility(), now.inherent()));
        }
        for (Verb verb : verbs) {
            put(
                    all,
                    index,
                    whose + " verb",
                    word(verb) + " instead of " + whose,
                    new Effect(verb, now.resource(), now.count(), now.bytes(), now.reversibility(), now.inherent()));
        }
        for (String uri : uris) {
            resource(uri)
                    .ifPresent(other -> put(
                            all,
                            index,
                            whose + " resource",
                            whose + " on `" + uri + "` instead",
                            new Effect(
                                    now.verb(), other, now.count(), now.bytes(), now.reversibility(), now.inherent())));
        }
        if (all.size() > 1) {
            List<Effect> fewer = new ArrayList<>(all);
            fewer.remove(index);
            add(Alternative.Of.EFFECT, whose + " there", "without " + whose, effects(fewer));
        }
    }

    private static Optional<Resource> resource(String uri) {
        try {
            return Optional.of(new Resource(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void put(List<Effect> all, int index, String place, String text, Effect other) {
        if (!all.get(index).equals(other)) {
            List<Effect> changed = new ArrayList<>(all);
            changed.set(index, other);
            add(Alternative.Of.EFFECT, place, text, effects(changed));
        }
    }

    private Evidence effects(List<Effect> effects) {
        Optional<Preview> preview = evidence.preview()
                .map(seen -> seen.effects().isEmpty()
                        ? seen
                        : new Preview(effects, seen.fidelity(), seen.fingerprint(), seen.text()));
        return with(evidence.call(), assessed(effects, evidence.assessment().complete()), preview, evidence.at());
    }

    /** As grave as the gravest of these, or, where there may be others, as before. */
    private Assessment assessed(List<Effect> effects, boolean complete) {
        Assessment is = evidence.assessment();
        Reversibility inherent = complete ? Reversibility.READ_ONLY : is.inherent();
        Reversibility with = complete ? Reversibility.READ_ONLY : is.reversibility();
        for (Effect effect : effects) {
            inherent = inherent.or(effect.inherent());
            with = with.or(effect.reversibility());
        }
        boolean depends =
                with != inherent || effects.stream().anyMatch(effect -> effect.reversibility() != effect.inherent());
        return new Assessment(effects, complete, with, inherent, depends ? is.safeguards() : Set.of(), is.reasons());
    }

    private static List<Reversibility> nearest(Reversibility now) {
        return Stream.of(Reversibility.values())
                .filter(grade -> grade != now)
                .sorted(Comparator.comparing(grade -> Math.abs(grade.compareTo(now))))
                .toList();
    }

    // -- caller

    private void caller() {
        Caller now = evidence.call().caller();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.CallerIs is) {
                for (String text : Samples.texts(is.test(), false)) {
                    caller(is.field(), text, now);
                }
            }
        }
        for (String label : now.taint()) {
            Set<String> fewer = new TreeSet<>(now.taint());
            fewer.remove(label);
            caller("taint", "a caller who has not read `" + label + "`", copy(now, now.roles(), fewer));
        }
        for (String role : now.roles()) {
            Set<String> fewer = new TreeSet<>(now.roles());
            fewer.remove(role);
            caller("role", "a caller without the role `" + role + "`", copy(now, fewer, now.taint()));
        }
    }

    private void caller(Condition.CallerIs.Field field, String text, Caller now) {
        if (text.isBlank()) {
            return;
        }
        String told = "a caller whose " + RuleEdits.word(field) + " is `" + text + "`";
        try {
            Caller other = switch (field) {
                case KIND ->
                    Stream.of(Caller.Kind.values())
                            .filter(kind -> RuleEdits.word(kind).equals(text))
                            .findFirst()
                            .map(kind -> new Caller(
                                    kind,
                                    now.tenant(),
                                    now.name(),
                                    now.session(),
                                    now.onBehalfOf(),
                                    now.roles(),
                                    now.parent(),
                                    now.taint()))
                            .orElse(now);
                case TENANT -> now.tenant(text);
                case AGENT ->
                    new Caller(
                            now.kind(),
                            now.tenant(),
                            text,
                            now.session(),
                            now.onBehalfOf(),
                            now.roles(),
                            now.parent(),
                            now.taint());
                case SESSION -> now.session(text);
                case ON_BEHALF_OF -> now.onBehalfOf(text);
                case PARENT -> now.parent(text);
                case ROLE -> copy(now, more(now.roles(), text), now.taint());
                case TAINT -> copy(now, now.roles(), more(now.taint(), text));
            };
            caller(RuleEdits.word(field), told, other);
        } catch (IllegalArgumentException e) {
            return; // no caller can be called that
        }
    }

    private static Set<String> more(Set<String> all, String one) {
        Set<String> more = new TreeSet<>(all);
        more.add(one);
        return more;
    }

    private static Caller copy(Caller now, Set<String> roles, Set<String> taint) {
        return new Caller(
                now.kind(), now.tenant(), now.name(), now.session(), now.onBehalfOf(), roles, now.parent(), taint);
    }

    private void caller(String place, String text, Caller other) {
        ToolCall call = evidence.call();
        add(
                Alternative.Of.CALLER,
                place,
                text,
                with(new ToolCall(call.id(), call.tool(), call.arguments(), other, call.rationale())));
    }

    // -- time and preview

    private void time() {
        Set<Instant> moments = new TreeSet<>(Comparator.comparing(
                        (Instant at) -> Duration.between(evidence.at(), at).abs())
                .thenComparing(Comparator.naturalOrder()));
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Between between) {
                moments.add(between.from());
                moments.add(between.until());
                moments.add(between.from().minusNanos(1));
            } else if (condition instanceof Condition.Window window) {
                ZonedDateTime day = evidence.at().atZone(window.zone());
                for (int i = 0; i <= DAYS; i++) {
                    moments.add(day.plusDays(i).with(window.from()).toInstant());
                    moments.add(day.plusDays(i).with(window.to()).toInstant());
                    moments.add(day.plusDays(i)
                            .toLocalDate()
                            .atStartOfDay(window.zone())
                            .toInstant());
                }
            }
        }
        for (Instant at : moments) {
            add(
                    Alternative.Of.TIME,
                    "time",
                    "at " + at + " instead of " + evidence.at(),
                    with(evidence.call(), evidence.assessment(), evidence.preview(), at));
        }
    }

    private void preview() {
        if (!evidence.rehearsedExactly()) {
            Preview exact = Preview.exact(evidence.assessment().effects(), Digest.of("supposed"), "supposed");
            add(
                    Alternative.Of.PREVIEW,
                    "preview",
                    "rehearsed exactly, with the effects that are listed",
                    with(evidence.call(), evidence.assessment(), Optional.of(exact), evidence.at()));
        }
    }

    private static String word(Enum<?> constant) {
        return RuleEdits.word(constant);
    }
}
