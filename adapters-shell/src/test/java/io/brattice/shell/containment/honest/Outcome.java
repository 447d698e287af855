package io.brattice.shell.containment.honest;

import io.brattice.shell.process.ShellResult;
import java.time.Duration;

/** What came of a line: what it answered, and what the folder is afterwards. */
record Outcome(int exit, String out, String err, Tree tree, Duration took) {

    static Outcome of(ShellResult result, Tree tree, Duration took) {
        return new Outcome(result.exit(), Normal.of(result.stdout()), Normal.of(result.stderr()), tree, took);
    }
}
