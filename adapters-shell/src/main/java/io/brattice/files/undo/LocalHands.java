package io.brattice.files.undo;

import io.brattice.files.store.Store;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;
import java.util.TreeSet;

/**
 * The hands on this machine.
 *
 * <p>A copy has the bytes, mode, owner, user extended attributes and time of the original. Blocks of zeros become holes: where the
 * original has holes cannot be asked from Java. Of links, times are kept to the microsecond.
 */
final class LocalHands implements Hands {

    static final Hands LOCAL = new LocalHands();

    private static final int BLOCK = 4096;
    private static final int BUFFER = 64 * BLOCK;

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path name, Path existing) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public void unlink(Path name) throws IOException {
        Files.delete(name);
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        Files.createDirectory(folder);
    }

    @Override
    public void copy(Path from, Path to) throws IOException {
        switch (Sighting.of(from).kind()) {
            case FOLDER ->
                Files.createDirectory(
                        to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            case LINK -> Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            case FILE -> {
                Files.createFile(
                        to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                pour(from, to);
            }
            case NOTHING, OTHER ->
                throw new IOException("`" + from + "` is no file, folder or link: it cannot be copied");
        }
        dress(from, to);
    }

    @Override
    public void rewrite(Path from, Path to) throws IOException {
        Sighting there = Sighting.of(to);
        if ((there.mode() & 0200) == 0) {
            permit(to, there.uid(), there.gid(), there.mode() | 0200);
        }
        pour(from, to);
        dress(from, to);
    }

    /** Exchanges the bytes of a file for those of another. */
    private static void pour(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            out.truncate(0);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long place = 0;
            while (fill(in, buffer)) {
                for (int start = 0; start < buffer.limit(); start += BLOCK) {
                    int length = Math.min(BLOCK, buffer.limit() - start);
                    if (!isZero(buffer, start, length)) {
                        ByteBuffer block = buffer.slice(start, length);
                        while (block.hasRemaining()) {
                            out.write(block, place + start + block.position());
                        }
                    }
                }
                place += buffer.limit();
            }
            if (out.size() < place) { // it ends in a hole
                try (RandomAccessFile whole = new RandomAccessFile(to.toFile(), "rw")) {
                    whole.setLength(place);
                }
            }
            out.force(true);
        }
    }

    private static boolean fill(FileChannel in, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && in.read(buffer) >= 0) {}
        buffer.flip();
        return buffer.hasRemaining();
    }

    private static boolean isZero(ByteBuffer buffer, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (buffer.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void dress(Path from, Path to) throws IOException {
        Sighting facts = Sighting.of(from);
        if (facts.kind() != Sighting.Kind.LINK) {
            attributes(from, to);
        }
        permit(to, facts.uid(), facts.gid(), facts.mode());
        BasicFileAttributes times = Files.readAttributes(from, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        time(to, times.lastModifiedTime());
    }

    private static void attributes(Path from, Path to) throws IOException {
        UserDefinedFileAttributeView old = view(from);
        UserDefinedFileAttributeView fresh = view(to);
        if (old == null || fresh == null) {
            return; // a file system that has none
        }
        Set<String> names = new TreeSet<>(old.list());
        for (String name : fresh.list()) {
            if (!names.contains(name)) {
                fresh.delete(name);
            }
        }
        for (String name : names) {
            ByteBuffer value = ByteBuffer.allocate(old.size(name));
            old.read(name, value);
            value.flip();
            fresh.write(name, value);
        }
    }

    private static @org.jspecify.annotations.Nullable UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void permit(Path path, int uid, int gid, int mode) throws IOException {
        Sighting there = Sighting.of(path);
        if (there.uid() != uid) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        if (there.gid() != gid) {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
        if (there.kind() != Sighting.Kind.LINK && Sighting.of(path).mode() != mode) { // that of a link means nothing
            Files.setAttribute(path, "unix:mode", mode);
        }
    }

    @Override
    public void time(Path path, FileTime modified) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, null, null);
    }

    @Override
    public void note(Path file, String text) throws IOException {
        Path fresh = At.beside(file, ".new");
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Store.force(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
