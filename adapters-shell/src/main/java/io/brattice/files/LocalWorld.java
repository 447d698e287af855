package io.brattice.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The machine this process runs on.
 *
 * <p>Guarantees: it never throws, opens nothing but folders and plain files, and reads nothing of the kernel's own file systems,
 * where a plain file may block or act when it is read. What fails for another reason than that nothing is there is
 * {@link World.Kind#UNKNOWN}, or empty.
 *
 * <p>For one call and one thread: it counts the time it takes. Does not: hold still. What it saw may have changed when the call
 * runs, which is why the run looks again.
 */
public final class LocalWorld implements World {

    private static final boolean ROOT = root();

    private static final int MOST_NAMES = 10_000;

    private final Way way = new Way(MOST_NAMES);
    private long nanos;

    /** A world for one call. */
    public LocalWorld() {}

    @Override
    public Kind kind(Path path) {
        return timed(() -> look(path, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public Kind followed(Path path) {
        return timed(() -> look(path));
    }

    @Override
    public Optional<Path> real(Path path) {
        return timed(() -> way.real(path, false));
    }

    @Override
    public Optional<Path> target(Path path) {
        return timed(() -> way.real(path, true));
    }

    @Override
    public Optional<List<String>> names(Path folder) {
        return timed(() -> list(folder, MOST_NAMES));
    }

    @Override
    public Optional<String> text(Path file, int most) {
        return timed(() -> read(file, most));
    }

    @Override
    public long size(Path file) {
        return timed(() -> {
            try {
                BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
                return known.isRegularFile() ? known.size() : 0L;
            } catch (IOException | RuntimeException e) {
                return 0L;
            }
        });
    }

    @Override
    public boolean isRoots() {
        return ROOT;
    }

    private static boolean root() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean supposes() {
        return false;
    }

    @Override
    public boolean worst() {
        return false;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    static Kind look(Path path, LinkOption... options) {
        if (!path.isAbsolute()) {
            return Kind.UNKNOWN;
        }
        try {
            BasicFileAttributes known = Files.readAttributes(path, BasicFileAttributes.class, options);
            return known.isRegularFile()
                    ? Kind.FILE
                    : known.isDirectory() ? Kind.FOLDER : known.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
        } catch (NoSuchFileException e) {
            return Kind.NOTHING;
        } catch (IOException | RuntimeException e) {
            return belowAFile(path) ? Kind.NOTHING : Kind.UNKNOWN;
        }
    }

    /** Nothing is below what is no folder. The system says so with an error that Java gives no type of its own. */
    private static boolean belowAFile(Path path) {
        Path up = path.getParent();
        while (up != null) {
            try {
                return Files.readAttributes(up, BasicFileAttributes.class).isRegularFile();
            } catch (IOException | RuntimeException e) {
                up = up.getParent();
            }
        }
        return false;
    }

    static Optional<List<String>> list(Path folder, int most) {
        if (!folder.isAbsolute() || !Files.isDirectory(folder)) { // to open a pipe waits for whoever writes to it
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                // A name that is not text in this locale would become another name.
                if (names.size() >= most || !folder.resolve(name).equals(entry)) {
                    return Optional.empty();
                }
                names.add(name);
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(names));
    }

    private Optional<String> read(Path file, int most) {
        Optional<Path> end = way.real(file, true);
        if (end.isEmpty() || most < 0 || ofTheKernel(end.get()) || look(end.get()) != Kind.FILE) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(end.get(), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
            return bytes.length > most ? Optional.empty() : text(bytes);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What bytes say as UTF-8, strictly; empty when they are no text, or hold a NUL, which no text does. */
    static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** True for what lies in one of the kernel's own file systems: reading there may block, or do something. */
    static boolean ofTheKernel(Path real) {
        return real.startsWith("/proc") || real.startsWith("/sys") || real.startsWith("/dev");
    }

    private <T> T timed(Supplier<T> look) {
        long started = System.nanoTime();
        try {
            return look.get();
        } finally {
            nanos += System.nanoTime() - started;
        }
    }
}
