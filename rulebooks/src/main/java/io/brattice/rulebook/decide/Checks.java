package io.brattice.rulebook.decide;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes conditions ready to be asked often. What several rules ask is one check, asked once. */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
final class Checks {

    private final List<Tier> tiers;
    private final List<List<String>> paths = new ArrayList<>();
    private final Map<List<String>, Integer> slots = new HashMap<>();
    private final Map<Condition, Integer> uses = new HashMap<>();
    private final Map<Condition, Check> shared = new HashMap<>();
    private final Map<Condition, Check> atoms = new HashMap<>();

    Checks(List<Tier> tiers) {
        this.tiers = tiers;
    }

    /** To be told of every condition before the first is made ready. */
    void expect(Condition condition) {
        Conditions.forEach(condition, one -> uses.merge(one, 1, Integer::sum));
    }

    List<List<String>> paths() {
        return paths;
    }

    int sharedChecks() {
        return shared.size();
    }

    /** @param visible how many of the tiers the layer of the condition sees */
    Check of(Condition condition, int visible) {
        if (condition instanceof Condition.All all) {
            return all(all.of(), visible);
        }
        if (condition instanceof Condition.Any any) {
            Check[] parts = any.of().stream().map(one -> of(one, visible)).toArray(Check[]::new);
            return parts.length == 1 ? parts[0] : new AnyCheck(parts);
        }
        if (condition instanceof Condition.Not not) {
            return new NotCheck(of(not.of(), visible));
        }
        if (condition instanceof Condition.EffectTier tier) {
            return new TierCheck(numbers(tier.names(), visible));
        }
        boolean worthIt = uses.getOrDefault(condition, 1) > 1 && isDear(condition);
        if (!worthIt) {
            return known(condition);
        }
        Check known = shared.get(condition);
        if (known == null) {
            known = new SharedCheck(shared.size(), known(condition), !Meaning.speaksOfEffects(condition));
            shared.put(condition, known);
        }
        return known;
    }

    Check all(List<Condition> of, int visible) {
        Check[] parts = of.stream().map(one -> of(one, visible)).toArray(Check[]::new);
        return parts.length == 0 ? Check.ALWAYS : parts.length == 1 ? parts[0] : new AllCheck(parts);
    }

    private static boolean isDear(Condition condition) {
        return !(condition instanceof Condition.Always
                || condition instanceof Condition.EffectVerb
                || condition instanceof Condition.EffectClass
                || condition instanceof Condition.EffectCount
                || condition instanceof Condition.EffectBytes
                || condition instanceof Condition.PreviewFidelity);
    }

