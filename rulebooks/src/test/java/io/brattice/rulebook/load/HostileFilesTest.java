package io.brattice.rulebook.load;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that want the host's time or memory. Each ends in an error, within a second once the reader is warm. */
final class HostileFilesTest {

    private static final int MB = 1_000_000;
    private static final Duration BUSY = Duration.ofSeconds(20);

    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder laughs = new StringBuilder("version: 1\na0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        files.put("laughs", laughs.toString());
        files.put("an alias of itself", "version: 1\nrules: &a [*a]\n");
        files.put("ten megabytes", "version: 1\n#" + "x".repeat(10 * MB));
        files.put("deep lists", "rules: " + "[".repeat(MB - 100));
        files.put("deep mappings", "{a: ".repeat(MB / 5));
        files.put("deep dashes", "- ".repeat(MB / 3));
        files.put("deep keys", "? ".repeat(MB / 3));
        files.put("many values", "rules: [" + "a,".repeat(MB / 3) + "]");
        files.put("many keys", "tiers: {" + "a,".repeat(MB / 3) + "}");
        files.put("many rules", "version: 1\nrules:\n" + "- {id: a, when: {tool: x}, then: deny}\n".repeat(MB / 41));
        files.put("many empty rules", "version: 1\nrules:\n" + "- {}\n".repeat(MB / 6));
        files.put("a long text", "version: 1\nname: " + "x".repeat(MB - 100));
        files.put("a long key", "version: 1\n" + "x".repeat(MB - 100) + ": 1");
        files.put("a long number", "version: 1" + "9".repeat(MB - 100));
        files.put(
                "a large number",
                "version: 1\nbudgets: [{id: b, when: {tool: x}, sum: calls, window: 1d, then: deny, limit: 1e999999999}]");
        files.put("a regex that repeats", rule("{tool: {regex: '((a{1000}){1000}){1000}'}}"));
        files.put("a regex of brackets", rule("{tool: {regex: '" + "(".repeat(MB - 200) + "'}}"));
        files.put("a nested regex", rule("{tool: {regex: '" + "(".repeat(900) + "'}}"));
        files.put("a glob of braces", rule("{tool: {glob: '" + "{a,b}".repeat(150) + "'}}"));
        files.put("a long glob", rule("{tool: {glob: '" + "*a".repeat(MB / 3) + "'}}"));
        files.put("many quotes", "version: 1\nname: " + "'".repeat(MB - 100));
        files.put("many anchors", "version: 1\nrules: [" + "&a x, ".repeat(MB / 7) + "]");
        files.put("many tags", "version: 1\nrules: [" + "!!a x, ".repeat(MB / 8) + "]");
        files.put("many documents", "--- a\n".repeat(MB / 7));
        files.put("many lines", "\n".repeat(MB - 100) + "x: [");
        files.put("many comments", "#\n".repeat(MB / 3) + "version: 9\n");
        files.put("a block text", "version: 1\nname: |\n" + " x\n".repeat(MB / 4) + "b");
        files.put("many colons", "a:".repeat(MB / 3));
        files.put("many directives", "%TAG !a! b\n".repeat(MB / 12));
        files.put("zeros", "\0".repeat(1000));
        return files;
    }

    private static String rule(String when) {
        return "version: 1\nrules: [{id: r, then: deny, when: " + when + "}]\n";
    }

    @TestFactory
    Stream<DynamicTest> endInAnErrorSoon() {
        return files().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                    Reading reading = assertTimeoutPreemptively(
                            BUSY, () -> BookReader.standard().read("hostile", bytes));
                    assertInstanceOf(Reading.Problems.class, reading);
                }));
    }

    /** Allocation is more than what is held at once, so this is on the safe side of the 64 MB but for the largest. */
    @Test
    void aBombOfAliasesAllocatesNextToNothing() {
        byte[] bytes = files().get("laughs").getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        BookReader.standard().read("hostile", bytes);
        long before = threads.getCurrentThreadAllocatedBytes();
        BookReader.standard().read("hostile", bytes);

        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 8L * MB);
    }
}
