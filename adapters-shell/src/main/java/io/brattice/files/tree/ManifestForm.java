package io.brattice.files.tree;

import io.brattice.action.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The compact form of a {@link Manifest}: a version, the entries in order, each name without what it shares with the last one, and a digest of it all. */
final class ManifestForm {

    private static final int VERSION = 0x62720001;
    private static final int DIGEST_BYTES = 32;

    private ManifestForm() {}

    static byte[] bytes(Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(100 * manifest.entries().size() + 200);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(VERSION);
        text(out, manifest.root().toString());
        number(out, manifest.began());
        number(out, manifest.excluded().size());
        for (String name : manifest.excluded()) {
            text(out, name);
        }
        number(out, manifest.entries().size());
        String last = "";
        for (Map.Entry<String, Manifest.Entry> each : manifest.entries().entrySet()) {
            int same = common(last, each.getKey());
            number(out, same);
            text(out, each.getKey().substring(same));
            entry(out, each.getValue());
            last = each.getKey();
        }
        bytes.writeBytes(HexFormat.of().parseHex(Digest.of(bytes.toByteArray()).hex()));
        return bytes.toByteArray();
    }

    private static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int same = 0;
        while (same < length && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        // Half of a surrogate pair has no UTF-8 form.
        return same > 0 && Character.isHighSurrogate(one.charAt(same - 1)) ? same - 1 : same;
    }

    private static void entry(DataOutputStream out, Manifest.Entry entry) throws IOException {
        Sighting seen = entry.sighting();
        out.writeByte(letter(seen.kind()));
        for (long fact : new long[] {
            seen.mode(),
            seen.uid(),
            seen.gid(),
            seen.size(),
            seen.modified(),
            seen.changed(),
            seen.device(),
            seen.inode(),
            seen.links()
        }) {
            number(out, fact);
        }
        switch (seen.kind()) {
            case FILE -> out.write(HexFormat.of().parseHex(seen.held()));
            case LINK -> text(out, seen.held());
            case FOLDER, OTHER, NOTHING -> {}
        }
        number(out, entry.attributes().size());
        for (Map.Entry<String, String> each : new TreeMap<>(entry.attributes()).entrySet()) {
            text(out, each.getKey());
            text(out, each.getValue());
        }
    }

    private static char letter(Sighting.Kind kind) {
        return switch (kind) {
            case NOTHING -> 'n';
            case FILE -> 'f';
            case FOLDER -> 'd';
            case LINK -> 'l';
            case OTHER -> 'o';
        };
    }

    private static Sighting.Kind kind(byte letter) throws IOException {
        for (Sighting.Kind kind : Sighting.Kind.values()) {
            if (letter(kind) == letter) {
                return kind;
            }
        }
        throw new IOException("the manifest of a tree has something in it that is not known");
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(out, utf8.length);
        out.write(utf8);
    }

    /** Seven bits a byte, the lowest first. */
    private static void number(DataOutputStream out, long number) throws IOException {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static Manifest parse(byte[] bytes) throws IOException {
        int end = bytes.length - DIGEST_BYTES;
        if (end < Integer.BYTES) {
            throw new IOException("not the manifest of a tree: it is too short");
        }
        String digest = Digest.of(Arrays.copyOf(bytes, end)).hex();
        if (!digest.equals(HexFormat.of().formatHex(bytes, end, bytes.length))) {
            throw new IOException("the manifest of a tree is damaged");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
        if (in.readInt() != VERSION) {
            throw new IOException("the manifest of a tree is of another version");
        }
        try {
            return read(in);
        } catch (InvalidPathException e) {
            throw new IOException("the manifest of a tree has a name that cannot be written in this locale", e);
        }
    }

    private static Manifest read(DataInputStream in) throws IOException {
        Path root = Path.of(text(in));
        long began = number(in);
        Set<String> excluded = new TreeSet<>();
        for (long left = number(in); left > 0; left--) {
            excluded.add(text(in));
        }
        Map<String, Manifest.Entry> entries = new LinkedHashMap<>();
        String last = "";
        for (long left = number(in); left > 0; left--) {
            int same = (int) number(in);
            last = last.substring(0, same) + text(in);
            entries.put(last, entry(in));
        }
        return new Manifest(root, began, excluded, entries);
    }

    private static Manifest.Entry entry(DataInputStream in) throws IOException {
        Sighting.Kind kind = kind(in.readByte());
        Sighting seen = new Sighting(
                kind,
                (int) number(in),
                (int) number(in),
                (int) number(in),
                number(in),
                number(in),
                number(in),
                number(in),
                number(in),
                (int) number(in),
                "");
        String held = switch (kind) {
            case FILE -> HexFormat.of().formatHex(in.readNBytes(DIGEST_BYTES));
            case LINK -> text(in);
            case FOLDER, OTHER, NOTHING -> "";
        };
        Map<String, String> attributes = new TreeMap<>();
        for (long left = number(in); left > 0; left--) {
            attributes.put(text(in), text(in));
        }
        return new Manifest.Entry(seen.holding(held), attributes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes((int) number(in)), StandardCharsets.UTF_8);
    }

    private static long number(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return number;
            }
        }
    }
}
