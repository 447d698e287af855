package io.brattice.rulebook;

import io.brattice.action.Digest;
import io.brattice.policy.Charge;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.check.Finding;
import io.brattice.rulebook.language.Book;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Rulebooks as a policy.
 *
 * <pre>{@code
 * Rulebook rules = Rulebook.read(Path.of("organisation.yaml"), Path.of("team.yaml"));
 * Gate gate = Gate.builder().policy(rules).tiers(rules.tiers())…
 * }</pre>
 *
 * <p>Guarantees: what is in force is always a whole set of layers that was read without a problem and whose examples hold; a reload puts another whole
 * set in its place at one moment, or leaves all as it is. Unsigned files are read once. A signed file is replaced only by one that is signed too, with
 * an equal or higher serial. The digest covers everything that can decide.
 *
 * <p>Does not: watch files. Somebody calls {@link #reload}.
 *
 * <p>Safe for use by several threads.
 */
public final class Rulebook implements Policy {

    private final RulebookBuilder loading;
    private volatile Force force;

    Rulebook(RulebookBuilder loading, Force force) {
        this.loading = loading;
        this.force = force;
    }

    /**
     * These files, the upper layers first.
     *
     * @throws UnreadableRulebookException with everything that is wrong with any of them
     */
    public static Rulebook read(Path... layers) {
        RulebookBuilder builder = builder();
        for (Path layer : layers) {
            builder.layer(layer);
        }
        return builder.build();
    }

    /** For hosts with command lines, known tools, classifiers or signatures. */
    public static RulebookBuilder builder() {
        return new RulebookBuilder();
    }

    @Override
    public Verdict decide(Evidence evidence) {
        return force.decide(evidence);
    }

    @Override
    public Digest digest() {
        return force.digest();
    }

    @Override
    public Policy inForce() {
        return force;
    }

    @Override
    public List<Charge> charges(Evidence evidence) {
        return force.charges(evidence);
    }

    @Override
    public boolean sticks(String rule) {
        return force.sticks(rule);
    }

    /**
     * The tiers of its layers, for policies in code beside it; those of what is in force when they are asked. A resource that nobody could resolve is in
     * all of them: write rules that deny or ask by them, never rules that allow.
     */
    public Tiers tiers() {
        return resource -> force.tiers().of(resource);
    }

    /** What is in force, the upper layers first. */
    public List<Book> layers() {
        return force.layers();
    }

    /** What is questionable about what is in force, and which examples were not run. Looks at all of it anew: for people, not for each call. */
    public List<Finding> findings() {
        return loading.findings(force);
    }

    /**
     * What came of a reload.
     *
     * @param replaced true when other rules are in force now
     * @param notes what was not read again, and why nothing was replaced; one line each
     */
    public record Reload(boolean replaced, List<String> notes) {
        public Reload {
            notes = List.copyOf(notes);
        }
    }

    /** Reads the signed layers again. All of them come into force at one moment, or none. */
    public Reload reload() {
        synchronized (loading) {
            List<String> notes = new ArrayList<>();
            Force old = force;
            try {
                Force next = loading.again(old, notes);
                force = next;
                return new Reload(!next.digest().equals(old.digest()), notes);
            } catch (UnreadableRulebookException e) {
                notes.addAll(e.problems());
                return new Reload(false, notes);
            }
        }
    }

    @Override
    public String toString() {
        return "rulebooks "
                + force.layers().stream().map(Book::name).map(Objects::toString).toList();
    }
}
