package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.tree.Inventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said of a line: its effects, the reasons for its class, what a person reads, and what a yes binds to. */
final class Account {

    final List<Effect> effects = new ArrayList<>();
    final Set<String> reasons = new LinkedHashSet<>();
    final Set<String> unclear = new LinkedHashSet<>();
    final StringBuilder text = new StringBuilder();
    final StringBuilder seen = new StringBuilder();
    /** Paths at which something is lost that is not kept by itself. */
    final Set<Path> lost = new LinkedHashSet<>();

    private final World world;

    Account(World world) {
        this.world = world;
    }

    void bare(Verb verb, Path path, String why) {
        lost.add(path);
        bare(verb, path, 1, world.size(path), why);
    }

    void bare(Verb verb, Path path, long things, long bytes, String why) {
        effects.add(
                Effect.of(verb, Resource.file(path), Reversibility.IRREVERSIBLE).measuring(Math.max(things, 1), bytes));
        reasons.add("it " + why);
        text.append(why).append('\n');
    }

    static Effect kept(Verb verb, Path path, long things, long bytes) {
        return Effect.of(verb, Resource.file(path), Reversibility.IRREVERSIBLE)
                .measuring(things, bytes)
                .safeguarded(Reversibility.REVERSIBLE);
    }

    void note(String does, Path path, long bytes) {
        text.append(does).append(' ').append(shown(path));
        if (bytes > 0) {
            text.append(" (").append(bytes).append(" bytes)");
        }
        text.append('\n');
    }

    static String shown(Path path) {
        return Resource.file(path).uri().substring("file:".length());
    }

    static String counted(Inventory there) {
        return there.things() <= 1
                ? ""
                : " (" + there.things() + " things, " + there.bytes() + " bytes"
                        + (there.complete() ? ")" : ", and more)");
    }

    /** What the session made itself: inherently REVERSIBLE, whether it is kept or not. */
    void own(Verb verb, Path path, Inventory there) {
        effects.add(Effect.of(verb, Resource.file(path), Reversibility.REVERSIBLE)
                .measuring(Math.max(there.things(), 1), there.bytes()));
        note((verb == Verb.DELETE ? "removes" : "changes") + " what this session made itself:", path, there.bytes());
    }

    /** A clause that a person should read whatever the class is. */
    void says(String clause) {
        reasons.add(clause);
        text.append("    ").append(clause).append('\n');
    }

    /** How many things below a path were not counted before. */
    long without(Path path, Inventory there) {
        long counted = 0;
        for (Effect effect : effects) {
            boolean inside = effect.verb() == Verb.DELETE
                    && effect.resource().uri().indexOf('#') < 0 // lines are no things
                    && !effect.resource().equals(Resource.file(path))
                    && effect.resource().whole().startsWith(Resource.file(path).uri() + "/");
            counted += inside ? effect.count() : 0;
        }
        return Math.max(there.things() - counted, 1);
    }
}
