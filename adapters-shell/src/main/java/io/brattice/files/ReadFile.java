package io.brattice.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code read_file}: a text file, or some lines of it. */
final class ReadFile implements FileOperation {

    static final int MOST_BYTES = 256 << 10;
    private static final long MOST_SKIPPED = 256L << 20;

    @Override
    public String name() {
        return "read_file";
    }

    @Override
    public Form form() {
        return Form.of(name()).text("path").maybeNumber("offset").maybeNumber("limit");
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Deed plan(Form.Filled asked, Ground ground) throws IOException {
        Path path = ground.target(asked.text("path"), "path");
        long offset = asked.number("offset", 1);
        long limit = asked.number("limit", Long.MAX_VALUE);
        ground.refuseUnlessReadable(path, World.Kind.FILE);
        long size = ground.world().size(path);
        return new Deed.Draft(ground)
                .reads(path, size)
                .saw(path + "\0"
                        + (ground.secret(path).isPresent()
                                ? ground.inventory(path).digest().hex()
                                : ""))
                .says("reads " + Shown.path(path) + " (" + size + " bytes)")
                .deed("it only reads", () -> read(path, offset, limit));
    }

    private static FileText read(Path path, long offset, long limit) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), 1 << 16)) {
            long before = skip(in, offset - 1, path);
            if (before < offset - 1) {
                return new FileText(path.toString(), "", offset, 0, false, "the file has only " + before + " lines");
            }
            ByteArrayOutputStream taken = new ByteArrayOutputStream();
            long lines = 0;
            int lineStart = 0;
            int next = in.read();
            while (next >= 0 && lines < limit && taken.size() < MOST_BYTES) {
                taken.write(next);
                if (next == '\n') {
                    lines++;
                    lineStart = taken.size();
                }
                next = in.read();
            }
            byte[] bytes = taken.toByteArray();
            boolean more = next >= 0;
            boolean cut = more && lineStart < bytes.length;
            if (cut && lineStart > 0) {
                bytes = Arrays.copyOf(bytes, lineStart);
            } else if (cut) {
                bytes = Arrays.copyOf(bytes, wholeCharacters(bytes));
            }
            String text = LocalWorld.text(bytes)
                    .orElseThrow(() -> new RefusedCall(Shown.path(path) + " is no UTF-8 text; use a command"));
            boolean part = cut && lineStart == 0;
            long shown = lines + (part || (!more && lineStart < bytes.length) ? 1 : 0);
            return new FileText(path.toString(), text, offset, shown, more, more ? how(offset + shown, part) : "");
        }
    }

    private static String how(long next, boolean part) {
        return part
                ? "line " + (next - 1) + " is longer than " + (MOST_BYTES >> 10)
                        + " KiB and was cut: read it with a command, or pass `offset` " + next + " for what follows"
                : "there is more: pass `offset` " + next;
    }

    /** Skips lines; answers how many there were. */
    private static long skip(InputStream in, long wanted, Path path) throws IOException {
        long lines = 0;
        long bytes = 0;
        boolean open = false;
        while (lines < wanted) {
            int next = in.read();
            if (next < 0) {
                return lines + (open ? 1 : 0);
            }
            if (++bytes > MOST_SKIPPED) {
                throw new RefusedCall("line " + (wanted + 1) + " of " + Shown.path(path) + " is more than "
                        + (MOST_SKIPPED >> 20) + " MiB into it; use a command");
            }
            open = next != '\n';
            lines += open ? 0 : 1;
        }
        return lines;
    }

    /** How many bytes there are before a character of UTF-8 that is cut off at the end. */
    private static int wholeCharacters(byte[] bytes) {
        int lead = bytes.length - 1;
        while (lead > 0 && bytes.length - lead < 4 && (bytes[lead] & 0xc0) == 0x80) {
            lead--;
        }
        int first = bytes[lead] & 0xff;
        int wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        return bytes.length - lead < wanted ? lead : bytes.length;
    }
}
