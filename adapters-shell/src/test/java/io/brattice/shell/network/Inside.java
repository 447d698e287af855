package io.brattice.shell.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs commands in a network name space of their own, in which there is a loopback and nothing else. */
final class Inside {

    private static final boolean AVAILABLE = works("/usr/bin/unshare", "-Urn", "/bin/sh", "-c", "ip link set lo up");

    private Inside() {}

    /** What a command printed, and how it ended. */
    record Result(int exit, String output, String errors) {}

    static void assumeAvailable() {
        assumeTrue(AVAILABLE, "network name spaces cannot be had here: no `unshare -Urn`, or no `ip`");
    }

    /** A program of this machine; without it the test is skipped. */
    static String program(String name) {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "`" + name + "` is not installed here");
        return found.orElseThrow().toString();
    }

    static Result run(Path cwd, Map<String, String> environment, String input, List<String> argv) throws Exception {
        return run(cwd, environment, input, argv, true);
    }

    static Result run(Path cwd, Map<String, String> environment, String input, List<String> argv, boolean loopback)
            throws Exception {
        assumeAvailable();
        List<String> all = new ArrayList<>(List.of("/usr/bin/unshare", "-Urn", "/bin/sh", "-c"));
        all.addAll(List.of((loopback ? "ip link set lo up; " : "") + "exec \"$@\"", "sh"));
        all.addAll(argv);
        Path output = Files.createTempFile("output", "");
        Path errors = Files.createTempFile("errors", "");
        Path given = Files.writeString(Files.createTempFile("input", ""), input);
        try {
            ProcessBuilder builder = new ProcessBuilder(all)
                    .directory(cwd.toFile())
                    .redirectInput(given.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            Map<String, String> whole = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "LANG", "C.UTF-8"));
            whole.putAll(environment);
            builder.environment().clear();
            builder.environment().putAll(whole);
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("it does not end: " + argv + Files.readString(errors));
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.ISO_8859_1),
                    Files.readString(errors, StandardCharsets.ISO_8859_1));
        } finally {
            for (Path file : List.of(output, errors, given)) {
                Files.delete(file);
            }
        }
    }

    private static boolean works(String... argv) {
        try {
            return new ProcessBuilder(argv)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
