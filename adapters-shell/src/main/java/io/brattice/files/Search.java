package io.brattice.files;

import io.brattice.files.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One search, bounded in every direction. For one run. */
final class Search {

    private static final int MOST_FILES = 20_000;
    private static final int LARGEST_FILE = 1 << 20;
    private static final long MOST_BYTES = 64L << 20;
    private static final int LONGEST_LINE = 300;
    private static final int MOST_IN_A_FOLDER = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Path root;
    private final Optional<String> pattern;
    private final Optional<Glob> names;
    private final boolean anyCase;
    private final int limit;
    private final Ground ground;
    private final long started = System.nanoTime();
    private final List<Matches.Match> found = new ArrayList<>();
    private int files;
    private int skipped;
    private long bytes;
    private String more = "";

    Search(Path root, Optional<String> pattern, Optional<Glob> names, boolean anyCase, int limit, Ground ground) {
        this.root = root;
        this.pattern = pattern.map(text -> anyCase ? text.toLowerCase(Locale.ROOT) : text);
        this.names = names;
        this.anyCase = anyCase;
        this.limit = limit;
        this.ground = ground;
    }

    Matches run() throws IOException {
        folder(root, 0);
        return new Matches(root.toString(), found, files, skipped, !more.isEmpty(), more);
    }

    private void folder(Path folder, int depth) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path each : stream) {
                if (entries.size() == MOST_IN_A_FOLDER) {
                    more = "a folder holds more than " + MOST_IN_A_FOLDER + " names; search parts of it";
                    break;
                }
                entries.add(each);
            }
        } catch (IOException | DirectoryIteratorException e) {
            if (depth == 0) {
                throw new IOException(Shown.path(folder) + " cannot be listed", e);
            }
            skipped++;
        }
        Collections.sort(entries);
        for (Path each : entries) {
            if (isOver()) {
                return;
            }
            World.Kind kind = LocalWorld.look(each, LinkOption.NOFOLLOW_LINKS);
            boolean passed = ground.secret(each).isPresent()
                    || Store.holdsGitData(root.relativize(each))
                    || LocalWorld.ofTheKernel(each)
                    || ground.store()
                            .filter(store -> each.startsWith(store.root()))
                            .isPresent();
            if (kind == World.Kind.FOLDER && !passed && depth < 100) {
                folder(each, depth + 1);
            } else if (kind == World.Kind.FILE && passed) {
                skipped++;
            } else if (kind == World.Kind.FILE && fits(each)) {
                file(each);
            }
        }
    }

    private boolean isOver() {
        if (found.size() >= limit) {
            more = "there may be more than " + limit + " matches; narrow the search, or pass a higher `limit`";
        } else if (files >= MOST_FILES || bytes >= MOST_BYTES || System.nanoTime() - started > LONGEST.toNanos()) {
            more = "the search was ended after " + files + " files; search parts of the folder";
        }
        return found.size() >= limit
                || files >= MOST_FILES
                || bytes >= MOST_BYTES
                || System.nanoTime() - started > LONGEST.toNanos();
    }

    private boolean fits(Path file) {
        String name = String.valueOf(file.getFileName());
        return names.isEmpty() || names.get().matches(name);
    }

    private void file(Path file) {
        files++;
        if (pattern.isEmpty()) {
            found.add(new Matches.Match(root.relativize(file).toString(), 0, ""));
            return;
        }
        Optional<String> text = text(file);
        if (text.isEmpty()) {
            skipped++;
            return;
        }
        long number = 0;
        for (String line : text.get().split("\n", -1)) {
            number++;
            int at = (anyCase ? line.toLowerCase(Locale.ROOT) : line).indexOf(pattern.get());
            if (at >= 0) {
                found.add(new Matches.Match(root.relativize(file).toString(), number, around(line, at)));
            }
            if (found.size() >= limit) {
                return;
            }
        }
    }

    private Optional<String> text(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] read = in.readNBytes(LARGEST_FILE + 1);
            bytes += read.length;
            return read.length > LARGEST_FILE ? Optional.empty() : LocalWorld.text(read);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** A long line is shown around what was found. */
    private static String around(String line, int at) {
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        int from = Math.max(0, Math.min(at, line.length()) - LONGEST_LINE / 3);
        int to = Math.min(line.length(), from + LONGEST_LINE);
        boolean low = from > 0 && Character.isLowSurrogate(line.charAt(from));
        boolean high = to < line.length() && Character.isHighSurrogate(line.charAt(to - 1));
        return (from > 0 ? "…" : "")
                + line.substring(from + (low ? 1 : 0), to - (high ? 1 : 0))
                + (to < line.length() ? "…" : "");
    }
}
