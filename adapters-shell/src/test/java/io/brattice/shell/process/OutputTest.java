package io.brattice.shell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {

    @TempDir
    Path folder;

    private ShellResult run(String script, OutputListener listener) throws Exception {
        return new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(60), 1 << 20)
                .run(Launch.of(List.of("/bin/bash", "-c", script), folder), listener);
    }

    @Test
    void replacesInvalidUtf8() throws Exception {
        StringBuilder heard = new StringBuilder();
        ShellResult result = run("printf 'a\\xffb\\xe2\\x82'", (error, text) -> heard.append(text));
        assertEquals("a\ufffdb\ufffd", result.stdout());
        assertEquals(result.stdout(), heard.toString());
    }

    @Test
    void tellsAListenerEverythingInOrderAndSplitsNoCharacter() throws Exception {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        String script = "for i in {1..3000}; do printf '%s€\\xf0\\x9f\\x98\\x80' $i; done; printf '\\xe2'; sleep 0.05;"
                + " printf '\\x82\\xac'; for i in {1..300}; do echo $i >&2; done";
        ShellResult result = run(script, (error, text) -> {
            assertFalse(text.isEmpty() || text.contains("\ufffd"));
            (error ? err : out).append(text);
        });
        assertEquals(result.stdout(), out.toString());
        assertEquals(result.stderr(), err.toString());
        assertTrue(out.toString().endsWith("3000€\ud83d\ude00€"));
    }

    @Test
    void aListenerThatFailsBreaksNothing() throws Exception {
        int[] calls = new int[1];
        ShellResult result = run("echo one; sleep 0.05; echo two", (error, text) -> {
            calls[0]++;
            throw new IllegalStateException("on purpose");
        });
        assertEquals(new ShellResult(0, "one\ntwo\n", "", false), result);
        assertEquals(1, calls[0]);
    }

    @Test
    void keepsWhatANaiveCaptureKeeps() {
        Random random = new Random(20240611);
        for (int round = 0; round < 2000; round++) {
            int most = random.nextInt(40);
            Capture capture = new Capture(most);
            StringBuilder all = new StringBuilder();
            for (int part = random.nextInt(8); part > 0; part--) {
                byte[] bytes = new byte[random.nextInt(30)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) ('a' + random.nextInt(26));
                }
                capture.add(Arrays.copyOf(bytes, bytes.length + 3), bytes.length);
                all.append(new String(bytes, StandardCharsets.US_ASCII));
            }
            int tail = most / 2;
            String expected = all.length() <= most
                    ? all.toString()
                    : all.substring(0, most - tail) + "\n[… " + (all.length() - most) + " bytes left out …]\n"
                            + all.substring(all.length() - tail);
            assertEquals(expected, capture.text(), "round " + round);
            assertEquals(all.length() > most, capture.truncated());
        }
    }

    @Test
    void cutsNoCharacterInTwo() {
        byte[] euros = "€€€€€€€€€€".getBytes(StandardCharsets.UTF_8);
        for (int most = 0; most < euros.length; most++) {
            Capture capture = new Capture(most);
            capture.add(euros, euros.length);
            String text = capture.text();
            assertFalse(text.contains("\ufffd"), text);
            int kept = (int) text.chars().filter(c -> c == '€').count();
            assertTrue(text.contains("[… " + (euros.length - 3 * kept) + " bytes left out …]"), text);
        }
    }
}
