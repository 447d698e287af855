package io.brattice.shell;

import io.brattice.shell.process.Binaries;
import java.nio.file.Path;
import java.util.Optional;

/** Programs of this machine: those in folders that only their owner can write to. */
record BinaryNames(Binaries binaries) implements Names {

    @Override
    public Optional<String> program(String name, Optional<Path> path) {
        return path.flatMap(p -> binaries.find(p.toString(), Optional.empty())).map(Binaries.Binary::name);
    }

    @Override
    public boolean trusts(String name) {
        return !binaries.isThere(name) || binaries.resolve(name).isPresent();
    }
}
