package io.brattice.mcp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Packages of npm in a folder; a test that needs them is skipped where they cannot be had. */
record Npm(Path folder) {

    static Npm with(Path folder, List<String> packages) throws Exception {
        assumeTrue(Processes.onPath("npm") && Processes.onPath("node"), "no `npm` and `node` on the PATH");
        Path into = folder.resolve("packages");
        List<String> command = new ArrayList<>(
                List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", into.toString()));
        command.addAll(packages);
        Process install = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        boolean done = install.waitFor(2, TimeUnit.MINUTES);
        install.destroyForcibly();
        assumeTrue(done && install.waitFor() == 0, packages + " cannot be had here");
        return new Npm(into);
    }

    Path main(String name, String file) {
        return folder.resolve("node_modules").resolve(name).resolve(file);
    }
}
