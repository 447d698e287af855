package io.brattice.console.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one temporary folder in which every world lives. It is gone when the demo ends, also by Ctrl-C, unless it is kept. */
final class Sandbox implements AutoCloseable {

    /** With the process id, so that a folder left behind tells whose it was. */
    static final String PREFIX = "brattice-demo-" + ProcessHandle.current().pid() + "-";

    private static final int ROUNDS = 20;
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Path root;
    private final boolean kept;
    private final Thread onExit;
    private final List<Runnable> last = new ArrayList<>();
    private volatile boolean cleared;

    private Sandbox(Path root, boolean kept) {
        this.root = root;
        this.kept = kept;
        this.onExit = new Thread(this::clearWhileOthersWrite, "sandbox");
    }

    /** Makes a new one. */
    static Sandbox open(boolean kept) throws IOException {
        Path root = Files.createTempDirectory(PREFIX).toRealPath();
        Sandbox sandbox = new Sandbox(root, kept);
        Runtime.getRuntime().addShutdownHook(sandbox.onExit);
        return sandbox;
    }

    /** Does this before it is cleared. */
    void whenOver(Runnable task) {
        last.add(task);
    }

    /** Its folder, after links. */
    Path root() {
        return root;
    }

    /** True once it is gone, or going. */
    boolean isCleared() {
        return cleared;
    }

    /**
     * Does nothing, where all is well.
     *
     * @throws IllegalStateException unless {@code inner} really lies below {@code outer}, after links
     */
    static void checkInside(Path outer, Path inner) throws IOException {
        Path real = inner.toRealPath();
        if (real.equals(outer.toRealPath()) || !real.startsWith(outer.toRealPath())) {
            throw new IllegalStateException("`" + inner + "` lies outside the throw-away world: nothing was run");
        }
    }

    /** Clears it. Until that is done the hook stays, so that Ctrl-C in between leaves nothing behind either. */
    @Override
    public void close() {
        cleared = true;
        last.forEach(Runnable::run);
        if (!kept) {
            try {
                delete(root);
            } catch (IOException | UncheckedIOException e) {
                if (Files.exists(root)) {
                    System.err.println("brattice: could not remove `" + root + "`: remove it by hand");
                }
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook is at work.
        }
    }

    /**
     * Clears it when the JVM goes down. The replay may be in the middle of something: the folder gets another name first, so
     * that most writers fail, and is looked after for half a second more, since some make their folders anew.
     */
    private void clearWhileOthersWrite() {
        cleared = true;
        if (kept) {
            return;
        }
        Path doomed = root.resolveSibling(root.getFileName() + ".gone");
        for (int round = 1; round <= ROUNDS; round++) {
            try {
                if (Files.exists(root) && !Files.exists(doomed)) {
                    Files.move(root, doomed);
                }
                if (Files.exists(doomed)) {
                    delete(doomed);
                }
                Thread.sleep(PAUSE.toMillis());
            } catch (IOException | UncheckedIOException e) {
                // Somebody wrote into a folder that was just emptied: the next round gets it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (Files.exists(root) || Files.exists(doomed)) {
            System.err.println("brattice: could not remove all of `" + root + "`: remove it by hand");
        }
    }

    /** Removes a folder and everything in it; links are removed, not followed. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
