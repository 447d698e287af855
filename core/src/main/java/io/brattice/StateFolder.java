package io.brattice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Where a gate and its tools remember: the folders that a host, and the {@code brattice} command line after it, agree on.
 *
 * <p>Only names: nothing is made, opened or looked for but what {@link #ledger} says. The folder belongs to the gate alone; protect it:
 * {@code builder.protect(Resource.file(state.root()))}.
 *
 * @param root the folder
 */
public record StateFolder(Path root) {

    private static final String VARIABLE = "BRATTICE_STATE";

    public StateFolder {
        Objects.requireNonNull(root, "root");
        root = root.toAbsolutePath().normalize();
    }

    /** The folder of this user: {@code BRATTICE_STATE}, else {@code brattice} in {@code XDG_STATE_HOME}, else in {@code ~/.local/state}. */
    public static StateFolder ofThisUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The same for given variables and a given home. A relative {@code XDG_STATE_HOME} does not count, as its specification says. */
    public static StateFolder of(Map<String, String> variables, Path home) {
        String named = variables.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return new StateFolder(Path.of(named));
        }
        Path state = Path.of(variables.getOrDefault("XDG_STATE_HOME", ""));
        return new StateFolder((state.isAbsolute() ? state : home.resolve(".local/state")).resolve("brattice"));
    }

    /** What happened: for {@link io.brattice.journal.FileJournal#in}. */
    public Path journal() {
        return root.resolve("journal");
    }

    /**
     * What must hold across calls: for {@link io.brattice.journal.FileLedger#in}. It is {@code ledger}, unless there is none and a gate that was
     * given no ledger has made its own beside the streams of the journal.
     */
    public Path ledger() {
        Path own = root.resolve("ledger");
        Path beside = journal().resolve("ledger");
        return !Files.exists(own) && Files.exists(beside) ? beside : own;
    }

    /** What was moved aside or copied: for the stores of tools. It must lie on the file system of the workspace. */
    public Path store() {
        return root.resolve("store");
    }
}
