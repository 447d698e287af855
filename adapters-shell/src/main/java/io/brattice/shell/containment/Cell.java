package io.brattice.shell.containment;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a contained command may reach. Everything else of the file system is read-only, or hidden.
 *
 * @param workspace where it works
 * @param writable false: the workspace is read-only too
 * @param open further folders that are writable, kept whole by the caller
 * @param hidden paths that must not be seen, besides those that every cell hides; they need not exist
 * @param home copy-on-write for the caches of tools where the host can do it (what is written there is lost), else read-only
 * @param scratch a folder outside the workspace that belongs to the session: seen as {@code /tmp} and {@code /var/tmp}
 * @param socket the unix socket of the forwarder, if a network of named hosts is granted; it and the files of its folder are shown
 *     read-only at their own paths
 * @param limits what it may use up
 * @param closed what of the workspace and of the open folders cannot be written, nor moved; what is not there cannot be closed
 */
public record Cell(
        Path workspace,
        boolean writable,
        Set<Path> open,
        Set<Path> hidden,
        Path home,
        Path scratch,
        Optional<Path> socket,
        Limits limits,
        Set<Path> closed) {

    public Cell {
        closed = Set.copyOf(closed);
        open = Set.copyOf(open);
        hidden = Set.copyOf(hidden);
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(scratch, "scratch");
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(limits, "limits");
    }

    /** With nothing closed. */
    public Cell(
            Path workspace,
            boolean writable,
            Set<Path> open,
            Set<Path> hidden,
            Path home,
            Path scratch,
            Optional<Path> socket,
            Limits limits) {
        this(workspace, writable, open, hidden, home, scratch, socket, limits, Set.of());
    }

    /** The same with other things closed. */
    public Cell closing(Set<Path> these) {
        return new Cell(workspace, writable, open, hidden, home, scratch, socket, limits, these);
    }
}
