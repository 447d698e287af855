package io.brattice.files;

import io.brattice.action.Digest;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.Created;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A text file gets another content, or its first: what writing and editing have in common. */
final class TextChange {

    private static final int MOST_LINES_SHOWN = 120;
    private static final int LONGEST_LINE_SHOWN = 200;

    private TextChange() {}

    /** Refuses what is no plain file that may be written, by name of the argument. */
    static World.Kind writable(Path path, Ground ground) {
        World.Kind kind = ground.world().kind(path);
        return switch (kind) {
            case NOTHING, FILE -> kind;
            case LINK ->
                throw RefusedCall.here(Shown.path(path) + " is a link; pass what it leads to"
                        + ground.world()
                                .target(path)
                                .map(to -> ": " + Shown.path(to))
                                .orElse(""));
            case FOLDER -> throw new RefusedCall(Shown.path(path) + " is a folder; pass the name of a file");
            case OTHER -> throw new RefusedCall(Shown.path(path) + " is no plain file; pass one that is");
            case UNKNOWN -> throw RefusedCall.here(Shown.path(path) + " cannot be looked at; pass another path");
        };
    }

    /** What comes where nothing is. */
    static Deed creating(Path path, String content, Ground ground, String change) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Optional<Path> missing = ground.missingAbove(path);
        Step step = new Created(missing.orElse(path), ground.aside(0));
        Deed.Draft draft = new Deed.Draft(ground)
                .saw(path + "\0nothing")
                .saw(Digest.of(content).hex());
        if (missing.isPresent()) {
            long folders = (long) path.getNameCount() - missing.get().getNameCount();
            draft.makes(Verb.CREATE, missing.get(), folders, 0, step);
        }
        draft.makes(Verb.CREATE, path, 1, bytes.length, step);
        draft.says("makes " + Shown.path(path)).says(shown(path, "", content));
        return draft.leaves(Trace.file(path, Optional.of(content))).deed("", () -> {
            try (Fresh fresh = Fresh.at(path, ground)) {
                fresh.write(bytes);
                fresh.appear();
            }
            return FileChange.of(path, change);
        });
    }

    /**
     * What takes the place of a file.
     *
     * @param old what is there; empty where a supposed world does not know
     * @param content what will be; empty where a supposed world cannot know
     * @param lines what is lost of it at least
     */
    static Deed replacing(
            Path path, Optional<byte[]> old, Optional<String> content, Comparison lines, Ground ground, String change)
            throws IOException {
        Inventory there = ground.inventory(path);
        Step step = ground.copying(path);
        Deed.Draft draft = new Deed.Draft(ground)
                .saw(path + "\0" + there.digest().hex())
                .saw(old.map(Digest::of).map(Digest::hex).orElse("unknown"))
                .saw(content.map(Digest::of).map(Digest::hex).orElse("unknown"));
        draft.changes(Verb.UPDATE, path, Optional.empty(), 1, there.bytes(), step);
        if (lines.removed() > 0) {
            draft.changes(Verb.DELETE, path, Optional.of("lines"), lines.removed(), 0, step);
        }
        draft.says("changes " + Shown.path(path) + ": loses " + lines.removed() + " lines, gains " + lines.added());
        if (old.isPresent() && content.isPresent()) {
            draft.says(shown(path, anyText(old.get()), content.get()));
        }
        return draft.leaves(Trace.file(path, content)).deed("", () -> {
            try (Fresh fresh = Fresh.at(path, ground)) {
                fresh.write(content.orElseThrow().getBytes(StandardCharsets.UTF_8));
                fresh.replace();
            }
            return FileChange.of(path, change);
        });
    }

    /** The difference for people. What may be a secret is not shown: a preview is kept in the journal. */
    private static String shown(Path path, String before, String after) {
        return SecretNames.reason(path)
                .map(what -> "its lines are not shown: it may hold " + what)
                .orElseGet(() -> UnifiedDiff.between(before, after).shown(MOST_LINES_SHOWN, LONGEST_LINE_SHOWN));
    }

    /** Latin-1 reads any bytes without merging lines. Only lines are counted and shown; the copy is made of the bytes. */
    static String anyText(byte[] bytes) {
        return LocalWorld.text(bytes).orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
