package io.brattice.files.tree;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is at a path: counted, and told apart from anything else that may be there later. Links are not followed.
 *
 * <p>The digest covers name, kind, mode, owner, size, inode, modification and change time of every entry, not the content: on
 * a file system that keeps change times, nothing can be written without changing it.
 *
 * @param things files, folders and links, the thing itself included; 0 where nothing is
 * @param bytes the sizes of the files together
 * @param complete false when the walk met its bound or something unreadable: there may be more
 * @param oneDevice false when something is mounted below
 * @param ordinary false when there are devices, sockets or pipes
 */
public record Inventory(long things, long bytes, boolean complete, boolean oneDevice, boolean ordinary, Digest digest) {

    private static final int MOST_THINGS = 200_000;
    private static final Duration LONGEST_WALK = Duration.ofSeconds(4);
    private static final Inventory NOTHING = new Inventory(0, 0, true, true, true, Digest.of("nothing"));
    private static final String TOLD_APART_BY = "unix:dev,ino,mode,uid,gid,size,lastModifiedTime,ctime";

    /** Looks at a path and everything below it. */
    public static Inventory of(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return NOTHING;
        }
        Walk walk = new Walk(root);
        Files.walkFileTree(root, walk);
        return walk.inventory();
    }

    /** True when nothing is there, not even a broken link. */
    public boolean isNothing() {
        return things == 0;
    }

    /** The identity of one thing that a rename keeps: its device and inode. */
    public static String identity(Path path) throws IOException {
        Map<String, Object> known = Files.readAttributes(path, "unix:dev,ino", LinkOption.NOFOLLOW_LINKS);
        return known.get("dev") + ":" + known.get("ino");
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final long started = System.nanoTime();
        private final Object device;
        private final List<String> entries = new ArrayList<>();
        private long bytes;
        private boolean complete = true;
        private boolean oneDevice = true;
        private boolean ordinary = true;

        Walk(Path root) throws IOException {
            this.root = root;
            this.device = Files.getAttribute(root, "unix:dev", LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) {
            return note(folder, basic);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes basic) {
            return note(file, basic);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            complete = false;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            complete &= failure == null;
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult note(Path path, BasicFileAttributes basic) {
            if (entries.size() >= MOST_THINGS || System.nanoTime() - started > LONGEST_WALK.toNanos()) {
                complete = false;
                return FileVisitResult.TERMINATE;
            }
            Map<String, Object> all;
            try {
                all = Files.readAttributes(path, TOLD_APART_BY, LinkOption.NOFOLLOW_LINKS);
            } catch (IOException gone) {
                complete = false;
                return FileVisitResult.CONTINUE;
            }
            bytes += basic.isRegularFile() ? basic.size() : 0;
            ordinary &= !basic.isOther();
            oneDevice &= device.equals(all.get("dev"));
            StringBuilder entry =
                    new StringBuilder(200).append(root.relativize(path)).append('\0');
            for (String name : TOLD_APART_BY.substring("unix:".length()).split(",", -1)) {
                entry.append(all.get(name)).append('\0');
            }
            entries.add(entry.toString());
            return FileVisitResult.CONTINUE;
        }

        Inventory inventory() {
            Collections.sort(entries);
            String all = String.join("\n", entries);
            byte[] utf8 = all.getBytes(StandardCharsets.UTF_8);
            return new Inventory(entries.size(), bytes, complete, oneDevice, ordinary, Digest.of(utf8));
        }
    }
}
