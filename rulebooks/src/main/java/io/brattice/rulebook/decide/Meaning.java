package io.brattice.rulebook.decide;

import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a {@link Condition} says of an effect, straight from docs/rulebook-meaning.md. Slow, and meant to be read. */
final class Meaning {

    private final CommandReader commands;
    private final PlainTexts texts = new PlainTexts();
    private final PlainValues values = new PlainValues(texts);

    Meaning(CommandReader commands) {
        this.commands = commands;
    }

    /** Without an effect, a condition that speaks of effects has nothing to speak of. */
    Truth of(Condition condition, List<Tier> tiers, Evidence evidence, Optional<Effect> effect) {
        if (effect.isPresent()) {
            return of(condition, tiers, evidence, effect.get());
        }
        Effect nothing = Effect.of(Verb.READ, Assessment.UNLISTED, Reversibility.READ_ONLY);
        return speaksOfEffects(condition) ? Truth.FALSE : of(condition, tiers, evidence, nothing);
    }

    static boolean speaksOfEffects(Condition condition) {
        return Conditions.any(
                condition,
                one -> one instanceof Condition.EffectVerb
                        || one instanceof Condition.EffectResource
                        || one instanceof Condition.EffectTier
                        || one instanceof Condition.EffectCount
                        || one instanceof Condition.EffectBytes
                        || one instanceof Condition.EffectClass
                        || one instanceof Condition.Recreated);
    }

    private Truth of(Condition condition, List<Tier> tiers, Evidence evidence, Effect effect) {
        if (condition instanceof Condition.Always) {
            return Truth.TRUE;
        }
        if (condition instanceof Condition.All all) {
            Truth smallest = Truth.TRUE;
            for (Condition one : all.of()) {
                smallest = smallest.and(of(one, tiers, evidence, effect));
            }
            return smallest;
        }
        if (condition instanceof Condition.Any any) {
            Truth largest = Truth.FALSE;
            for (Condition one : any.of()) {
                largest = largest.or(of(one, tiers, evidence, effect));
            }
            return largest;
        }
        if (condition instanceof Condition.Not not) {
            return of(not.of(), tiers, evidence, effect).not();
        }
        if (condition instanceof Condition.EffectTier tier) {
            return tier(tier.names(), tiers, effect);
        }
        return atom(condition, evidence, effect);
    }

    private Truth atom(Condition condition, Evidence evidence, Effect effect) {
        if (condition instanceof Condition.Tool tool) {
            return texts.of(tool.name(), evidence.call().tool());
        }
        if (condition instanceof Condition.Argument argument) {
            return values.of(argument, evidence.call().arguments().asMap());
        }
        if (condition instanceof Condition.EffectVerb verb) {
            return Truth.of(verb.verbs().contains(effect.verb()));
        }
        if (condition instanceof Condition.EffectResource resource) {
            return texts.ofResource(resource.uri(), effect);
        }
        if (condition instanceof Condition.EffectCount count) {
            return Truth.of(count.things().contains(effect.count()));
        }
        if (condition instanceof Condition.EffectBytes bytes) {
            return Truth.of(bytes.bytes().contains(effect.bytes()));
        }
        if (condition instanceof Condition.EffectClass grade) {
            Reversibility found = grade.inherent() ? effect.inherent() : effect.reversibility();
            return Truth.of(found.isAtLeast(grade.from()) && grade.to().isAtLeast(found));
        }
        if (condition instanceof Condition.Recreated recreated) {
            return Truth.of(recreates(evidence, effect, recreated.within()));
        }
        if (condition instanceof Condition.Command command) {
            return commands.commands(evidence.call())
                    .map(found -> command(command, found))
                    .orElse(Truth.UNKNOWN);
        }
        if (condition instanceof Condition.PreviewFidelity fidelity) {
            return Truth.of(fidelity.of()
                    .contains(evidence.preview().map(Preview::fidelity).orElse(Preview.Fidelity.NONE)));
        }
        if (condition instanceof Condition.PreviewCount count) {
            return evidence.preview().isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(count.things().contains(evidence.previewedCount()));
        }
        if (condition instanceof Condition.PreviewBytes bytes) {
            return evidence.preview().isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(bytes.bytes().contains(evidence.previewedBytes()));
        }
        if (condition instanceof Condition.CallerIs caller) {
            return any(caller.test(), facts(caller.field(), evidence.call().caller()));
        }
        if (condition instanceof Condition.Window window) {
            return Truth.of(inside(window, evidence.at()));
        }
        if (condition instanceof Condition.Between between) {
            return Truth.of(
                    !evidence.at().isBefore(between.from()) && evidence.at().isBefore(between.until()));
        }
        return lately((Condition.Lately) condition, evidence);
    }

