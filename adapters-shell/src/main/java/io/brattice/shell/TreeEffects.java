package io.brattice.shell;

import io.brattice.StaleException;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.store.Before;
import io.brattice.files.tree.Change;
import io.brattice.files.tree.Sighting;
import io.brattice.files.undo.Copied;
import io.brattice.files.undo.Emerged;
import io.brattice.files.undo.Part;
import io.brattice.files.undo.Rewritten;
import io.brattice.files.undo.TreeKept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a line did that nobody could know beforehand: in the folders whose state was kept whole, and to the lines of files that it wrote
 * over. Told as effects once it has run, for the journal and for what a session may delete.
 *
 * <p>Lines are counted of text files only, up to a size, and net: a file that lost ten lines and gained ten has lost none.
 */
final class TreeEffects {

    private static final long LARGEST_TEXT = 1 << 20;
    private static final int MOST_TEXTS = 1_000;
    private static final String LINES = "lines";

    private final List<Effect> effects = new ArrayList<>();
    private final Plan plan;
    private long read;
    private int texts;

    private TreeEffects(Plan plan) {
        this.plan = plan;
    }

    /**
     * Of every folder that was kept whole and every file that was copied; nothing of those of which it cannot be told.
     *
     * @param plan what was run
     */
    static List<Effect> of(List<Part> parts, Plan plan) throws IOException {
        TreeEffects found = new TreeEffects(plan);
        for (Part part : parts) {
            if (part.step() instanceof TreeKept tree) {
                try {
                    List<Before> before = tree.before(part.left());
                    List<Change> changes = tree.changes(part.left()).changes();
                    for (int i = 0; i < changes.size(); i++) {
                        found.add(tree.path().resolve(changes.get(i).name()), changes.get(i), before.get(i));
                    }
                } catch (StaleException e) {
                    // What the line left is not known: the undo will say so, and nothing can be counted.
                }
            } else if (part.step() instanceof Copied || part.step() instanceof Rewritten) {
                for (Before before : part.step().before(part.left())) {
                    found.overwritten(before);
                }
            } else if (part.step() instanceof Emerged emerged) {
                for (Before each : emerged.before(part.left())) {
                    found.effects.add(Effect.of(Verb.CREATE, Resource.file(each.path()), Reversibility.REVERSIBLE));
                }
            }
        }
        return found.effects;
    }

    private void add(Path path, Change change, Before before) throws IOException {
        Resource resource = Resource.file(path);
        switch (change.kind()) {
            case CREATED ->
                effects.add(Effect.of(Verb.CREATE, resource, Reversibility.REVERSIBLE)
                        .measuring(1, change.bytes()));
            case UPDATED -> effects.add(kept(Verb.UPDATE, resource, 1, change.bytes()));
            case DELETED -> effects.add(kept(Verb.DELETE, resource, 1, change.bytes()));
        }
        boolean small = before.was()
                        .filter(was -> was.kind() == Sighting.Kind.FILE && was.size() <= LARGEST_TEXT)
                        .isPresent()
                && texts++ < MOST_TEXTS;
        long lines = small ? lost(path, before) : 0;
        if (lines > 0) {
            // Kept for what a person said yes to, unless it ran contained and nobody was asked.
            boolean agreed = !plan.decided().precaution().folders().isEmpty() && !plan.isContained();
            gone(resource.part(LINES), lines, !agreed);
        }
    }

    /** What it took away of a file by writing over it, unless that was told before it ran. */
    private void overwritten(Before before) throws IOException {
        Resource file = Resource.file(before.path());
        Resource part = file.part(LINES);
        boolean counts = false;
        for (Effect effect : plan.assessment().effects()) {
            if (effect.verb() == Verb.DELETE
                    && (effect.resource().equals(part) || effect.resource().equals(file))) {
                return;
            }
            counts |= effect.verb() == Verb.UPDATE
                    && effect.inherent().isAtLeast(Reversibility.RECOVERABLE) // else the session made it itself
                    && effect.resource().equals(file);
        }
        long lines = counts ? lost(before.path(), before) : 0;
        if (lines > 0) {
            gone(part, lines, true);
        }
    }

    /** @param late true where nobody could be asked about them before */
    private void gone(Resource part, long lines, boolean late) {
        effects.add(kept(Verb.DELETE, part, lines, 0));
        if (late) {
            effects.add(kept(Verb.UPDATE, part, lines, 0));
        }
    }

    private static Effect kept(Verb verb, Resource resource, long count, long bytes) {
        return Effect.of(verb, resource, Reversibility.IRREVERSIBLE)
                .measuring(count, bytes)
                .safeguarded(Reversibility.REVERSIBLE);
    }

    private long lost(Path path, Before before) throws IOException {
        if (before.kept().isEmpty()) {
            return 0;
        }
        Optional<Long> then = LineCount.of(before.kept().get(), LineCount.MOST - read);
        if (then.isEmpty() || then.get() == 0) {
            return 0;
        }
        read += Files.size(before.kept().get());
        boolean there = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        long now = there ? LineCount.ends(path, LineCount.MOST).orElse(then.get()) : 0;
        return Math.max(0, then.get() - now);
    }
}
