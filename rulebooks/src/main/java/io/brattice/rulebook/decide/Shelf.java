package io.brattice.rulebook.decide;

import io.brattice.action.Verb;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Rules by verb: those of one tool, or those that do not ask for a tool. */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
final class Shelf {

    private static final Verb[] VERBS = Verb.values();

    /** For a call without effects. */
    static final int NO_EFFECT = VERBS.length;

    private static final int ANY_VERB = VERBS.length + 1;
    private static final int ALL = VERBS.length + 2;

    private final @Nullable Rack[] restricting;
    private final @Nullable Rack[] allowing;
    private final int size;

    private Shelf(@Nullable Rack[] restricting, @Nullable Rack[] allowing, int size) {
        this.restricting = restricting;
        this.allowing = allowing;
        this.size = size;
    }

    /** Collects rules for a shelf. */
    static final class Builder {
        private final Rack.Builder[] restricting = builders();
        private final Rack.Builder[] allowing = builders();
        private final BiFunction<Rule, List<Condition>, Check> checks;
        private int size;

        /** @param checks makes what is left of a condition ready */
        Builder(BiFunction<Rule, List<Condition>, Check> checks) {
            this.checks = checks;
        }

        /** @param parts what is left to be asked of the rule's condition */
        void add(Rule rule, List<Condition> parts) {
            size++;
            Rack.Builder[] racks = rule.clause.then() == Decision.ALLOW ? allowing : restricting;
            if (!rule.speaksOfEffects) {
                Rule.Left left = new Rule.Left(rule, checks.apply(rule, parts));
                racks[NO_EFFECT].add(left, List.of(""));
                racks[ANY_VERB].add(left, List.of(""));
                return;
            }
            List<Condition> left = new ArrayList<>(parts);
            List<Condition> verbs = new ArrayList<>();
            left.removeIf(part -> onlyVerbs(part) && verbs.add(part));
            Rule.Left what = new Rule.Left(rule, checks.apply(rule, left));
            List<String> heads = heads(left);
            if (verbs.isEmpty()) {
                racks[ANY_VERB].add(what, heads);
                return;
            }
            for (Verb verb : VERBS) {
                if (verbs.stream().allMatch(part -> Checks.onVerb(part, verb) == Truth.TRUE)) {
                    racks[verb.ordinal()].add(what, heads);
                }
            }
        }

        Shelf build() {
            return new Shelf(racks(restricting), racks(allowing), size);
        }

        private static Rack.Builder[] builders() {
            Rack.Builder[] builders = new Rack.Builder[ALL];
            for (int i = 0; i < ALL; i++) {
                builders[i] = new Rack.Builder();
            }
            return builders;
        }

        private static @Nullable Rack[] racks(Rack.Builder[] builders) {
            @Nullable Rack[] racks = new Rack[ALL];
            for (int i = 0; i < ALL; i++) {
                racks[i] = builders[i].build();
            }
            return racks;
        }
    }

    private static boolean onlyVerbs(Condition part) {
        return !Conditions.any(part, one -> !(one instanceof Condition.EffectVerb));
    }

    /** What every resource that the rule speaks of begins with; of several such parts the first will do. */
    private static List<String> heads(List<Condition> parts) {
        for (Condition part : parts) {
            List<String> heads = heads(part);
            if (!heads.isEmpty() && !heads.contains("")) {
                return heads;
            }
        }
        return List.of("");
    }

    private static List<String> heads(Condition part) {
        if (part instanceof Condition.EffectResource resource) {
            return ResourceText.heads(resource.uri());
        }
        if (part instanceof Condition.Any any
                && any.of().stream().allMatch(one -> one instanceof Condition.EffectResource)) {
            return any.of().stream()
                    .flatMap(one -> heads(one).stream())
                    .distinct()
                    .toList();
        }
        return List.of("");
    }

    int size() {
        return size;
    }

    /** The rules of this verb; for {@link #NO_EFFECT}, those that speak of calls. */
    @Nullable
    Rack ofVerb(boolean allows, int verb) {
        return (allows ? allowing : restricting)[verb];
    }

    /** The rules of any verb. */
    @Nullable
    Rack ofAnyVerb(boolean allows) {
        return (allows ? allowing : restricting)[ANY_VERB];
    }
}
