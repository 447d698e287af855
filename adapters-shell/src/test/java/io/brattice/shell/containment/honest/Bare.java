package io.brattice.shell.containment.honest;

import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lines run as they always were: nothing is between them and the host. */
final class Bare implements Runs {

    static final String BASH = "/usr/bin/bash";
    /** Commits are the same in every copy when who made them and when is. */
    private static final Map<String, String> IDENTITY = Map.of(
            "GIT_AUTHOR_NAME", "Ann Other",
            "GIT_AUTHOR_EMAIL", "ann@example.org",
            "GIT_AUTHOR_DATE", "2024-02-03T04:05:06Z",
            "GIT_COMMITTER_NAME", "Ann Other",
            "GIT_COMMITTER_EMAIL", "ann@example.org",
            "GIT_COMMITTER_DATE", "2024-02-03T04:05:06Z");

    private static final Duration TIME = Duration.ofMinutes(3);
    private static final int MOST_OUTPUT = 16 << 20;

    /** What every way of running gives a line: the environment, the time, the room for its outputs. */
    static Execution execution(Path home) {
        return new Execution(environment(home).with(IDENTITY).variables(), TIME, MOST_OUTPUT);
    }

    static Environment environment(Path home) {
        Environment.Builder environment = Environment.in(home);
        for (String tools : List.of(".cargo/bin", ".pyenv/shims")) {
            if (Files.isDirectory(home.resolve(tools))) {
                environment.programsFrom(home.resolve(tools));
            }
        }
        String more = System.getProperty("brattice.honest.programs", "");
        if (!more.isEmpty()) {
            environment.programsFrom(Path.of(more));
        }
        return environment.build();
    }

    @Override
    public ShellResult run(Place place, String script) throws IOException, InterruptedException {
        return execution(place.home()).run(List.of(BASH, "-c", script), place.workspace());
    }
}
