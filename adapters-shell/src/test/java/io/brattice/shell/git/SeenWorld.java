package io.brattice.shell.git;

import io.brattice.files.World;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine as it is; or, supposed, one in which nothing is. */
record SeenWorld(boolean supposes, boolean worst) implements World {

    static final World REAL = new SeenWorld(false, false);
    static final World SUPPOSED = new SeenWorld(true, true);
    static final World EMPTY = new SeenWorld(true, false);

    @Override
    public Kind kind(Path path) {
        if (supposes) {
            return worst ? Kind.FILE : Kind.NOTHING;
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Kind.NOTHING;
        }
        return Files.isSymbolicLink(path) ? Kind.LINK : followed(path);
    }

    @Override
    public Kind followed(Path path) {
        if (supposes) {
            return worst ? Kind.FILE : Kind.NOTHING;
        }
        if (!Files.exists(path)) {
            return Kind.NOTHING;
        }
        return Files.isDirectory(path) ? Kind.FOLDER : Files.isRegularFile(path) ? Kind.FILE : Kind.OTHER;
    }

    @Override
    public Optional<Path> real(Path path) {
        return Optional.of(path.normalize());
    }

    @Override
    public Optional<Path> target(Path path) {
        try {
            return Optional.of(Files.exists(path) ? path.toRealPath() : path.normalize());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<List<String>> names(Path folder) {
        if (supposes) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return Optional.of(all.map(p -> String.valueOf(p.getFileName())).toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> text(Path file, int most) {
        try {
            if (supposes || !Files.isRegularFile(file) || Files.size(file) > most) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public long nanos() {
        return 0;
    }
}
