package io.brattice.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Programs called by a path of the system's folders are the programs of that name. */
final class SystemNames implements Names {

    private static final Set<Path> FOLDERS = Set.of(
            Path.of("/bin"),
            Path.of("/sbin"),
            Path.of("/usr/bin"),
            Path.of("/usr/sbin"),
            Path.of("/usr/local/bin"),
            Path.of("/usr/local/sbin"),
            Path.of("/lib64"),
            Path.of("/usr/lib64"));

    @Override
    public Optional<String> program(String name, Optional<Path> path) {
        return path.map(Path::normalize)
                .filter(p -> p.getParent() != null && FOLDERS.contains(p.getParent()))
                .map(p -> String.valueOf(p.getFileName()));
    }

    @Override
    public boolean trusts(String name) {
        return true;
    }
}
