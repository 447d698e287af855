package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The world of a machine that cannot be looked at. */
enum Nowhere implements World {
    WORLD;

    @Override
    public Kind kind(Path path) {
        return Kind.UNKNOWN;
    }

    @Override
    public Kind followed(Path path) {
        return Kind.UNKNOWN;
    }

    @Override
    public Optional<Path> real(Path path) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> target(Path path) {
        return Optional.empty();
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
        return true;
    }

    @Override
    public long nanos() {
        return 0;
    }
}
