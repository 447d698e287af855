package io.brattice.shell.process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program with a closed input and a bounded output, in a process group of its own where that can be had, and kills
 * all of it when its time is up or the thread is interrupted.
 *
 * @param environment all of it: nothing is inherited
 * @param mostOutput how many bytes of each output are kept; the rest is read and dropped
 */
public record Execution(Map<String, String> environment, Duration time, int mostOutput) {

    public static final int TIME_IS_UP = 124;
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path KILL = Path.of("/bin/kill");

    /** Runs it to its end, or to the end of its time. */
    public ShellResult run(List<String> argv, Path cwd) throws IOException, InterruptedException {
        refuseUnencodable(argv);
        boolean group = Files.isExecutable(SETSID) && Files.isExecutable(KILL);
        List<String> words = new ArrayList<>(argv);
        if (group) {
            words.add(0, SETSID.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(cwd.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            Drain out = Drain.of(process.getInputStream(), mostOutput);
            Drain err = Drain.of(process.getErrorStream(), mostOutput);
            boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process, group);
            }
            // What the command left running in the background may hold the pipes open: it gets a moment, then the group
            // ends.
            boolean outEnded = out.endsWithin(MOMENT);
            if (!err.endsWithin(MOMENT) || !outEnded) {
                kill(process, group);
            }
            int exit = ended ? process.exitValue() : TIME_IS_UP;
            return new ShellResult(exit, out.text(), err.text(), out.truncated() || err.truncated());
        } catch (InterruptedException e) {
            kill(process, group);
            throw e;
        }
    }

    /** What the JVM cannot encode it would pass as a question mark, which a shell takes for a glob. */
    private static void refuseUnencodable(List<String> argv) {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        for (String word : argv) {
            if (!names.newEncoder().canEncode(word)
                    || !Charset.defaultCharset().newEncoder().canEncode(word)
                    || word.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a word of the command cannot be passed on in this locale;"
                        + " start the JVM with LC_ALL=C.UTF-8");
            }
        }
    }

    private static void kill(Process process, boolean group) throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (group) {
            new ProcessBuilder(KILL.toString(), "-KILL", "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
        process.destroyForcibly();
    }

    /** Reads one output to its end, keeping the beginning. */
    private static final class Drain extends Thread {
        private final InputStream source;
        private final int most;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean truncated;

        private Drain(InputStream source, int most) {
            super("brattice-drain");
            this.source = source;
            this.most = most;
        }

        static Drain of(InputStream source, int most) {
            Drain drain = new Drain(source, most);
            drain.setDaemon(true);
            drain.start();
            return drain;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                    keep(buffer, n);
                }
            } catch (IOException closed) {
                // The process is gone: what was read is what there is.
            }
        }

        boolean endsWithin(Duration time) throws InterruptedException {
            join(time.toMillis());
            return !isAlive();
        }

        private synchronized void keep(byte[] buffer, int n) {
            int room = Math.min(n, most - kept.size());
            kept.write(buffer, 0, room);
            truncated |= room < n;
        }

        synchronized String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }

        synchronized boolean truncated() {
            return truncated;
        }
    }
}
