package io.brattice.rulebook.check;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a condition can hold at all. Where it finds nothing against it, nothing is known. */
final class Possible {

    private Possible() {}

    /** Why it can never hold; empty where nothing speaks against it. */
    static Optional<String> objection(Condition condition) {
        return objection(List.of(condition));
    }

    private static Optional<String> objection(List<Condition> together) {
        List<Condition> parts = new ArrayList<>();
        together.forEach(each -> parts.addAll(Implication.parts(each)));
        for (int i = 0; i < parts.size(); i++) {
            Optional<String> alone = alone(parts.get(i));
            if (alone.isPresent()) {
                return alone;
            }
            for (int j = i + 1; j < parts.size(); j++) {
                Optional<String> both = both(parts.get(i), parts.get(j));
                if (both.isPresent()) {
                    return both;
                }
            }
        }
        return branches(parts);
    }

    /** Each branch of an `any` with all that stands beside it. */
    private static Optional<String> branches(List<Condition> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Condition.Any any) || any.of().isEmpty()) {
                continue;
            }
            List<Condition> beside = new ArrayList<>(parts);
            beside.remove(i);
            Optional<String> last = Optional.empty();
            for (Condition branch : any.of()) {
                List<Condition> all = new ArrayList<>(beside);
                all.add(branch);
                last = objection(all);
                if (last.isEmpty()) {
                    break;
                }
            }
            if (last.isPresent()) {
                return last;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> alone(Condition condition) {
        if (condition instanceof Condition.Not not && not.of() instanceof Condition.Always) {
            return Optional.of("`not: {always: true}` never holds");
        }
        if (condition instanceof Condition.EffectCount count && isNegative(count.things())) {
            return Optional.of("no effect has a negative count");
        }
        if (condition instanceof Condition.EffectBytes bytes && isNegative(bytes.bytes())) {
            return Optional.of("no effect has a negative number of bytes");
        }
        if (condition instanceof Condition.Tool tool) {
            return Texts.words(tool.name()).stream()
                    .filter(name -> !name.chars().allMatch(c -> c > ' ' && c < 0x7f))
                    .findFirst()
                    .map(name ->
                            "no tool can be called `" + name + "`: names have no spaces and only ASCII characters");
        }
        if (condition instanceof Condition.Command command) {
            return command.subcommand().stream()
                    .flatMap(test -> Texts.words(test).stream())
                    .filter(word -> word.contains(" "))
                    .findFirst()
                    .map(word -> "`" + word + "` is more than one word, and a subcommand is one");
        }
        return Optional.empty();
    }

    private static boolean isNegative(Range range) {
        return range.to()
                .filter(bound -> bound.value().signum() < 0 || (bound.value().signum() == 0 && !bound.inclusive()))
                .isPresent();
    }

    private static Optional<String> both(Condition one, Condition other) {
        if (one instanceof Condition.Not not && not.of().equals(other)
                || other instanceof Condition.Not no && no.of().equals(one)) {
            return Optional.of("a condition and its opposite cannot both hold");
        }
        if (one instanceof Condition.Tool a && other instanceof Condition.Tool b && Texts.exclude(a.name(), b.name())) {
            return Optional.of("no tool has both names; use `any` or a list");
        }
        if (one instanceof Condition.EffectVerb a && other instanceof Condition.EffectVerb b) {
            return java.util.Collections.disjoint(a.verbs(), b.verbs())
                    ? Optional.of(
                            "no effect has both verbs: all conditions speak of one and the same effect; use `any` or a list")
                    : Optional.empty();
        }
        if (one instanceof Condition.EffectTier a && other instanceof Condition.EffectTier b) {
            return java.util.Collections.disjoint(a.names(), b.names())
                    ? Optional.of("no resource is in both tiers: the first that fits counts; use a list")
                    : Optional.empty();
        }
        if (one instanceof Condition.EffectResource a
                && other instanceof Condition.EffectResource b
                && Texts.exclude(a.uri(), b.uri())) {
            return Optional.of("no resource fits both; use `any`");
        }
        if (one instanceof Condition.EffectClass a && other instanceof Condition.EffectClass b) {
            return classes(a, b);
        }
        if (one instanceof Condition.Argument a
                && other instanceof Condition.Argument b
                && a.path().equals(b.path())) {
            return arguments(a, b);
        }
        if (one instanceof Condition.EffectCount a
                && other instanceof Condition.EffectCount b
                && apart(a.things(), b.things())) {
            return Optional.of("no count is in both ranges; use `any`");
        }
        return single(one, other);
    }

    /** Facts of which a caller has only one. */
    private static Optional<String> single(Condition one, Condition other) {
        boolean apart = one instanceof Condition.CallerIs a
                && other instanceof Condition.CallerIs b
                && a.field() == b.field()
                && a.field() != Condition.CallerIs.Field.ROLE
                && a.field() != Condition.CallerIs.Field.TAINT
                && Texts.exclude(a.test(), b.test());
        return apart ? Optional.of("no caller fits both; use `any` or a list") : Optional.empty();
    }

    private static Optional<String> classes(Condition.EffectClass a, Condition.EffectClass b) {
        if (a.inherent() == b.inherent()) {
            boolean apart = a.from().compareTo(b.to()) > 0 || b.from().compareTo(a.to()) > 0;
            return apart ? Optional.of("no class is both") : Optional.empty();
        }
        Condition.EffectClass bare = a.inherent() ? a : b;
        Condition.EffectClass safe = a.inherent() ? b : a;
        return safe.from().compareTo(bare.to()) > 0
                ? Optional.of(
                        "no effect is graver with its safeguard than inherently; swap `inherent` and `reversibility`")
                : Optional.empty();
    }

    private static Optional<String> arguments(Condition.Argument a, Condition.Argument b) {
        boolean star = a.path().contains("*") && !(a.every() || b.every());
        if (star) {
            return Optional.empty();
        }
        boolean apart = a.test() instanceof ValueTest.Numeric x
                        && b.test() instanceof ValueTest.Numeric y
                        && apart(x.range(), y.range())
                || a.test() instanceof ValueTest.Text s
                        && b.test() instanceof ValueTest.Text t
                        && Texts.exclude(s.test(), t.test())
                || a.test() instanceof ValueTest.Equal e
                        && b.test() instanceof ValueTest.Equal f
                        && !java.util.Objects.equals(e.value(), f.value());
        return apart
                ? Optional.of("no value of `" + String.join(".", a.path()) + "` fits both; use `any`")
                : Optional.empty();
    }

    private static boolean apart(Range a, Range b) {
        return apartAt(a.from(), b.to()) || apartAt(b.from(), a.to());
    }

    private static boolean apartAt(Optional<Range.Bound> from, Optional<Range.Bound> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        int order = from.get().value().compareTo(to.get().value());
        return order > 0 || (order == 0 && !(from.get().inclusive() && to.get().inclusive()));
    }

    /** The mildest inherent class of which a condition speaks, as far as it says. */
    static Reversibility mildest(Condition condition) {
        Reversibility mildest = Reversibility.READ_ONLY;
        for (Condition part : Implication.parts(condition)) {
            if (part instanceof Condition.EffectClass grade) {
                mildest = mildest.or(grade.from());
            }
        }
        return mildest;
    }

    /** True when all its effects have one of these verbs. */
    static boolean onlyVerbs(Condition condition, java.util.Set<Verb> verbs) {
        return Implication.parts(condition).stream()
                .anyMatch(part -> part instanceof Condition.EffectVerb verb && verbs.containsAll(verb.verbs()));
    }
}
