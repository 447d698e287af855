package io.brattice.files.tree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What was seen in a tree: each folder listed once, each thing looked at once, no link followed and no other device entered. The bytes of
 * files are not read.
 *
 * <p>It is not of one moment: what others do meanwhile is seen in part. What vanishes between the listing and the look is a gap.
 *
 * @param began when it began, in nanoseconds since 1970
 * @param things by their name below the root, with `/` between folders; the root itself is the empty name. A folder comes before what is in it
 * @param bytes the sizes of the files together
 * @param gaps why there may be more than was seen, one line each; empty for a scan that counts
 * @param vanished true where the only gaps are things that vanished: another scan may have none
 */
public record Scan(
        Path root, long began, Map<String, Sighting> things, long bytes, List<String> gaps, boolean vanished) {

    private static final int MOST_GAPS = 20;

    public Scan {
        Objects.requireNonNull(root, "root");
        things = Collections.unmodifiableMap(things);
        gaps = List.copyOf(gaps);
    }

    /**
     * Looks.
     *
     * @param root an absolute path; where nothing is, the scan is empty
     * @param excluded names below the root that are no part of it, with all below them
     */
    public static Scan of(Path root, Extent extent, Set<String> excluded) throws IOException {
        return new Walk(root, extent, excluded).scan();
    }

    /** Now, as scans tell it. */
    static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** True when everything that is there was seen. */
    public boolean isComplete() {
        return gaps.isEmpty();
    }

    /** The way through a tree. It keeps what is still to be listed itself: a deep tree would be too deep for a recursion. */
    private static final class Walk {
        private final Path root;
        private final Extent extent;
        private final Set<String> excluded;
        private final int start;
        private final long began = now();
        private final long started = System.nanoTime();
        private final Map<String, Sighting> things = new LinkedHashMap<>();
        private final ArrayDeque<Path> unlisted = new ArrayDeque<>();
        private final List<String> gaps = new ArrayList<>();
        private boolean vanished = true;
        private boolean ended;
        private long bytes;
        private long device;

        Walk(Path root, Extent extent, Set<String> excluded) {
            this.root = root;
            this.extent = extent;
            this.excluded = excluded;
            this.start = root.toString().length() + (root.getNameCount() == 0 ? 0 : 1);
        }

        Scan scan() throws IOException {
            Sighting top = Sighting.of(root);
            if (top.kind() != Sighting.Kind.NOTHING) {
                device = top.device();
                note(root, "", top);
            }
            while (!unlisted.isEmpty() && !ended) {
                list(unlisted.pop());
            }
            return new Scan(root, began, things, bytes, gaps, vanished && !gaps.isEmpty());
        }

        private void list(Path folder) {
            try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
                for (Path path : names) {
                    if (ended) {
                        return;
                    }
                    look(path);
                }
            } catch (IOException | DirectoryIteratorException e) {
                gap("`" + folder + "` cannot be listed", false);
            }
        }

        private void look(Path path) {
            String name = path.toString().substring(start);
            if (excluded.contains(name)) {
                return;
            }
            if (name.indexOf('\uFFFD') >= 0 && !root.resolve(name).equals(path)) {
                gap("`" + path + "` has a name that cannot be written in this locale", false);
                return;
            }
            try {
                Sighting seen = Sighting.of(path);
                if (seen.kind() == Sighting.Kind.NOTHING) {
                    gap("`" + path + "` vanished while it was looked at", true);
                } else {
                    note(path, name, seen);
                }
            } catch (IOException e) {
                gap("`" + path + "` cannot be looked at", false);
            }
        }

        private void note(Path path, String name, Sighting seen) {
            things.put(name, seen);
            switch (seen.kind()) {
                case FILE -> bytes += seen.size();
                case FOLDER -> {
                    if (seen.device() == device) {
                        unlisted.push(path);
                    } else {
                        gap("another device is mounted at `" + path + "`", false);
                    }
                }
                case LINK, OTHER, NOTHING -> {}
            }
            if (things.size() > extent.things()) {
                end("there are more than " + extent.things() + " things in `" + root + "`");
            } else if (bytes > extent.bytes()) {
                end("there are more than " + extent.bytes() + " bytes in `" + root + "`");
            } else if (System.nanoTime() - started > extent.time().toNanos()) {
                end("it takes too long to look at all of `" + root + "`");
            }
        }

        private void end(String why) {
            ended = true;
            gap(why, false);
        }

        private void gap(String why, boolean vanishing) {
            vanished &= vanishing;
            if (gaps.size() < MOST_GAPS) {
                gaps.add(why);
            }
        }
    }
}
