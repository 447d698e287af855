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
import java.util.function.Function;

/**
 * What is at a path, told by what it holds: names, kinds, modes, owners, bytes. Times do not count, so that what was changed
 * and put back is the same again. Where there is too much to read, it is the {@link Inventory}, in which times do count.
 */
public final class Content extends SimpleFileVisitor<Path> {

    /** The state of a path where nothing is. */
    public static final String NOTHING = "nothing";

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_THINGS = 20_000;

    private static final String BY_BYTES = "by bytes ";
    private static final String ALONE = "by bytes alone ";
    private static final String IN_ALL = ", in all ";

    private final Path root;
    private final List<String> dressed = new ArrayList<>();
    private final List<String> alone = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private long bytes;
    private boolean complete = true;

    private Content(Path root) {
        this.root = root;
    }

    /** The state of a path, as text that is equal where the state is. */
    public static String of(Path root) throws IOException {
        return told(root, content -> BY_BYTES + digest(content.dressed));
    }

    /**
     * What is held, without modes and owners, which may be changed through other names of the same files: for {@link #isHeld}. It is told
     * twice, without and with what files hold that are in a folder and have several names.
     */
    public static String held(Path root) throws IOException {
        return told(root, content -> ALONE + digest(content.alone) + IN_ALL + digest(content.all));
    }

    /**
     * True when a path holds what it held, but for files with several names, into which others may write by those. That a file got another
     * name, or lost one, is no difference by itself: a name on a shelf is one too.
     *
     * @param held what {@link #held} said; in earlier releases that was only the first of the two
     */
    public static boolean isHeld(Path root, String held) throws IOException {
        String now = held(root);
        int then = held.indexOf(IN_ALL);
        int end = now.indexOf(IN_ALL);
        if (then < 0 || end < 0) {
            return held.equals(end < 0 ? now : now.substring(0, end));
        }
        return held.substring(0, then).equals(now.substring(0, end))
                || held.substring(then).equals(now.substring(end));
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

    private static String told(Path root, Function<Content, String> form) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return NOTHING;
        }
        Content content = new Content(root);
        Files.walkFileTree(root, content);
        return content.complete
                ? form.apply(content)
                : "by times " + Inventory.of(root).digest().hex();
    }

    private static String digest(List<String> entries) {
        Collections.sort(entries);
        return Digest.of(String.join("\n", entries)).hex();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) throws IOException {
        return note(folder, "", false);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
        bytes += basic.size();
        if (bytes > MOST_BYTES || basic.isOther()) {
            complete = false;
            return FileVisitResult.TERMINATE;
        }
        if (basic.isSymbolicLink()) {
            return note(file, Files.readSymbolicLink(file).toString(), false);
        }
        boolean several = !file.equals(root)
                && !Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS));
        return note(file, Digest.of(Files.readAllBytes(file)).hex(), several);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        complete = false;
        return FileVisitResult.TERMINATE;
    }

    private FileVisitResult note(Path path, String held, boolean several) throws IOException {
        Map<String, Object> known = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        String dress = known.get("mode") + "\0" + known.get("uid") + "\0" + known.get("gid");
        Path name = root.relativize(path);
        dressed.add(name + "\0" + dress + "\0" + held);
        alone.add(name + "\0\0" + (several ? "several names" : held));
        all.add(name + "\0\0" + held);
        complete &= dressed.size() <= MOST_THINGS;
        return complete ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }
}
