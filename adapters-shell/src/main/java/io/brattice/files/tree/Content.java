package io.brattice.files.tree;

import io.brattice.action.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What is at a path, told by what it holds: names, kinds, modes, owners, bytes. Times do not count, so that what was changed
 * and put back is the same again. Where there is too much to read, it is the {@link Inventory}, in which times do count.
 */
public final class Content extends SimpleFileVisitor<Path> {

    /** The state of a path where nothing is. */
    public static final String NOTHING = "nothing";

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_THINGS = 20_000;

    private final Path root;
    private final List<String> entries = new ArrayList<>();
    private long bytes;
    private boolean complete = true;
    private final boolean dressed;

    private Content(Path root, boolean dressed) {
        this.root = root;
        this.dressed = dressed;
    }

    /** The state of a path, as text that is equal where the state is. */
    public static String of(Path root) throws IOException {
        return of(root, true);
    }

    /**
     * What is held alone, without modes and owners, which may be changed through other names of the same files; nor does it count what files
     * with several names hold that are in a folder.
     */
    public static String held(Path root) throws IOException {
        return of(root, false);
    }

    /** The SHA-256 of the bytes of one file, in hex. */
    public static String hash(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(
                Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String of(Path root, boolean dressed) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return NOTHING;
        }
        Content content = new Content(root, dressed);
        Files.walkFileTree(root, content);
        if (!content.complete) {
            return "by times " + Inventory.of(root).digest().hex();
        }
        Collections.sort(content.entries);
        return (dressed ? "by bytes " : "by bytes alone ")
                + Digest.of(String.join("\n", content.entries)).hex();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) throws IOException {
        return note(folder, "");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
        bytes += basic.size();
        if (bytes > MOST_BYTES || basic.isOther()) {
            complete = false;
            return FileVisitResult.TERMINATE;
        }
        if (basic.isSymbolicLink()) {
            return note(file, Files.readSymbolicLink(file).toString());
        }
        boolean several = !dressed
                && !file.equals(root)
                && !Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS));
        return note(
                file,
                several ? "several names" : Digest.of(Files.readAllBytes(file)).hex());
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        complete = false;
        return FileVisitResult.TERMINATE;
    }

    private FileVisitResult note(Path path, String held) throws IOException {
        Map<String, Object> known = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        String dress = known.get("mode") + "\0" + known.get("uid") + "\0" + known.get("gid");
        entries.add(root.relativize(path) + "\0" + (dressed ? dress : "") + "\0" + held);
        complete &= entries.size() <= MOST_THINGS;
        return complete ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }
}
