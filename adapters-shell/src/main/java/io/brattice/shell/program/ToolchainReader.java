package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks with {@code cargo} and {@code uv}, which are harmless unless the project names the compiler or interpreter that they start to
 * look: {@code rust-toolchain.toml} with a path, {@code .cargo/config.toml}, a {@code .venv} whose {@code python} is a file of its own.
 */
record ToolchainReader(boolean python) implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Situation situation = call.situation();
        if (situation.cwd().isEmpty()) {
            acts.code("starts what the project names as its toolchain");
            return;
        }
        for (Path at = situation.cwd().get(); at != null && !at.equals(situation.home()); at = at.getParent()) {
            if (python ? brings(situation.world(), at) : names(situation.world(), at)) {
                acts.code("starts what the project names as its toolchain");
                return;
            }
        }
    }

    private static boolean names(World world, Path folder) {
        for (String config : List.of(".cargo/config.toml", ".cargo/config")) {
            if (world.kind(folder.resolve(config)).exists()) {
                return true;
            }
        }
        for (String toolchain : List.of("rust-toolchain.toml", "rust-toolchain")) {
            Path file = folder.resolve(toolchain);
            if (world.kind(file).exists()
                    && world.text(file, 16 << 10)
                            .map(text -> text.contains("path"))
                            .orElse(true)) {
                return true;
            }
        }
        return false;
    }

    private static boolean brings(World world, Path folder) {
        Path environment = folder.resolve(".venv");
        if (!world.kind(environment).exists()) {
            return false;
        }
        Optional<Path> target = world.target(environment.resolve("bin").resolve("python"));
        return target.isEmpty() || target.get().startsWith(folder);
    }
}
