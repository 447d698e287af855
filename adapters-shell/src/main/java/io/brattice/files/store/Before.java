package io.brattice.files.store;

import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a call found at one place that it changed, for people who compare it with what is there now.
 *
 * @param path the place
 * @param was what was there; empty where nobody can tell any more
 * @param kept where in the store its bytes are, or for a folder all of it; empty where it has none, or only its mode was noted
 * @param renamed where the call took it, if it was renamed
 */
public record Before(Path path, Optional<Sighting> was, Optional<Path> kept, Optional<Path> renamed) {

    public Before {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(was, "was");
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(renamed, "renamed");
    }

    /** Nothing was there. */
    public static Before nothing(Path path) {
        return new Before(path, Optional.of(Sighting.NOTHING), Optional.empty(), Optional.empty());
    }

    /** What is in the store now, as it was; when it is not there any more, nobody can tell. */
    public static Before kept(Path path, Path place) throws IOException {
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                ? new Before(path, Optional.of(Sighting.of(place)), Optional.of(place), Optional.empty())
                : new Before(path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What was seen, with its bytes in the store where it is a file. */
    public static Before seen(Path path, Sighting was, Optional<Path> place) {
        return new Before(path, Optional.of(was), place, Optional.empty());
    }

    /** It was renamed. */
    public static Before renamed(Path path, Path to) throws IOException {
        return new Before(path, Optional.of(Sighting.of(to)), Optional.empty(), Optional.of(to));
    }
}
