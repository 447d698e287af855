package io.brattice.console.undo;

import io.brattice.files.UnifiedDiff;
import io.brattice.files.store.Before;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What files hold: whether it is the same, and how the one becomes the other. */
final class Contents {

    private static final long LARGEST_TEXT = 1 << 20;

    private Contents() {}

    /** True for the same bytes, for links to the same place, and for folders. Modes are another matter. */
    static boolean isSame(Before before, Path now, Sighting after) throws IOException {
        Sighting was = before.was().orElse(Sighting.NOTHING);
        return switch (was.kind()) {
            case NOTHING, FOLDER, OTHER -> true;
            case LINK -> was.held().equals(after.held());
            case FILE ->
                before.kept().isEmpty()
                        || (was.size() == after.size()
                                && Files.mismatch(before.kept().get(), now) < 0);
        };
    }

    /** The lines that differ; empty where one of the two is no text, or too large. */
    static Optional<List<String>> difference(Change change) throws IOException {
        Sighting was = change.before().was().orElse(Sighting.NOTHING);
        if (was.kind() == Sighting.Kind.FILE && change.before().kept().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> old = text(was, change.before().kept().orElse(change.path()));
        Optional<String> fresh = text(change.after(), change.now());
        return old.flatMap(
                before -> fresh.map(after -> UnifiedDiff.between(before, after).lines()));
    }

    private static Optional<String> text(Sighting what, Path place) throws IOException {
        return switch (what.kind()) {
            case NOTHING -> Optional.of("");
            case FOLDER, OTHER -> Optional.empty();
            case LINK -> Optional.of("link to " + what.held());
            case FILE -> what.size() > LARGEST_TEXT ? Optional.empty() : decoded(place);
        };
    }

    private static Optional<String> decoded(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (byte each : bytes) {
            if (each == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
