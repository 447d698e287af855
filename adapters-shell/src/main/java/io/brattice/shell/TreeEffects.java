package io.brattice.shell;

import io.brattice.StaleException;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.store.Before;
import io.brattice.files.tree.Change;
import io.brattice.files.tree.Sighting;
import io.brattice.files.undo.Part;
import io.brattice.files.undo.TreeKept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a line did in the folders whose state was kept because nobody could know beforehand: told as effects once it has run, for the
 * journal and for what a session may delete.
 *
 * <p>Lines are counted of text files only, up to a size, and net: a file that lost ten lines and gained ten has lost none.
 */
final class TreeEffects {

    private static final long LARGEST_TEXT = 1 << 20;
    private static final int MOST_TEXTS = 1_000;

    private final List<Effect> effects = new ArrayList<>();
    private int texts;

    private TreeEffects() {}

    /** Of every folder that was kept whole; nothing of those of which it cannot be told. */
    static List<Effect> of(List<Part> parts) throws IOException {
        TreeEffects found = new TreeEffects();
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
        long lines = lost(path, before);
        if (lines > 0) {
            effects.add(kept(Verb.DELETE, resource.part("lines"), lines, 0));
        }
    }

    private static Effect kept(Verb verb, Resource resource, long count, long bytes) {
        return Effect.of(verb, resource, Reversibility.IRREVERSIBLE)
                .measuring(count, bytes)
                .safeguarded(Reversibility.REVERSIBLE);
    }

    private long lost(Path path, Before before) throws IOException {
        boolean text = before.was()
                        .filter(was -> was.kind() == Sighting.Kind.FILE && was.size() <= LARGEST_TEXT)
                        .isPresent()
                && before.kept().isPresent()
                && texts < MOST_TEXTS;
        if (!text) {
            return 0;
        }
        texts++;
        long then = lines(before.kept().orElseThrow()).orElse(0L);
        boolean there = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) <= LARGEST_TEXT;
        return Math.max(0, then - (there ? lines(path).orElse(then) : 0));
    }

    /** How many lines a text has; empty for what is none. */
    private static Optional<Long> lines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long lines = 0;
        for (byte each : bytes) {
            if (each == 0) {
                return Optional.empty();
            }
            lines += each == '\n' ? 1 : 0;
        }
        boolean open = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
        boolean utf8 = new String(bytes, StandardCharsets.UTF_8).indexOf('\ufffd') < 0;
        return utf8 ? Optional.of(lines + (open ? 1 : 0)) : Optional.empty();
    }
}
