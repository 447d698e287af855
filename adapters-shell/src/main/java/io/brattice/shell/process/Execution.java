package io.brattice.shell.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs programs without a shell, in sessions of their own where that can be had.
 *
 * <p>Guarantees: nothing of this process's environment is seen; the input is closed unless one is given; there is no terminal;
 * outputs are read to their end and what is kept of them is bounded; when the time is up, at a cancellation and when the thread
 * is interrupted, everything that was started is told to end and a second later killed, and what a command leaves running in
 * the background ends with it.
 *
 * <p>Does not: contain what it runs. A process that leaves the session and loses its parents within a moment of its start is not
 * found again; on macOS, which has no {@code setsid}, the same holds for one that only loses its parents.
 *
 * @param environment all of it: nothing is inherited
 * @param mostOutput how many bytes of each output are kept, half from its beginning and half from its end
 */
public record Execution(Map<String, String> environment, Duration time, int mostOutput) {

    public static final int TIME_IS_UP = 124;
    /** Started as a child that leads no group, it does not fork: the process keeps its number and its exit status. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    public Execution {
        environment = Map.copyOf(environment);
        if (time.isNegative() || mostOutput < 0) {
            throw new IllegalArgumentException("limits cannot be negative; pass zero or more");
        }
    }

    /** Runs one program to its end, or to the end of its time. */
    public ShellResult run(List<String> argv, Path cwd) throws IOException, InterruptedException {
        return run(Launch.of(argv, cwd), OutputListener.NONE);
    }

    /** Runs it to its end, or to the end of its time. The exit status of a pipeline is that of its last program. */
    public ShellResult run(Launch launch, OutputListener listener) throws IOException, InterruptedException {
        return start(launch, listener).await();
    }

    /**
     * Starts it. Whoever starts it must await it: only then are its time and what it leaves behind seen to.
     *
     * @throws IOException when a program, a folder or a file of it cannot be opened; nothing is left running then
     * @throws UnsupportedOperationException on Windows
     */
    public Running start(Launch launch, OutputListener listener) throws IOException {
        if (File.separatorChar == '\\') {
            throw new UnsupportedOperationException(
                    "commands are run on Linux and macOS only; run this in WSL or in a container");
        }
        boolean sessions = Files.isExecutable(SETSID);
        List<ProcessBuilder> builders = new ArrayList<>();
        for (int i = 0; i < launch.stages().size(); i++) {
            boolean last = i == launch.stages().size() - 1;
            ProcessBuilder builder = builder(launch.stages().get(i), launch.cwd(), sessions);
            if (i == 0) {
                builder.redirectInput(launch.input().redirect());
            }
            if (last) {
                builder.redirectOutput(launch.output().redirect());
            }
            builders.add(builder);
        }
        return new Running(ProcessBuilder.startPipeline(builders), launch, sessions, this, listener);
    }

    private ProcessBuilder builder(Stage stage, Path cwd, boolean sessions) throws IOException {
        refuseUnencodable(stage.argv());
        refuseUnencodable(stage.variables().values());
        refuseUnencodable(environment.values());
        if (!Files.isExecutable(Path.of(stage.argv().get(0)))) {
            throw new IOException("`" + stage.argv().get(0) + "` is not there or is no program");
        }
        List<String> words = new ArrayList<>(stage.argv());
        if (sessions) {
            words.add(0, SETSID.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words).directory(cwd.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(stage.variables());
        if (stage.errors().kind() == Sink.Kind.JOINED) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(stage.errors().redirect());
        }
        return builder;
    }

    /** What the JVM cannot encode it would pass as a question mark, which a shell takes for a glob. */
    private static void refuseUnencodable(Iterable<String> words) {
        for (String word : words) {
            boolean plain = word.chars().allMatch(c -> c > 0 && c < 0x80);
            if (!plain
                    && (!NAMES.newEncoder().canEncode(word)
                            || !Charset.defaultCharset().newEncoder().canEncode(word)
                            || word.indexOf('\0') >= 0)) {
                throw new IllegalArgumentException("a word of the command cannot be passed on in this locale;"
                        + " start the JVM with LC_ALL=C.UTF-8");
            }
        }
    }
}
