package io.brattice.files.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/** The files of this host. */
final class LocalDisk implements Disk {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> CLOSED =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final SystemCopy system = new SystemCopy();

    @Override
    public void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, CLOSED);
    }

    @Override
    public Output create(Path file) throws IOException {
        return new LocalOutput(
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path name, Path existing) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(path);
    }

    @Override
    public void open(Path folder) throws IOException {
        int mode =
                Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer bits ? bits : 0;
        Files.setAttribute(folder, "unix:mode", (mode & 07777) | 0700, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void touch(Path file, Instant when) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    @Override
    public void force(Path path) throws IOException {
        Store.force(path);
    }

    @Override
    public boolean sync(Path folder) throws IOException {
        return system.sync(folder);
    }

    @Override
    public boolean share(Path from, Path to) throws IOException {
        boolean shared = system.share(from, to);
        if (shared) {
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        }
        return shared;
    }

    private static final class LocalOutput implements Output {
        private final FileChannel channel;

        LocalOutput(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void skip(long length) throws IOException {
            channel.position(channel.position() + length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
