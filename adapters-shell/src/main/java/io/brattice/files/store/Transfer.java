package io.brattice.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of one file on their way to another, hashed as they pass.
 *
 * @param hash SHA-256 in hex
 * @param length how many bytes there were
 */
record Transfer(String hash, long length) {

    /** What is smaller has no holes worth keeping. */
    private static final long SPARSE_FROM = 64 << 10;

    /** From here on a copy that shares blocks is tried: it costs the start of a program, about as much as writing six megabytes. */
    private static final long SHARED_FROM = 16L << 20;

    private static final int BLOCK = 4 << 10;
    private static final byte[] ZEROS = new byte[BLOCK];

    /** Reads a file to its end. */
    static Transfer read(Path file) throws IOException {
        return pass(file, (buffer, length) -> {});
    }

    /** Copies a file to where nothing is. The hash is that of the bytes that are there then. */
    static Transfer copy(Path from, Path to, Disk disk) throws IOException {
        if (Files.size(from) >= SHARED_FROM && disk.share(from, to)) {
            return read(to);
        }
        try (Disk.Output out = disk.create(to)) {
            return copy(from, out);
        }
    }

    private static Transfer copy(Path from, Disk.Output to) throws IOException {
        if (Files.size(from) < SPARSE_FROM) {
            return pass(from, (buffer, length) -> to.write(buffer, 0, length));
        }
        Holes holes = new Holes(to);
        Transfer transfer = pass(from, holes);
        holes.end();
        return transfer;
    }

    static Transfer of(byte[] bytes) {
        return new Transfer(HexFormat.of().formatHex(sha256().digest(bytes)), bytes.length);
    }

    @FunctionalInterface
    private interface Pass {
        void on(byte[] buffer, int length) throws IOException;
    }

    private static Transfer pass(Path from, Pass pass) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[(int) Math.max(BLOCK, Math.min(SPARSE_FROM, Files.size(from) + 1))];
        long length = 0;
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS)) {
            int read = in.readNBytes(buffer, 0, buffer.length);
            while (read > 0) {
                digest.update(buffer, 0, read);
                pass.on(buffer, read);
                length += read;
                read = in.readNBytes(buffer, 0, buffer.length);
            }
        }
        return new Transfer(HexFormat.of().formatHex(digest.digest()), length);
    }

    /** Leaves blocks of zeros out. */
    private static final class Holes implements Pass {
        private final Disk.Output to;
        private long zeros; // so many were passed by and not written

        Holes(Disk.Output to) {
            this.to = to;
        }

        @Override
        public void on(byte[] buffer, int length) throws IOException {
            int from = 0; // where what is neither written nor passed by begins
            for (int at = 0; at + BLOCK <= length; at += BLOCK) {
                if (Arrays.equals(buffer, at, at + BLOCK, ZEROS, 0, BLOCK)) {
                    write(buffer, from, at - from);
                    zeros += BLOCK;
                    from = at + BLOCK;
                }
            }
            write(buffer, from, length - from);
        }

        private void write(byte[] buffer, int from, int length) throws IOException {
            if (length == 0) {
                return;
            }
            if (zeros > 0) {
                to.skip(zeros);
                zeros = 0;
            }
            to.write(buffer, from, length);
        }

        /** Only what is written gives a file its length. */
        void end() throws IOException {
            if (zeros > 0) {
                to.skip(zeros - 1);
                to.write(ZEROS, 0, 1);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256; check the security providers", e);
        }
    }
}
