package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The inside end: up before the command, unseen by it, gone after it. */
@Timeout(60)
class RelayTest {

    @TempDir
    private static Path folder;

    private static Upstream upstream;
    private static SessionNetwork network;
    private static Forwarder forwarder;

    @BeforeAll
    static void start() throws Exception {
        upstream = Upstream.of(Set.of("granted.example")).page("granted.example", "/", "welcome".repeat(100_000));
        network = SessionNetwork.below(folder, upstream.dialler());
        forwarder = network.forwarder(Granted.of(List.of(Grant.tunnelInside("granted.example"))));
    }

    @AfterAll
    static void stop() throws IOException {
        forwarder.close();
        network.close();
        upstream.close();
    }

    private static Inside.Result run(String script, String... words) throws Exception {
        return run(Map.of(), "", script, words);
    }

    private static Inside.Result run(Map<String, String> more, String input, String script, String... words)
            throws Exception {
        Map<String, String> environment = new HashMap<>(forwarder.variables(more));
        environment.putAll(more);
        return Inside.run(folder, environment, input, forwarder.around(shell(script, words)));
    }

    private static List<String> shell(String script, String... words) {
        return Stream.concat(Stream.of("/bin/sh", "-c", script, "sh"), Stream.of(words))
                .toList();
    }

    @Test
    void theExitStatusIsTheCommands() throws Exception {
        assertEquals(new Inside.Result(0, "", ""), run("true"));
        assertEquals(new Inside.Result(1, "", ""), run("exit 1"));
        assertEquals(new Inside.Result(125, "", ""), run("exit 125"));
        assertEquals(new Inside.Result(255, "", ""), run("exit 255"));
        assertEquals(137, run("kill -9 $$").exit());
        assertEquals(143, run("kill $$").exit());
    }

    @Test
    void wordsAndInputsArriveAsTheyAre() throws Exception {
        Inside.Result result = run(
                Map.of(),
                "line one\nline two",
                "cat; printf '<%s>' \"$@\" >&2",
                "a b",
                "",
                "$x",
                "`y`",
                "'",
                "\n",
                "*");
        assertEquals(new Inside.Result(0, "line one\nline two", "<a b><><$x><`y`><'><\n><*>"), result);
    }

    @Test
    void theCommandHasNoChildThatItDidNotStart() throws Exception {
        String script = "children=none; read -r children < /proc/$$/task/$$/children; echo \"<$children>\"";
        assertEquals(new Inside.Result(0, "<>\n", ""), run(script));
    }

    @Test
    void theEnvironmentIsTheOneThatWasGiven() throws Exception {
        Inside.Result relayed = run("env | sort");
        Inside.Result bare = Inside.run(folder, forwarder.variables(Map.of()), "", shell("env | sort"));
        assertEquals(bare, relayed);
    }

    @Test
    void optionsForOtherJvmsDoNotReachIt() throws Exception {
        Map<String, String> odd =
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx1k", "_JAVA_OPTIONS", "-Xint", "CLASSPATH", "/nowhere");
        assertEquals(new Inside.Result(0, "-Xmx1k", ""), run(odd, "", "printf %s \"$JAVA_TOOL_OPTIONS\""));
    }

    @Test
    void whatIsRelayedArrivesWhole() throws Exception {
        String curl = Inside.program("curl");
        Inside.Result result =
                run("for i in 1 2 3 4 5 6 7 8; do \"$1\" -sS http://granted.example/ & done; wait", curl);
        assertEquals(8 * 700_000, result.output().length(), result.errors());
    }

    @Test
    void thereIsNoOtherWayOut() throws Exception {
        String curl = Inside.program("curl");
        Inside.Result result = run("\"$1\" -sS --noproxy '*' --connect-timeout 2 http://192.0.2.1/", curl);
        assertEquals(7, result.exit(), result.errors());
        assertEquals(
                6, run("\"$1\" -sS --noproxy '*' http://granted.example/", curl).exit());
    }

    @Test
    void theRelayEndsWithTheCommand() throws Exception {
        assertEquals(0, run("true").exit());
        long until = System.nanoTime() + 5_000_000_000L;
        while (lives(forwarder.socket().toString()) && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertTrue(!lives(forwarder.socket().toString()));
    }

    @Test
    void withoutALoopbackTheCommandIsNotStarted() throws Exception {
        Inside.Result result =
                Inside.run(folder, forwarder.variables(Map.of()), "", forwarder.around(shell("echo started")), false);
        assertEquals(
                new Inside.Result(
                        125, "", "the way to the granted network could not be opened; run this without a network\n"),
                result);
    }

    private static boolean lives(String word) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.anyMatch(process -> commandLine(process).contains(word));
        } catch (IOException e) {
            return true;
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
