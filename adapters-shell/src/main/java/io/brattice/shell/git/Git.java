package io.brattice.shell.git;

import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.process.Sink;
import io.brattice.shell.process.Stdin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Questions to the real git, with everything switched off that could run other code.
 *
 * @param cwd where they are asked
 */
record Git(Path cwd, Execution execution) {

    private static final List<Path> TRUSTED =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    /** What is put between {@code git} and a subcommand, so that it runs nothing of the repository's choice. */
    static final List<String> QUIET = List.of(
            "--no-optional-locks",
            "--no-pager",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "gc.auto=0",
            "-c",
            "maintenance.auto=false",
            "-c",
            "core.editor=:",
            "-c",
            "sequence.editor=:");

    /** For questions: with what a host's execution has, in a fixed language. */
    static Git asking(Path cwd, Execution execution) {
        Map<String, String> environment = new LinkedHashMap<>(execution.environment());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("LANGUAGE", "C");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        return new Git(cwd, new Execution(environment, Duration.ofSeconds(20), 16 << 20));
    }

    /** The absolute path of git. */
    static String program() {
        return TRUSTED.stream()
                .map(folder -> folder.resolve("git"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new Unclear("there is no git in the system's folders"))
                .toString();
    }

    /** What git answers. */
    ShellResult tell(List<String> arguments) {
        return tell(arguments, Stdin.CLOSED, Sink.KEPT);
    }

    /** The same, with something to read, and a place for what it answers. */
    ShellResult tell(List<String> arguments, Stdin input, Sink output) {
        List<String> argv = new ArrayList<>(List.of(program()));
        argv.addAll(QUIET);
        argv.addAll(
                List.of("-c", "core.quotePath=false", "-c", "color.ui=false", "-c", "advice.addEmbeddedRepo=false"));
        argv.addAll(arguments);
        try {
            return execution.run(Launch.of(argv, cwd).reading(input).writing(output), (error, text) -> {});
        } catch (IOException e) {
            throw new Unclear("git could not be asked: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unclear("interrupted while git was asked");
        }
    }

    /** The answer of a question that must succeed, without the last line end. */
    String ask(List<String> arguments) {
        ShellResult result = tell(arguments);
        if (result.exit() != 0 || result.truncated()) {
            throw new Unclear(
                    "git answers: " + result.stderr().lines().findFirst().orElse("nothing"));
        }
        String text = result.stdout();
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    String ask(String... arguments) {
        return ask(List.of(arguments));
    }

    /** The same for steps, where a refusal is a failure of the machine. */
    String must(String... arguments) throws IOException {
        try {
            return ask(arguments);
        } catch (Unclear e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The objects of files that an index has, and the name of one that has it. */
    Map<String, String> staged(Path index) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(execution.environment());
        environment.put("GIT_INDEX_FILE", index.toString());
        Git there = new Git(cwd, new Execution(environment, execution.time(), execution.mostOutput()));
        Map<String, String> staged = new LinkedHashMap<>();
        for (String entry : parts(there.must("ls-files", "-z", "--stage", "--full-name", ":/"))) {
            String[] facts = entry.split("[ \t]", 4); // mode, object, stage, name
            if (facts.length == 4 && !facts[0].equals("160000")) { // else the commit of another repository
                staged.putIfAbsent(facts[1], facts[3]);
            }
        }
        return staged;
    }

    /** The commit a revision names; empty when there is none. */
    String commit(String revision) {
        ShellResult result =
                tell(List.of("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"));
        return result.exit() == 0 ? result.stdout().strip() : "";
    }

    /** The parts of an answer that was asked for with {@code -z}. */
    static List<String> parts(String answer) {
        return Stream.of(answer.split("\0", -1)).filter(part -> !part.isEmpty()).toList();
    }
}
