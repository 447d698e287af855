package io.brattice.shell.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A plan that was shown and is still there. Close it when it has been applied: it may hold secrets.
 *
 * @param argv the words that do exactly what was shown, in place of the command's own; the program refuses them when the state
 *     has changed since
 */
public record SavedPlan(List<String> argv, Path file) implements AutoCloseable {

    public SavedPlan {
        argv = List.copyOf(argv);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
