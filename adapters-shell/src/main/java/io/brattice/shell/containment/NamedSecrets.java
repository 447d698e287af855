package io.brattice.shell.containment;

import io.brattice.files.SecretNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets of a home folder that only their names tell, and the doors of daemons: found by looking near its top.
 *
 * <p>Does not look deeper than a few folders, into the places of tools and into what is made anew from other things, nor at more than some
 * thousand files; what it found it believes for a moment.
 */
final class NamedSecrets {

    private static final int DEEPEST = 4;
    private static final int MOST_FILES = 20_000;
    private static final int MOST_READ = 8 << 10;
    private static final Duration REMEMBERED = Duration.ofSeconds(20);

    /** Where tools keep what they came with or downloaded: keys in there are examples and certificates that are needed. */
    private static final Set<String> OF_TOOLS = Set.of(
            ".cargo",
            ".rustup",
            ".pyenv",
            ".nvm",
            ".m2",
            ".gradle",
            ".cache",
            "go",
            ".npm",
            ".sdkman",
            ".rbenv",
            ".local",
            ".vscode",
            ".vscode-server",
            ".deno",
            ".bun",
            ".volta",
            ".asdf",
            ".conda",
            "miniconda3",
            "anaconda3",
            "snap",
            ".terraform.d",
            ".terraform",
            "node_modules",
            ".git",
            ".venv",
            "venv",
            "target",
            "build",
            "dist",
            "vendor",
            "site-packages",
            "__pycache__");

    private record Seen(List<Path> paths, long until) {}

    private static final class Looking {
        private final List<Path> found = new ArrayList<>();
        private int left = MOST_FILES;
    }

    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /** Their paths, without links. */
    List<Path> below(Path home, Path workspace) {
        Seen known = seen.get(home);
        if (known != null && System.nanoTime() - known.until() < 0) {
            return known.paths();
        }
        List<Path> paths = look(home, workspace);
        seen.clear(); // nobody has many homes
        seen.put(home, new Seen(paths, System.nanoTime() + REMEMBERED.toNanos()));
        return paths;
    }

    /** Level by level, so that what is left out is the deepest. */
    private static List<Path> look(Path home, Path workspace) {
        Looking looking = new Looking();
        ArrayDeque<Path> level = new ArrayDeque<>(List.of(home));
        for (int depth = 0; depth < DEEPEST; depth++) {
            ArrayDeque<Path> next = new ArrayDeque<>();
            for (Path folder : level) {
                if (!folder.equals(workspace)) {
                    look(folder, looking, next);
                }
            }
            level = next;
        }
        return List.copyOf(looking.found);
    }

    private static void look(Path folder, Looking looking, ArrayDeque<Path> next) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path path : all) {
                if (looking.left-- <= 0) {
                    return;
                }
                look(
                        path,
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS),
                        looking,
                        next);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What cannot be looked into has nothing that a command of the same user could see.
        }
    }

    private static void look(Path path, BasicFileAttributes facts, Looking looking, ArrayDeque<Path> next)
            throws IOException {
        if (facts.isSymbolicLink()) {
            return;
        }
        if (facts.isDirectory()) {
            if (SecretNames.reasonForFolder(path).isPresent()) {
                looking.found.add(path);
            } else if (!OF_TOOLS.contains(String.valueOf(path.getFileName()))) {
                next.add(path);
            }
        } else if (facts.isOther() ? isSocket(path) : isSecret(path)) {
            looking.found.add(path);
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return mode instanceof Integer bits && (bits & 0170000) == 0140000;
    }

    /** A certificate is none, though it has the ending of a key. */
    private static boolean isSecret(Path path) throws IOException {
        Optional<String> reason = SecretNames.reason(path);
        if (reason.isEmpty() || HiddenPaths.TABLE.redacts(path)) {
            return false;
        }
        String name = path.toString();
        if (!name.endsWith(".pem") && !name.endsWith(".key")) {
            return true;
        }
        if (!Files.isReadable(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            String text = new String(in.readNBytes(MOST_READ), StandardCharsets.ISO_8859_1);
            return !text.contains("-----BEGIN ") || text.contains("PRIVATE KEY");
        }
    }
}