    private int[] numbers(Set<String> names, int visible) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < visible; i++) {
            if (names.contains(tiers.get(i).name())) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The tools of a rule make it ready again and again: once is enough for each of its parts. */
    private Check known(Condition condition) {
        Check known = atoms.get(condition);
        if (known == null) {
            known = atom(condition);
            atoms.put(condition, known);
        }
        return known;
    }

    private Check atom(Condition condition) {
        if (condition instanceof Condition.Tool tool) {
            TextMatcher matcher = TextMatcher.of(tool.name());
            return check(sight -> matcher.on(sight.evidence.call().tool()));
        }
        if (condition instanceof Condition.Argument argument) {
            return argument.path().contains("*") ? new StarCheck(argument) : argument(argument);
        }
        if (condition instanceof Condition.EffectVerb verb) {
            int mask = mask(verb.verbs());
            return when(sight -> (mask >> sight.effect.verb().ordinal() & 1) == 1);
        }
        if (condition instanceof Condition.EffectResource resource) {
            return new ResourceCheck(resource.uri());
        }
        if (condition instanceof Condition.EffectCount count) {
            Whole range = Whole.of(count.things());
            return when(sight -> range.contains(sight.effect.count()));
        }
        if (condition instanceof Condition.EffectBytes bytes) {
            Whole range = Whole.of(bytes.bytes());
            return when(sight -> range.contains(sight.effect.bytes()));
        }
        if (condition instanceof Condition.EffectClass grade) {
            return when(sight -> {
                Reversibility found = grade.inherent() ? sight.effect.inherent() : sight.effect.reversibility();
                return found.isAtLeast(grade.from()) && grade.to().isAtLeast(found);
            });
        }
        return ofCall(condition);
    }

    private static Check ofCall(Condition condition) {
        if (condition instanceof Condition.Always) {
            return Check.ALWAYS;
        }
        if (condition instanceof Condition.Recreated recreated) {
            return when(sight -> Meaning.recreates(sight.evidence, sight.effect, recreated.within()));
        }
        if (condition instanceof Condition.Command command) {
            return new CommandCheck(command);
        }
        if (condition instanceof Condition.PreviewFidelity fidelity) {
            int mask = mask(fidelity.of());
            return when(sight -> (mask
                                    >> sight.evidence
                                            .preview()
                                            .map(Preview::fidelity)
                                            .orElse(Preview.Fidelity.NONE)
                                            .ordinal()
                            & 1)
                    == 1);
        }
        if (condition instanceof Condition.PreviewCount count) {
            Whole range = Whole.of(count.things());
            return check(sight -> sight.evidence.preview().isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(range.contains(sight.previewCount())));
        }
        if (condition instanceof Condition.PreviewBytes bytes) {
            Whole range = Whole.of(bytes.bytes());
            return check(sight -> sight.evidence.preview().isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(range.contains(sight.previewBytes())));
        }
        if (condition instanceof Condition.CallerIs caller) {
            return new CallerCheck(caller);
        }
        if (condition instanceof Condition.Window window) {
            return when(sight -> Meaning.inside(window, sight.evidence.at()));
        }
        if (condition instanceof Condition.Between between) {
            return when(sight -> !sight.evidence.at().isBefore(between.from())
                    && sight.evidence.at().isBefore(between.until()));
        }
        Condition.Lately lately = (Condition.Lately) condition;
        return check(sight -> Meaning.lately(lately, sight.evidence));
    }

    private Check argument(Condition.Argument argument) {
        int slot = slots.computeIfAbsent(argument.path(), path -> {
            paths.add(path);
            return paths.size() - 1;
        });
        return ArgumentCheck.of(slot, argument.test());
    }

    private static int mask(Set<? extends Enum<?>> constants) {
        int mask = 0;
        for (Enum<?> constant : constants) {
            mask |= 1 << constant.ordinal();
        }
        return mask;
    }

    /** Truth of a condition that only asks for the name of the tool. */
    static Truth onTool(Condition condition, String tool, PlainTexts texts) {
        return fold(condition, one -> one instanceof Condition.Tool name ? texts.of(name.name(), tool) : Truth.TRUE);
    }

    /** Truth of a condition that only asks for the verb. */
    static Truth onVerb(Condition condition, Verb verb) {
        return fold(
                condition, one -> Truth.of(((Condition.EffectVerb) one).verbs().contains(verb)));
    }

    static Truth fold(Condition condition, Function<Condition, Truth> atom) {
        if (condition instanceof Condition.All all) {
            return all.of().stream().map(one -> fold(one, atom)).reduce(Truth.TRUE, Truth::and);
        }
        if (condition instanceof Condition.Any any) {
            return any.of().stream().map(one -> fold(one, atom)).reduce(Truth.FALSE, Truth::or);
        }
        return condition instanceof Condition.Not not ? fold(not.of(), atom).not() : atom.apply(condition);
    }

    private static Check when(Predicate<Sight> holds) {
        return new Check() {
            @Override
            Truth on(Sight sight) {
                return Truth.of(holds.test(sight));
            }
        };
    }

    private static Check check(Function<Sight, Truth> says) {
        return new Check() {
            @Override
            Truth on(Sight sight) {
                return says.apply(sight);
            }
        };
    }

    /** A range of whole numbers, without the decimals it was written in. */
    record Whole(Range range, long from, long to, boolean empty) {

        static Whole of(Range range) {
            long from = range.from().map(bound -> Bounds.up(bound)).orElse(Long.MIN_VALUE);
            long to = range.to().map(bound -> Bounds.down(bound)).orElse(Long.MAX_VALUE);
            boolean beyond = range.from().map(Bounds::isAboveAll).orElse(false)
                    || range.to().map(Bounds::isBelowAll).orElse(false);
            return new Whole(range, from, to, beyond || from > to);
        }

        boolean contains(long number) {
            return !empty && number >= from && number <= to;
        }
    }

    private static final class AllCheck extends Check {
        private final Check[] parts;

        AllCheck(Check[] parts) {
            this.parts = parts;
        }

        @Override
        Truth on(Sight sight) {
            Truth smallest = Truth.TRUE;
            for (Check part : parts) {
                Truth truth = part.on(sight);
                if (truth == Truth.FALSE) {
                    return Truth.FALSE;
                }
                smallest = smallest.and(truth);
            }
            return smallest;
        }
    }

    private static final class AnyCheck extends Check {
        private final Check[] parts;

        AnyCheck(Check[] parts) {
            this.parts = parts;
        }

        @Override
        Truth on(Sight sight) {
            Truth largest = Truth.FALSE;
            for (Check part : parts) {
                Truth truth = part.on(sight);
                if (truth == Truth.TRUE) {
                    return Truth.TRUE;
                }
                largest = largest.or(truth);
            }
            return largest;
        }
    }

    private static final class NotCheck extends Check {
        private final Check of;

        NotCheck(Check of) {
            this.of = of;
        }

        @Override
        Truth on(Sight sight) {
            return of.on(sight).not();
        }
    }

    private static final class SharedCheck extends Check {
        private final int number;
        private final Check of;
        private final boolean ofCall;

        SharedCheck(int number, Check of, boolean ofCall) {
            this.number = number;
            this.of = of;
            this.ofCall = ofCall;
        }

        @Override
        Truth on(Sight sight) {
            return sight.shared(number, of, ofCall);
        }
    }

    private static final class TierCheck extends Check {
        private final int[] tiers;

        TierCheck(int[] tiers) {
            this.tiers = tiers;
        }

        @Override
        Truth on(Sight sight) {
            if (tiers.length == 0) {
                return sight.known() < sight.effect.resource().uri().length() ? Truth.UNKNOWN : Truth.FALSE;
            }
            Truth among = Truth.FALSE;
            for (int tier : tiers) {
                among = among.or(sight.among(tier));
            }
            return among;
        }
    }
}
