package io.brattice.console.conformance;

import io.brattice.Permit;
import io.brattice.Tool;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A tool that does nothing but count how often it was let run. */
final class Bait implements Tool {

    private final String name;
    private final Effect effect;
    private final boolean breaks;
    private final AtomicInteger runs = new AtomicInteger();

    private Bait(String name, Effect effect, boolean breaks) {
        this.name = name;
        this.effect = effect;
        this.breaks = breaks;
    }

    static Bait of(String name, Verb verb, String resource, long count, long bytes, Reversibility inherent) {
        return new Bait(name, new Effect(verb, new Resource(resource), count, bytes, inherent, inherent), false);
    }

    /** One thing of a class, by the name of no real tool. */
    static Bait of(Verb verb, String resource, Reversibility inherent) {
        return of("conformance-probe", verb, resource, 1, 0, inherent);
    }

    /** The same, which fails. */
    Bait failing() {
        return new Bait(name, effect, true);
    }

    int runs() {
        return runs.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(call -> Optional.of(new Assessment(
                List.of(effect), true, effect.inherent(), effect.inherent(), Set.of(), List.of("a probe"))));
    }

    @Override
    public @Nullable Object run(Permit permit) {
        permit.redeem();
        runs.incrementAndGet();
        if (breaks) {
            throw new IllegalStateException("a probe that fails");
        }
        return "ran";
    }
}
