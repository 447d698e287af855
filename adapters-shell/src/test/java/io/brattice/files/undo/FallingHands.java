package io.brattice.files.undo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/** The hands of a process that dies right before one of its moves, or in the middle of it where it writes. */
final class FallingHands implements Hands {

    /** The process is gone. */
    static final class Fall extends Error {
        private static final long serialVersionUID = 1L;
    }

    private int left;

    /** @param moves how many it makes; negative for one that never falls */
    FallingHands(int moves) {
        this.left = moves;
    }

    /** One more move, whoever makes it. */
    void move() {
        if (left == 0) {
            throw new Fall();
        }
        left--;
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        move();
        LocalHands.LOCAL.rename(from, to);
    }

    @Override
    public void link(Path name, Path existing) throws IOException {
        move();
        LocalHands.LOCAL.link(name, existing);
    }

    @Override
    public void unlink(Path name) throws IOException {
        move();
        LocalHands.LOCAL.unlink(name);
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        move();
        LocalHands.LOCAL.makeFolder(folder);
    }

    @Override
    public void copy(Path from, Path to) throws IOException {
        if (left == 0 && Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            half(from, to);
        }
        move();
        LocalHands.LOCAL.copy(from, to);
    }

    @Override
    public void rewrite(Path from, Path to) throws IOException {
        if (left == 0) {
            half(from, to);
        }
        move();
        LocalHands.LOCAL.rewrite(from, to);
    }

    /** Writes as far as half of the bytes. */
    private static void half(Path from, Path to) throws IOException {
        byte[] bytes = Files.readAllBytes(from);
        Files.write(to, Arrays.copyOf(bytes, bytes.length / 2));
    }

    @Override
    public void dress(Path from, Path to) throws IOException {
        move();
        LocalHands.LOCAL.dress(from, to);
    }

    @Override
    public void permit(Path path, int uid, int gid, int mode) throws IOException {
        move();
        LocalHands.LOCAL.permit(path, uid, gid, mode);
    }

    @Override
    public void time(Path path, FileTime modified) throws IOException {
        move();
        LocalHands.LOCAL.time(path, modified);
    }

    @Override
    public void note(Path file, String text) throws IOException {
        move();
        LocalHands.LOCAL.note(file, text);
    }
}
