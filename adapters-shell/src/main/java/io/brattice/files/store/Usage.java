package io.brattice.files.store;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How much a store holds, as far as is known. What is to be kept is counted before it is there, so that two calls cannot both have the last
 * room. The count is taken anew when it is missing or unreadable, after each pruning, and before a call is refused on its word.
 */
final class Usage {

    private final Path root;
    private final Path file;
    private final Path lock;
    private final Disk disk;

    Usage(Path root, Disk disk) {
        this.root = root;
        this.file = root.resolve(Names.USAGE);
        this.lock = root.resolve(Names.USAGE + "." + Names.LOCK);
        this.disk = disk;
    }

    /** The sizes of everything below a path; holes count as what they are read as. */
    static long below(Path path, Consumer<Path> each) throws IOException {
        long[] bytes = {0};
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                if (facts.isRegularFile()) {
                    bytes[0] += facts.size();
                    each.accept(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
                each.accept(folder);
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0];
    }

    long bytes() throws IOException {
        Hold hold = Hold.alone(lock, Hold.PATIENCE);
        try (hold) {
            return known();
        }
    }

    long limit(Bounds bounds) throws IOException {
        return bounds.limit(bytes(), root.toFile().getUsableSpace());
    }

    /** Counts so much more; false when that would be too much, and then it is not counted. */
    boolean reserve(long more, Bounds bounds) throws IOException {
        Hold hold = Hold.alone(lock, Hold.PATIENCE);
        try (hold) {
            long known = known();
            if (more > bounds.limit(known, root.toFile().getUsableSpace()) - known) {
                return false;
            }
            if (more != 0) {
                write(known + more);
            }
            return true;
        }
    }

    void add(long more) throws IOException {
        if (more != 0) {
            Hold hold = Hold.alone(lock, Hold.PATIENCE);
            try (hold) {
                write(Math.max(0, known() + more));
            }
        }
    }

    long rebuild() throws IOException {
        Hold hold = Hold.alone(lock, Hold.PATIENCE);
        try (hold) {
            return count();
        }
    }

    private long known() throws IOException {
        OptionalLong read = read();
        return read.isPresent() ? read.getAsLong() : count();
    }

    private OptionalLong read() throws IOException {
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try {
            long bytes =
                    Arguments.fromJson(Files.readString(file)).integer("bytes").orElse(-1L);
            return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
        } catch (InvalidArgumentsException | CharacterCodingException damaged) {
            return OptionalLong.empty();
        }
    }

    private long count() throws IOException {
        long bytes = below(root, path -> {});
        write(bytes);
        return bytes;
    }

    /** Not forced: after a crash of the machine it may be unreadable, and is then counted anew. */
    private void write(long bytes) throws IOException {
        Path fresh = root.resolve(Names.USAGE + "." + Names.FRESH);
        if (Files.exists(fresh)) {
            disk.delete(fresh); // somebody stopped right here
        }
        byte[] text = Arguments.of("bytes", bytes).canonical();
        try (Disk.Output out = disk.create(fresh)) {
            out.write(text, 0, text.length);
        }
        disk.rename(fresh, file);
    }
}
