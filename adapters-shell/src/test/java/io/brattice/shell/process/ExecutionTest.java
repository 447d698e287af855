package io.brattice.shell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.shell.process.ShellResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private static Execution execution(Duration time, int most) {
        return new Execution(Map.of("PATH", "/usr/bin:/bin"), time, most);
    }

    private static List<String> bash(String script) {
        return List.of("/bin/bash", "-c", script);
    }

    private ShellResult run(Duration time, String script) throws Exception {
        return execution(time, 100).run(bash(script), folder);
    }

    /** Whether a process with this word in its command line lives; the dead that nobody has buried do not count. */
    private static boolean lives(String word) {
        return ProcTable.rows().stream().anyMatch(row -> commandLine(row.pid()).contains(word));
    }

    private static List<String> commandLine(long pid) {
        try {
            return List.of(
                    Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }

    @Test
    void killsEverythingWhenTheTimeIsUp() throws Exception {
        ShellResult result = run(Duration.ofSeconds(1), "sleep 61.5 & (sleep 61.5; true) & echo begun; sleep 61.5");
        assertEquals(new ShellResult(Execution.TIME_IS_UP, "begun\n", "", false, Ending.TIME_IS_UP, 0), result);
        assertTrue(result.timedOut());
        assertFalse(lives("61.5"));
    }

    @Test
    void killsWhatDoesNotListenWhenItIsToldToEnd() throws Exception {
        ShellResult result = run(Duration.ofSeconds(1), "trap '' TERM; sleep 62.5; sleep 62.5");
        assertTrue(result.timedOut());
        assertFalse(lives("62.5"));
    }

    @Test
    void knowsTheLivingFromTheDead() throws Exception {
        Process process = new ProcessBuilder("/bin/sleep", "72.5").start();
        assertTrue(lives("72.5"));
        process.destroyForcibly().waitFor();
        assertFalse(lives("72.5"));
    }

    @Test
    void letsACommandEndInOrderBeforeItIsKilled() throws Exception {
        ShellResult result = run(Duration.ofSeconds(1), "trap 'echo bye; exit 9' TERM; sleep 63.5 & wait");
        assertEquals("bye\n", result.stdout());
        assertEquals(Execution.TIME_IS_UP, result.exit());
        assertFalse(lives("63.5"));
    }

    @Test
    void killsWhoLeftTheSession() throws Exception {
        ShellResult result =
                run(Duration.ofMillis(1500), "setsid sleep 64.5 & setsid bash -c 'sleep 64.5; :' & sleep 64.5");
        assertTrue(result.timedOut());
        assertFalse(lives("64.5"));
    }

    @Test
    void killsWhoLeftTheGroupAndLostItsParent() throws Exception {
        ShellResult result = run(LONG, "set -m; (sleep 65.5 & sleep 65.5 &) ; exit 3");
        assertEquals(3, result.exit());
        assertEquals(2, result.left());
        assertFalse(lives("65.5"));
    }

    @Test
    void findsDescendantsWhereThereIsNeitherSetsidNorATableOfProcesses() throws Exception {
        Process process = new ProcessBuilder(bash("(sleep 71.5; :) & sleep 71.5 & echo; wait")).start();
        process.getInputStream().read();
        ProcessTree tree = new ProcessTree(List.of(process), false, false);
        assertTrue(tree.living().size() >= 3);
        tree.end(LONG);
        assertEquals(143, process.waitFor());
        assertFalse(lives("71.5"));
    }

    @Test
    void endsWhatIsLeftInTheBackgroundWithItsOutputOpen() throws Exception {
        long begun = System.nanoTime();
        ShellResult result = run(LONG, "sleep 66.5 & echo done");
        assertEquals(new ShellResult(0, "done\n", "", false, Ending.ITSELF, 1), result);
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 10);
        assertFalse(lives("66.5"));
    }

    @Test
    void endsWhatIsLeftInTheBackgroundWithItsOutputElsewhere() throws Exception {
        assertEquals(1, run(LONG, "nohup sleep 67.5 >/dev/null 2>&1 & exit 0").left());
        assertFalse(lives("67.5"));
    }

    @Test
    void endsEverythingWhenTheThreadIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                execution(LONG, 100)
                        .run(
                                Launch.of(bash("echo begun; sleep 68.5; sleep 68.5"), folder),
                                (error, text) -> begun.countDown());
            } catch (IOException | InterruptedException e) {
                thrown.set(e);
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();
        assertEquals(InterruptedException.class, thrown.get().getClass());
        assertFalse(lives("68.5"));
    }

    @Test
    void canBeCancelledFromElsewhere() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Running running = execution(LONG, 100)
                .start(
                        Launch.of(bash("echo begun; sleep 69.5; sleep 69.5"), folder),
                        (error, text) -> begun.countDown());
        Thread other = new Thread(() -> {
            try {
                begun.await();
                running.cancel();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        other.start();
        assertEquals(new ShellResult(130, "begun\n", "", false, Ending.CANCELLED, 0), running.await());
        other.join();
        assertFalse(lives("69.5"));
        running.cancel(); // of one that has ended: nothing
    }

    @Test
    void keepsTheBeginningAndTheEndOfALongOutputAndReadsTheRest() throws Exception {
        ShellResult result = run(LONG, "seq 1 100000; exit 7");
        assertEquals(7, result.exit());
        assertTrue(result.truncated());
        assertTrue(result.stdout().startsWith("1\n2\n3\n"), result.stdout());
        assertTrue(result.stdout().endsWith("\n99999\n100000\n"), result.stdout());
        assertTrue(result.stdout().contains("\n[… 588795 bytes left out …]\n"), result.stdout());
    }

    @Test
    void readsAHugeOutputInLittleMemory() throws Exception {
        long[] heard = new long[1];
        ShellResult result = execution(LONG, 1 << 16)
                .run(
                        Launch.of(bash("yes 0123456789 | head -c 52428800"), folder),
                        (error, text) -> heard[0] += text.length());
        assertEquals(52428800, heard[0]);
        assertTrue(result.stdout().length() < (1 << 16) + 100);
    }

    @Test
    void closesTheInput() throws Exception {
        assertEquals(new ShellResult(0, "", "", false), execution(LONG, 100).run(List.of("/bin/cat"), folder));
    }

    @Test
    void givesATextOrAFileAsInput() throws Exception {
        String text = "ä\n".repeat(200_000);
        Launch count = Launch.of(List.of("/usr/bin/wc", "-c"), folder);
        assertEquals(
                "600000\n",
                execution(LONG, 100)
                        .run(count.reading(Stdin.text(text)), OutputListener.NONE)
                        .stdout());
        Path file = Files.writeString(folder.resolve("f"), "abc");
        assertEquals(
                "3\n",
                execution(LONG, 100)
                        .run(count.reading(Stdin.file(file)), OutputListener.NONE)
                        .stdout());
        Launch deaf = Launch.of(List.of("/bin/true"), folder).reading(Stdin.text(text));
        assertEquals(0, execution(LONG, 100).run(deaf, OutputListener.NONE).exit());
    }

    @Test
    void givesExactlyTheEnvironment() throws Exception {
        Stage stage = new Stage(List.of("/usr/bin/env", "-0"), Map.of("B", "2\n3"), Sink.KEPT);
        ShellResult result = new Execution(Map.of("A", "1", "B", "0"), LONG, 1000)
                .run(Launch.pipeline(List.of(stage), folder), OutputListener.NONE);
        assertEquals(List.of("A=1", "B=2\n3", ""), List.of(result.stdout().split("\0", -1)));
    }

    @Test
    void leadsASessionWithoutATerminalAndKeepsTheExitStatus() throws Exception {
        ShellResult result = run(LONG, "read -r _ _ _ _ _ s t _ < /proc/$$/stat; echo $(($$ - s)) $t; exit 42");
        assertEquals(new ShellResult(42, "0 0\n", "", false), result);
        assertEquals(137, run(LONG, "kill -KILL $$").exit());
    }

    @Test
    void runsAPipelineWithoutAShell() throws Exception {
        Launch launch = Launch.pipeline(
                List.of(
                        Stage.of(bash("echo b; echo a; echo oops >&2; exit 5")),
                        Stage.of(List.of("/usr/bin/sort")),
                        Stage.of(bash("cat; exit 6"))),
                folder);
        assertEquals(
                new ShellResult(6, "a\nb\n", "oops\n", false),
                execution(LONG, 100).run(launch, OutputListener.NONE));
    }

    @Test
    void joinsDropsAndWritesErrors() throws Exception {
        List<String> both = bash("echo out; echo err >&2");
        List<String> upper = List.of("/usr/bin/tr", "a-z", "A-Z");
        Execution execution = execution(LONG, 100);
        Launch joined = Launch.pipeline(List.of(Stage.of(both).errors(Sink.JOINED), Stage.of(upper)), folder);
        assertEquals(new ShellResult(0, "OUT\nERR\n", "", false), execution.run(joined, OutputListener.NONE));
        Launch dropped = Launch.pipeline(List.of(Stage.of(both).errors(Sink.DROPPED)), folder);
        assertEquals(new ShellResult(0, "out\n", "", false), execution.run(dropped, OutputListener.NONE));
        Path file = folder.resolve("all");
        Launch written = Launch.pipeline(List.of(Stage.of(both).errors(Sink.JOINED)), folder);
        assertEquals(
                new ShellResult(0, "", "", false),
                execution.run(written.writing(Sink.file(file)), OutputListener.NONE));
        execution.run(written.writing(Sink.appended(file)), OutputListener.NONE);
        assertEquals("out\nerr\nout\nerr\n", Files.readString(file));
    }

    @Test
    void endsAPipelineWhoseReaderIsGone() throws Exception {
        Launch launch = Launch.pipeline(
                List.of(Stage.of(List.of("/usr/bin/yes")), Stage.of(List.of("/usr/bin/head", "-n1"))), folder);
        assertEquals(new ShellResult(0, "y\n", "", false), execution(LONG, 100).run(launch, OutputListener.NONE));
    }

    @Test
    void refusesWhatIsNoProgram() {
        Execution execution = execution(LONG, 100);
        assertThrows(IllegalArgumentException.class, () -> execution.run(List.of("ls"), folder));
        IOException thrown = assertThrows(IOException.class, () -> execution.run(List.of("/bin/absent"), folder));
        assertEquals("`/bin/absent` is not there or is no program", thrown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> execution.run(List.of("/bin/echo", "a\0b"), folder));
    }
}
