package io.brattice.files.undo;

import io.brattice.action.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the index of a git repository says, without what it remembers of the times and inodes of files: whoever asks git for the state of the work tree
 * writes that anew, and has changed nothing.
 */
final class GitIndex {

    private static final int MOST = 64 << 20;
    private static final int DIRC = 0x44495243;
    private static final int HASH = 20;
    private static final int EXTENDED = 0x4000;

    /** What else an index may hold that git only remembers to be quick. */
    private static final Set<String> CACHES = Set.of("TREE", "UNTR", "FSMN", "EOIE", "IEOT");

    private GitIndex() {}

    /** True for a name that git gives to an index. */
    static boolean is(String name) {
        return name.equals(".git/index")
                || name.endsWith("/.git/index")
                || (name.contains(".git/worktrees/") && name.endsWith("/index"));
    }

    /** Equal for two that say the same. Of one that cannot be read here it is a digest of all of it. */
    static String meaning(Path index) throws IOException {
        if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS) || Files.size(index) > MOST) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(index);
        try {
            return "says " + Digest.of(said(ByteBuffer.wrap(bytes))).hex();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return "holds " + Digest.of(bytes).hex();
        }
    }

    private static byte[] said(ByteBuffer in) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int signature = in.getInt();
        int version = in.getInt();
        int entries = in.getInt();
        if (signature != DIRC || version < 2 || version > 4 || entries < 0) {
            throw new IllegalArgumentException("no index that is known");
        }
        for (int i = 0; i < entries; i++) {
            entry(in, version, said);
        }
        while (in.remaining() > HASH) {
            byte[] name = taken(in, 4);
            byte[] held = taken(in, in.getInt());
            if (!CACHES.contains(new String(name, StandardCharsets.ISO_8859_1))) {
                said.writeBytes(name);
                said.writeBytes(held);
            }
        }
        if (in.remaining() != HASH) {
            throw new IllegalArgumentException("it does not end where it should");
        }
        return said.toByteArray();
    }

    /** Kept are the mode, the hash, the flags, and the name. */
    private static void entry(ByteBuffer in, int version, ByteArrayOutputStream said) {
        int start = in.position();
        taken(in, 24);
        said.writeBytes(taken(in, 4));
        taken(in, 12);
        said.writeBytes(taken(in, HASH));
        byte[] flags = taken(in, 2);
        said.writeBytes(flags);
        if ((ByteBuffer.wrap(flags).getShort() & EXTENDED) != 0) {
            said.writeBytes(taken(in, 2));
        }
        if (version == 4) {
            byte shorter;
            do {
                shorter = in.get();
                said.write(shorter);
            } while (shorter < 0);
        }
        byte each;
        do {
            each = in.get();
            said.write(each);
        } while (each != 0);
        if (version < 4) {
            int length = in.position() - 1 - start;
            in.position(start + ((length + 8) & ~7));
        }
    }

    private static byte[] taken(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("it is cut off");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
