package io.brattice.files.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What was seen at one path, without following a link.
 *
 * @param mode permission bits, with the three special ones
 * @param modified when the content changed last, in nanoseconds since 1970; anybody may set it
 * @param changed when anything about it changed last, likewise; only the system sets it
 * @param links how many names it has
 * @param held the SHA-256 of a file's bytes in hex, or where a link leads; empty where it was not looked at
 */
public record Sighting(
        Kind kind,
        int mode,
        int uid,
        int gid,
        long size,
        long modified,
        long changed,
        long device,
        long inode,
        int links,
        String held) {

    /** What sort of thing it is. */
    public enum Kind {
        NOTHING,
        FILE,
        FOLDER,
        LINK,
        /** A pipe, socket or device. */
        OTHER
    }

    /** That nothing is there. */
    public static final Sighting NOTHING = new Sighting(Kind.NOTHING, 0, 0, 0, 0, 0, 0, 0, 0, 0, "");

    private static final String FACTS = "unix:mode,uid,gid,size,lastModifiedTime,ctime,dev,ino,nlink";
    private static final int KIND_OF_MODE = 0170000;

    public Sighting {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(held, "held");
    }

    /** Looks once. The bytes of a file are not read. */
    public static Sighting of(Path path) throws IOException {
        Map<String, Object> facts;
        try {
            facts = Files.readAttributes(path, FACTS, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return NOTHING;
        }
        int mode = (int) number(facts, "mode");
        Kind kind = switch (mode & KIND_OF_MODE) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.FOLDER;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
        return new Sighting(
                kind,
                mode & 07777,
                (int) number(facts, "uid"),
                (int) number(facts, "gid"),
                number(facts, "size"),
                time(facts, "lastModifiedTime"),
                time(facts, "ctime"),
                number(facts, "dev"),
                number(facts, "ino"),
                (int) number(facts, "nlink"),
                kind == Kind.LINK ? Files.readSymbolicLink(path).toString() : "");
    }

    private static long number(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static long time(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }

    /** The same with what it holds. */
    public Sighting holding(String what) {
        return new Sighting(kind, mode, uid, gid, size, modified, changed, device, inode, links, what);
    }

    /** True when nothing can have been done to it in between: the system would have set another time. */
    public boolean isUntouchedSince(Sighting before) {
        return kind == before.kind
                && device == before.device
                && inode == before.inode
                && changed == before.changed
                && modified == before.modified
                && size == before.size
                && mode == before.mode;
    }

    /**
     * True when the two would be taken for the same by whoever looks: kind, mode, owner, and of files content and time, of links where they
     * lead. What a file holds must be known of both, unless it is untouched.
     */
    public boolean isLike(Sighting other) {
        boolean same = kind == other.kind && mode == other.mode && uid == other.uid && gid == other.gid;
        return switch (kind) {
            case NOTHING, OTHER -> same;
            case FOLDER -> same;
            case LINK -> kind == other.kind && held.equals(other.held);
            case FILE ->
                same
                        && (isUntouchedSince(other)
                                || (size == other.size
                                        && modified == other.modified
                                        && !held.isEmpty()
                                        && held.equals(other.held)));
        };
    }
}
