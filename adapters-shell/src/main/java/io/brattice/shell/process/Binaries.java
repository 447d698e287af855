package io.brattice.shell.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where programs are: a name is only ever a program of a trusted folder.
 *
 * <p>In the system's folders a program is trusted when it, what it links to and the folder of that belong to root and nobody
 * else may write to them. In folders that the operator added it may belong to anyone, but not everyone may write to it.
 *
 * <p>Does not read what a program is: a script of a trusted folder is as good as a binary.
 */
public final class Binaries {

    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 512;
    private static final int MOST_LINKS = 40;
    private static final int GROUP_OR_OTHERS_WRITE = 0022;
    private static final int OTHERS_WRITE = 0002;

    /**
     * A program.
     *
     * @param name by which it is called; what it does may depend on it
     * @param path absolute, in a trusted folder; perhaps a link
     */
    public record Binary(String name, Path path) {}

    private record Known(Optional<Binary> binary, long until) {}

    private final List<Path> system;
    private final List<Path> added;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Binaries(List<Path> system, List<Path> added) {
        this.system = List.copyOf(system);
        this.added = List.copyOf(added);
    }

    /** The absolute path of the program of this name; empty when there is none that is trusted. A name has no slash. */
    public Optional<Path> resolve(String name) {
        return named(name).map(Binary::path);
    }

    /** True when PATH would find a program of this name, trusted or not. */
    public boolean isThere(String name) {
        if (resolve(name).isPresent()) {
            return true;
        }
        try {
            for (Path folder : system) {
                if (isProgram(folder.resolve(name))) {
                    return true;
                }
            }
            for (Path folder : added) {
                if (isProgram(folder.resolve(name))) {
                    return true;
                }
            }
            return false;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * The program that a word names.
     *
     * @param word a name, or a path, which counts only when its links lead into a trusted folder
     * @param cwd where a relative path begins
     */
    public Optional<Binary> find(String word, Optional<Path> cwd) {
        if (word.indexOf('/') < 0) {
            return named(word);
        }
        try {
            Path path = Path.of(word);
            if (!path.isAbsolute() && cwd.isEmpty()) {
                return Optional.empty();
            }
            Path at = cwd.map(folder -> folder.resolve(path)).orElse(path);
            for (int links = 0; links < MOST_LINKS; links++) {
                Path parent = at.getParent();
                Path name = at.getFileName();
                if (parent == null || name == null) {
                    return Optional.empty();
                }
                Path folder = parent.toRealPath();
                if (isTrusted(folder)) {
                    return named(name.toString()).filter(binary -> isSame(binary.path(), folder.resolve(name)));
                }
                if (!Files.isSymbolicLink(folder.resolve(name))) {
                    return Optional.empty();
                }
                at = folder.resolve(Files.readSymbolicLink(folder.resolve(name)));
            }
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<Binary> named(String name) {
        Known seen = known.get(name);
        if (seen != null && System.nanoTime() - seen.until() < 0) {
            return seen.binary();
        }
        Optional<Binary> found = look(name);
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        known.put(name, new Known(found, System.nanoTime() + REMEMBERED.toNanos()));
        return found;
    }

    /** Only the first that PATH would find counts: one that is not trusted does not give way to one behind it. */
    private Optional<Binary> look(String name) {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            for (Path folder : system) {
                if (isProgram(folder.resolve(name))) {
                    return trusted(name, folder, GROUP_OR_OTHERS_WRITE, true);
                }
            }
            for (Path folder : added) {
                if (isProgram(folder.resolve(name))) {
                    return trusted(name, folder, OTHERS_WRITE, false);
                }
            }
            return Optional.empty();
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static Optional<Binary> trusted(String name, Path folder, int writable, boolean ofRoot) throws IOException {
        Path path = folder.resolve(name);
        Path real = path.toRealPath();
        Path place = real.getParent();
        boolean safe = place != null
                && isSafe(folder.toRealPath(), writable, ofRoot)
                && isSafe(place, writable, ofRoot)
                && isSafe(real, writable, ofRoot);
        return safe ? Optional.of(new Binary(name, path)) : Optional.empty();
    }

    private static boolean isSafe(Path real, int writable, boolean ofRoot) throws IOException {
        Map<String, Object> facts = Files.readAttributes(real, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        boolean closed = facts.get("mode") instanceof Integer mode && (mode & writable) == 0;
        boolean root = facts.get("uid") instanceof Integer uid && uid == 0;
        return closed && (!ofRoot || root);
    }

    private boolean isTrusted(Path realFolder) {
        return system.stream().anyMatch(folder -> isSame(folder, realFolder))
                || added.stream().anyMatch(folder -> isSame(folder, realFolder));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException absent) {
            return false;
        }
    }
}
