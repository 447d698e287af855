package io.brattice.files.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Two things that Java cannot ask the system for, asked by the system's own {@code cp} and {@code sync}: a copy that shares the blocks of the
 * original, and everything on one file system brought to the disk at once. It starts these two from the system's folders and nothing else.
 */
final class SystemCopy {

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Devices, by twos, between which blocks cannot be shared. */
    private final Set<String> apart = ConcurrentHashMap.newKeySet();

    private final Optional<Path> cp = program("cp");
    private final Optional<Path> sync = program("sync");

    private static Optional<Path> program(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** False where the program is missing, or an older one that cannot do this. */
    boolean sync(Path folder) throws IOException {
        return sync.isPresent() && canBePassed(folder) && run(List.of(sync.get().toString(), "-f", folder.toString()));
    }

    boolean share(Path from, Path to) throws IOException {
        if (cp.isEmpty() || !canBePassed(from) || !canBePassed(to)) {
            return false;
        }
        String devices = device(from) + " " + device(Store.parent(to));
        if (apart.contains(devices)) {
            return false;
        }
        boolean shared = run(List.of(
                cp.get().toString(), "-T", "--reflink=always", "--sparse=auto", "--", from.toString(), to.toString()));
        if (!shared) {
            apart.add(devices);
            Files.deleteIfExists(to);
        }
        return shared;
    }

    private static String device(Path path) throws IOException {
        return String.valueOf(Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS));
    }

    /** A name that is not text in the JVM's encoding would reach the program as another name. */
    private static boolean canBePassed(Path path) {
        return path.isAbsolute() && Path.of(path.toString()).equals(path);
    }

    private static boolean run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            return process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while `" + command.get(0) + "` was at work; call again");
        } finally {
            process.destroyForcibly();
        }
    }
}
