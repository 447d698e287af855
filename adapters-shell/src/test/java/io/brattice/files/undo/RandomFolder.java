package io.brattice.files.undo;

import io.brattice.files.tree.UserAttributes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small tree of awkward things, and everything that a program may do to it. */
final class RandomFolder {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final String[] NAMES = {
        "a", "b", "c.txt", "with blank", "new\nline", "-rf", "gl*b", ".hidden", "a.b", "d", "e!"
    };
    private static final String[] CONTENTS = {"", "one\n", "two\n", "three\nfour\n", "x".repeat(9_000)};
    private static final String[] MODES = {"rw-r--r--", "r--r--r--", "rwxr-x---", "rw-rw-rw-", "-w-------"};
    private static final String[] FOLDER_MODES = {"rwxr-xr-x", "rwx------", "r-xr-xr-x", "rwxrwxrwx"};

    private final Path root;
    private final Random random;

    /** What was done, for people. */
    final List<String> done = new ArrayList<>();

    RandomFolder(Path root, Random random) {
        this.root = root;
        this.random = random;
    }

    void fill() throws IOException {
        Files.createDirectories(root);
        for (int i = 4 + random.nextInt(14); i > 0; i--) {
            grow();
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            touch();
        }
        done.clear();
    }

    private void grow() throws IOException {
        Path fresh = fresh();
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> Files.createDirectories(fresh);
            case 3 -> Files.createSymbolicLink(fresh, Path.of(random.nextBoolean() ? ".." : "a"));
            case 4 -> sparse(fresh);
            case 5 -> link(fresh);
            default -> Files.writeString(fresh, content());
        }
        done.add("grow " + root.relativize(fresh));
    }

    private void sparse(Path file) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(20_000 + random.nextInt(50_000));
            out.writeByte(random.nextInt(2));
        }
    }

    private void link(Path fresh) throws IOException {
        Path old = any();
        if (isFile(old)) {
            Files.createLink(fresh, old);
        }
    }

    /** Some deeds, one after the other. */
    void shake(int most) throws IOException {
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            deed();
        }
    }

    private void deed() throws IOException {
        Path path = any();
        int which = random.nextInt(18);
        done.add(which + " " + root.relativize(path));
        switch (which) {
            case 0, 1, 2 -> grow();
            case 3, 4 -> touch();
            case 5 -> write(path, StandardOpenOption.APPEND);
            case 6 -> write(path, StandardOpenOption.TRUNCATE_EXISTING);
            case 7 -> forge(path);
            case 8 -> truncate(path);
            case 9 -> remove(path);
            case 10 -> exchange(path, fresh());
            case 11 -> rename(path, any());
            case 12 -> rename(path, fresh());
            case 13 -> toFile(path);
            case 14 -> toLink(path);
            case 15 -> toFolder(path);
            case 16 -> copyOver(path, any());
            default -> comeAndGo(path);
        }
    }

    /** Times, modes, owners and attributes. */
    private void touch() throws IOException {
        Path path = any();
        if (Files.isSymbolicLink(path)) {
            return;
        }
        boolean folder = Files.isDirectory(path);
        String[] modes = folder ? FOLDER_MODES : MODES;
        switch (random.nextInt(4)) {
            case 0 ->
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(modes[random.nextInt(modes.length)]));
            case 1 ->
                UserAttributes.set(
                        path,
                        random.nextInt(3) == 0
                                ? Map.of()
                                : Map.of("note", content().substring(0, 0) + random.nextInt(9)));
            case 2 -> {
                if (ROOT) {
                    Files.setAttribute(path, random.nextBoolean() ? "unix:uid" : "unix:gid", random.nextInt(3) * 1_000);
                }
            }
            default ->
                Files.setLastModifiedTime(
                        path, FileTime.from(1_600_000_000_000_000_000L + random.nextInt(), TimeUnit.NANOSECONDS));
        }
        done.add("touch " + root.relativize(path));
    }

    private void write(Path path, StandardOpenOption how) throws IOException {
        if (isFile(path)) {
            Files.writeString(path, content(), StandardOpenOption.WRITE, how);
        }
    }

    /** Other bytes of the same length, and the time as before. */
    private void forge(Path path) throws IOException {
        if (isFile(path) && Files.size(path) > 0) {
            FileTime time = Files.getLastModifiedTime(path);
            byte[] bytes = Files.readAllBytes(path);
            bytes[random.nextInt(bytes.length)] ^= 1;
            Files.write(path, bytes);
            Files.setLastModifiedTime(path, time);
        }
    }

    private void truncate(Path path) throws IOException {
        if (isFile(path)) {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }
        }
    }

    /** Two names are exchanged, through a third. */
    private void exchange(Path path, Path third) throws IOException {
        Path other = any();
        if (path.equals(root)
                || other.equals(root)
                || path.startsWith(other)
                || other.startsWith(path)
                || third.startsWith(path)
                || third.startsWith(other)) {
            return;
        }
        Files.move(path, third);
        Files.move(other, path);
        Files.move(third, other);
    }

    private void rename(Path from, Path to) throws IOException {
        if (!from.equals(root) && !to.startsWith(from) && !from.startsWith(to)) {
            remove(to);
            Files.move(from, to);
        }
    }

    private void toFile(Path path) throws IOException {
        if (remove(path)) {
            Files.writeString(path, content());
        }
    }

    private void toLink(Path path) throws IOException {
        if (remove(path)) {
            Files.createSymbolicLink(path, random.nextBoolean() ? root : Path.of("c.txt"));
        }
    }

    private void toFolder(Path path) throws IOException {
        if (remove(path)) {
            Files.createDirectories(path.resolve("d"));
        }
    }

    private void copyOver(Path from, Path to) throws IOException {
        if (isFile(from) && isFile(to) && !Files.isSameFile(from, to)) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Leaves no trace but the time of a folder. */
    private void comeAndGo(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(Files.createTempFile(path, "t", ""));
        }
    }

    private boolean remove(Path path) throws IOException {
        if (path.equals(root) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes known) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
        return true;
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private String content() {
        return CONTENTS[random.nextInt(CONTENTS.length)] + (random.nextBoolean() ? "" : random.nextInt(10));
    }

    private Path any() throws IOException {
        List<Path> all = all(false);
        return all.get(random.nextInt(all.size()));
    }

    /** Where nothing is, in a folder that is there. */
    private Path fresh() throws IOException {
        List<Path> folders = all(true);
        Path folder = folders.get(random.nextInt(folders.size()));
        Path path = folder.resolve(NAMES[random.nextInt(NAMES.length)]);
        while (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            path = path.resolveSibling(path.getFileName() + "'");
        }
        return path;
    }

    private List<Path> all(boolean folders) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !folders || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
