package io.brattice.rulebook.check;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether one condition certainly holds wherever another does. Where it says no, nothing is known: it compares part by part and proves
 * nothing that needs more.
 */
final class Implication {

    private Implication() {}

    /** True when {@code wide} is TRUE wherever {@code narrow} is. */
    static boolean implies(Condition narrow, Condition wide) {
        if (narrow.equals(wide) || wide instanceof Condition.Always) {
            return true;
        }
        if (wide instanceof Condition.All all) {
            return all.of().stream().allMatch(part -> implies(narrow, part));
        }
        if (narrow instanceof Condition.Any any) {
            return !any.of().isEmpty() && any.of().stream().allMatch(part -> implies(part, wide));
        }
        if (wide instanceof Condition.Any any) {
            return any.of().stream().anyMatch(part -> implies(narrow, part)) || anyPart(narrow, wide);
        }
        return anyPart(narrow, wide);
    }

    private static boolean anyPart(Condition narrow, Condition wide) {
        for (Condition part : parts(narrow)) {
            boolean holds = part instanceof Condition.Any && !part.equals(narrow)
                    ? implies(part, wide)
                    : part instanceof Condition.Not one && wide instanceof Condition.Not other
                            ? implies(other.of(), one.of())
                            : atom(part, wide);
            if (holds) {
                return true;
            }
        }
        return false;
    }

    /** All of which must hold. */
    static List<Condition> parts(Condition condition) {
        if (!(condition instanceof Condition.All all)) {
            return List.of(condition);
        }
        List<Condition> parts = new ArrayList<>();
        all.of().forEach(part -> parts.addAll(parts(part)));
        return parts;
    }

    private static boolean atom(Condition narrow, Condition wide) {
        if (narrow.equals(wide)) {
            return true;
        }
        if (narrow instanceof Condition.Tool one && wide instanceof Condition.Tool other) {
            return Texts.covers(other.name(), one.name());
        }
        if (narrow instanceof Condition.EffectVerb one && wide instanceof Condition.EffectVerb other) {
            return other.verbs().containsAll(one.verbs());
        }
        if (narrow instanceof Condition.EffectResource one && wide instanceof Condition.EffectResource other) {
            return Texts.covers(other.uri(), one.uri()) || isBelow(one.uri(), other.uri());
        }
        if (narrow instanceof Condition.EffectTier one && wide instanceof Condition.EffectTier other) {
            return other.names().containsAll(one.names());
        }
        if (narrow instanceof Condition.EffectClass one && wide instanceof Condition.EffectClass other) {
            return classes(one, other);
        }
        if (narrow instanceof Condition.EffectCount one && wide instanceof Condition.EffectCount other) {
            return inside(one.things(), other.things());
        }
        if (narrow instanceof Condition.EffectBytes one && wide instanceof Condition.EffectBytes other) {
            return inside(one.bytes(), other.bytes());
        }
        if (narrow instanceof Condition.Argument one && wide instanceof Condition.Argument other) {
            return one.path().equals(other.path()) && one.every() == other.every() && values(one.test(), other.test());
        }
        if (narrow instanceof Condition.CallerIs one && wide instanceof Condition.CallerIs other) {
            return one.field() == other.field() && Texts.covers(other.test(), one.test());
        }
        return narrow instanceof Condition.Command one
                && wide instanceof Condition.Command other
                && commands(one, other);
    }

    /** A glob or prefix of files lies under a folder. */
    private static boolean isBelow(TextTest narrow, TextTest wide) {
        return wide instanceof TextTest.Under under
                && Texts.begins(narrow)
                        .startsWith("file:" + (under.path().endsWith("/") ? under.path() : under.path() + "/"));
    }

    private static boolean classes(Condition.EffectClass one, Condition.EffectClass other) {
        if (one.inherent() == other.inherent()) {
            return other.from().compareTo(one.from()) <= 0 && other.to().compareTo(one.to()) >= 0;
        }
        // Inherently an effect is never milder than with its safeguard.
        return other.inherent()
                ? other.from().compareTo(one.from()) <= 0 && other.to() == io.brattice.action.Reversibility.IRREVERSIBLE
                : other.from() == io.brattice.action.Reversibility.READ_ONLY
                        && other.to().compareTo(one.to()) >= 0;
    }

    static boolean inside(Range narrow, Range wide) {
        return end(narrow.from(), wide.from(), 1) && end(narrow.to(), wide.to(), -1);
    }

    private static boolean end(Optional<Range.Bound> narrow, Optional<Range.Bound> wide, int sign) {
        if (wide.isEmpty() || narrow.isEmpty()) {
            return wide.isEmpty();
        }
        int order = narrow.get().value().compareTo(wide.get().value()) * sign;
        return order > 0
                || (order == 0 && (wide.get().inclusive() || !narrow.get().inclusive()));
    }

    private static boolean values(ValueTest narrow, ValueTest wide) {
        if (narrow.equals(wide)) {
            return true;
        }
        if (narrow instanceof ValueTest.Text one && wide instanceof ValueTest.Text other) {
            return Texts.covers(other.test(), one.test());
        }
        if (narrow instanceof ValueTest.Equal one && wide instanceof ValueTest.Text other) {
            return one.value() instanceof String text && Texts.takes(other.test(), text);
        }
        if (narrow instanceof ValueTest.Equal one && wide instanceof ValueTest.OneOf other) {
            return other.values().contains(one.value());
        }
        if (narrow instanceof ValueTest.OneOf one && wide instanceof ValueTest.OneOf other) {
            return other.values().containsAll(one.values());
        }
        return narrow instanceof ValueTest.Numeric one
                && wide instanceof ValueTest.Numeric other
                && inside(one.range(), other.range());
    }

    private static boolean commands(Condition.Command one, Condition.Command other) {
        return text(one.program(), other.program())
                && text(one.subcommand(), other.subcommand())
                && one.options().containsAll(other.options())
                && other.allowed()
                        .map(wide -> one.allowed().filter(wide::containsAll).isPresent())
                        .orElse(true);
    }

    private static boolean text(Optional<TextTest> narrow, Optional<TextTest> wide) {
        return wide.isEmpty() || (narrow.isPresent() && Texts.covers(wide.get(), narrow.get()));
    }
}