    private Truth tier(Set<String> names, List<Tier> tiers, Effect effect) {
        if (!ResourceText.resolved(effect.resource().uri())) {
            return Truth.UNKNOWN;
        }
        Truth among = Truth.FALSE;
        Truth stillOpen = Truth.TRUE;
        for (Tier tier : tiers) {
            Truth fits = Truth.FALSE;
            for (TextTest pattern : tier.patterns()) {
                fits = fits.or(texts.ofResource(pattern, effect));
            }
            if (names.contains(tier.name())) {
                among = among.or(stillOpen.and(fits));
            }
            stillOpen = stillOpen.and(fits.not());
        }
        return among;
    }

    private Truth command(Condition.Command wanted, List<SimpleCommand> line) {
        Set<Truth> all = line.stream().map(one -> command(wanted, one)).collect(Collectors.toSet());
        return all.size() == 1 ? all.iterator().next() : Truth.UNKNOWN;
    }

    private Truth command(Condition.Command wanted, SimpleCommand found) {
        Truth program =
                wanted.program().map(test -> texts.of(test, found.program())).orElse(Truth.TRUE);
        Truth subcommand = wanted.subcommand()
                .map(test ->
                        found.subcommand().map(name -> texts.of(test, name)).orElse(Truth.FALSE))
                .orElse(Truth.TRUE);
        boolean options = found.options().containsAll(wanted.options())
                && wanted.allowed()
                        .map(allowed -> allowed.containsAll(found.options()))
                        .orElse(true);
        return program.and(subcommand).and(Truth.of(options));
    }

    private Truth any(TextTest test, Collection<String> facts) {
        return facts.stream().map(fact -> texts.of(test, fact)).reduce(Truth.FALSE, Truth::or);
    }

    /** What a caller does not have is not there at all. */
    private static Collection<String> facts(Condition.CallerIs.Field field, Caller caller) {
        return switch (field) {
            case KIND -> List.of(caller.kind().name().toLowerCase(Locale.ROOT));
            case TENANT -> caller.tenant().isEmpty() ? List.of() : List.of(caller.tenant());
            case AGENT -> List.of(caller.name());
            case SESSION -> caller.session().isEmpty() ? List.of() : List.of(caller.session());
            case ON_BEHALF_OF -> caller.onBehalfOf().stream().toList();
            case ROLE -> caller.roles();
            case PARENT -> caller.parent().stream().toList();
            case TAINT -> caller.taint();
        };
    }

    static boolean inside(Condition.Window window, Instant at) {
        ZonedDateTime there = at.atZone(window.zone());
        boolean began = !there.toLocalTime().isBefore(window.from());
        boolean ended = !there.toLocalTime().isBefore(window.to());
        boolean today = window.days().contains(there.getDayOfWeek());
        boolean yesterday = window.days().contains(there.getDayOfWeek().minus(1));
        return window.from().isBefore(window.to())
                ? began && !ended && today
                : (began && today) || (!ended && yesterday);
    }

    static Truth lately(Condition.Lately lately, Evidence evidence) {
        History.Tally tally = evidence.history().since(before(evidence.at(), lately.within()), lately.verb());
        long measure = switch (lately.measure()) {
            case CALLS -> tally.calls();
            case COUNT -> tally.count();
            case BYTES -> tally.bytes();
        };
        return Truth.of(lately.range().contains(measure));
    }

    static boolean recreates(Evidence evidence, Effect effect, Duration within) {
        Verb other = effect.verb() == Verb.CREATE ? Verb.DELETE : Verb.CREATE;
        boolean either = effect.verb() == Verb.CREATE || effect.verb() == Verb.DELETE;
        return either
                && effect.inherent().isAtLeast(Reversibility.RECOVERABLE)
                && evidence.history()
                        .latest(other, effect.resource(), evidence.at(), within)
                        .filter(past -> past.inherent().isAtLeast(Reversibility.RECOVERABLE))
                        .isPresent();
    }

    private static Instant before(Instant at, Duration time) {
        try {
            return at.minus(time);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MIN;
        }
    }
}
