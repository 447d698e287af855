package io.brattice.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A world with nothing in it, not even a root folder: what a {@link SupposedWorld} supposes is then all there is. */
final class BareWorld implements World {

    @Override
    public Kind kind(Path path) {
        return Kind.NOTHING;
    }

    @Override
    public Kind followed(Path path) {
        return Kind.NOTHING;
    }

    @Override
    public Optional<Path> real(Path path) {
        return path.isAbsolute() ? Optional.of(path.normalize()) : Optional.empty();
    }

    @Override
    public Optional<Path> target(Path path) {
        return real(path);
    }

    @Override
    public Optional<List<String>> names(Path folder) {
        return Optional.empty();
    }

    @Override
    public Optional<String> text(Path file, int most) {
        return Optional.empty();
    }

    @Override
    public long size(Path file) {
        return 0;
    }

    @Override
    public boolean supposes() {
        return true;
    }

    @Override
    public boolean worst() {
        return false;
    }

    @Override
    public long nanos() {
        return 0;
    }
}
