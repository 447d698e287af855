package io.brattice.console.demo;

import io.brattice.console.terminal.Terminal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the demo needs to know of the machine it runs on.
 *
 * @param variables the environment of this process
 * @param system the name of the operating system
 * @param showing whether standard output is a terminal
 * @param answering whether a person could answer at a terminal
 */
record Machine(Map<String, String> variables, String system, BooleanSupplier showing, BooleanSupplier answering) {

    Machine {
        variables = Map.copyOf(variables);
    }

    static Machine ofThisProcess() {
        return new Machine(
                System.getenv(),
                System.getProperty("os.name"),
                () -> Terminal.isTerminal("1"),
                () -> Terminal.isTerminal("0") && Terminal.isTerminal("1"));
    }

    /** What keeps the demo from running here and what to do about it, one line; empty when nothing does. */
    Optional<String> obstacle() {
        if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            return Optional.of(
                    "`brattice demo` replays bash on a POSIX file system, which Windows lacks: run it in WSL");
        }
        for (String program : new String[] {"bash", "git"}) {
            if (!has(program)) {
                return Optional.of("`" + program + "` is not on the search path: install it, then run this again");
            }
        }
        return Optional.empty();
    }

    /** True when a program of this name is on the search path. */
    boolean has(String program) {
        for (String folder : variables.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder).resolve(program))) {
                return true;
            }
        }
        return false;
    }
}
