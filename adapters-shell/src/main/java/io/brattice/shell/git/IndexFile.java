package io.brattice.shell.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A glance at a repository's index, without git.
 *
 * @param inner where other repositories are in it, from the top; none when it cannot be read here
 * @param nested true when other repositories are in it
 * @param odd true when it has conflicts, or files that git was told not to look at, or cannot be read here
 * @param converted true when attributes are tracked: files may hold other bytes than git stores
 */
record IndexFile(List<String> inner, boolean nested, boolean odd, boolean converted) {

    static final IndexFile NOTHING = new IndexFile(List.of(), false, false, false);

    private static final int MOST = 128 << 20;
    private static final IndexFile UNREADABLE = new IndexFile(List.of(), true, true, true);

    static IndexFile of(Path index) {
        try {
            if (!Files.exists(index)) {
                return NOTHING;
            }
            return Files.size(index) > MOST ? UNREADABLE : read(ByteBuffer.wrap(Files.readAllBytes(index)));
        } catch (IOException | java.nio.BufferUnderflowException | IllegalArgumentException e) {
            return UNREADABLE;
        }
    }

    private static IndexFile read(ByteBuffer in) {
        if (in.getInt() != 0x44495243) {
            return UNREADABLE;
        }
        int version = in.getInt();
        int entries = in.getInt();
        if (version < 2 || version > 3) {
            return UNREADABLE;
        }
        List<String> inner = new ArrayList<>();
        boolean odd = false;
        boolean converted = false;
        byte[] ending = ".gitattributes".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < entries; i++) {
            int start = in.position();
            boolean inside = (in.getInt(start + 24) >>> 12 & 15) == 14;
            int flags = in.getShort(start + 60);
            odd |= (flags & 0x8000) != 0 || (flags & 0x3000) != 0;
            int name = start + 62;
            if ((flags & 0x4000) != 0) {
                odd |= (in.getShort(name) & 0x4000) != 0;
                name += 2;
            }
            int end = name;
            while (in.get(end) != 0) {
                end++;
            }
            converted |= endsWith(in, name, end, ending);
            if (inside) {
                byte[] path = new byte[end - name];
                in.get(name, path);
                inner.add(new String(path, StandardCharsets.UTF_8));
            }
            in.position(start + ((end - start + 8) & ~7));
        }
        return new IndexFile(List.copyOf(inner), !inner.isEmpty(), odd, converted);
    }

    private static boolean endsWith(ByteBuffer in, int from, int to, byte[] ending) {
        if (to - from < ending.length) {
            return false;
        }
        for (int i = 0; i < ending.length; i++) {
            if (in.get(to - ending.length + i) != ending[i]) {
                return false;
            }
        }
        return true;
    }
}
