package io.brattice.rulebook;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Tiers;
import io.brattice.rulebook.decide.Interpreter;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tiers of rulebooks, by the meaning of their conditions: what they do not exclude. */
final class BookTiers implements Tiers {

    private static final Evidence NOTHING = new Evidence(
            new ToolCall("tiers", "tiers", Arguments.none(), Caller.application("tiers"), ""),
            Assessment.of(Reversibility.READ_ONLY, "asked for its tiers"),
            Optional.empty(),
            History.none(),
            Instant.EPOCH,
            Tiers.none());

    private final Interpreter meaning;
    private final int lowest;
    private final Set<String> names = new LinkedHashSet<>();

    BookTiers(List<Book> layers) {
        this.meaning = Interpreter.of(layers, CommandReader.none());
        this.lowest = layers.size() - 1;
        layers.forEach(book -> book.tiers().stream().map(Tier::name).forEach(names::add));
    }

    @Override
    public Set<String> of(Resource resource) {
        // What changes a thing changes what is in it.
        Optional<Effect> effect = Optional.of(Effect.of(Verb.UPDATE, resource, Reversibility.IRREVERSIBLE));
        Set<String> of = new LinkedHashSet<>();
        for (String name : names) {
            if (meaning.truth(lowest, new Condition.EffectTier(Set.of(name)), NOTHING, effect) != Truth.FALSE) {
                of.add(name);
            }
        }
        return of;
    }
}
