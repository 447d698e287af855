package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SedScriptTest {

    private static final String[] PIECES = {
        "p",
        "d",
        "1",
        "$",
        "/x/",
        "\\,x,",
        "{",
        "}",
        ";",
        "\n",
        " ",
        "!",
        "s/a/b/",
        "s,/,w,",
        "s/[/]/x/",
        "w out",
        "r in",
        "e id",
        "e",
        "y/a/b/",
        "a text",
        "a\\\nmore",
        "#note",
        ":a",
        "ba",
        "t",
        "g",
        "3",
        "w",
        "I",
        "\\",
        "q5",
        "l",
        "1,3",
        "0~2",
        "+2",
        "e\n",
        "/",
        "s"
    };

    @Test
    void eachCommandTellsWhatItDoes() {
        assertEquals("write o", told("w o"));
        assertEquals("write o", told("/x/{n;w o\n}"));
        assertEquals("write o", told("s/a/b/gw o"));
        assertEquals("opaque", told("s/a/b/e"));
        assertEquals("opaque", told("s/a/b/Ige"));
        assertEquals("shell rm x", told("1e rm x"));
        assertEquals("opaque", told("$!e"));
        assertEquals("read f", told("/x/r f"));
        assertEquals("write o; read f", told("w o\nR f"));
        assertEquals("", told(":a;N;$!ba;s/\\n/,/g"));
        assertEquals("", told("a w o"));
        assertEquals("", told("a\\\nw o"));
        assertEquals("write o", told("a x\nw o"));
        assertEquals("", told("s/w o/e/;y/we/ew/"));
        assertEquals("", told("#w o"));
        assertEquals("write o", told("#x\nw o"));
        assertEquals("write o }", told("1{p;w o }"));
        assertEquals("", told("w /dev/stdout"));
    }

    @Test
    void whatSedWouldRefuseIsNotUnderstood() {
        for (String script : List.of("k", "s/a/b", "s/a", "y/a", "1,", "/x", "s/a/b/x", "p p", "w", "dp")) {
            assertTrue(told(script).contains("opaque"), script);
        }
    }

    /** sed itself refuses to read, write or run anything in its sandbox, and says so. */
    @Test
    void whatIsFoundHarmlessIsHarmlessToSedItself() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sed")) || Files.isExecutable(Path.of("/bin/sed")));
        long seed = Long.getLong("seed", 20_261_125L);
        Random random = new Random(seed);
        int checked = 0;
        for (int round = 0; round < 3_000 && checked < 150; round++) {
            StringBuilder script = new StringBuilder();
            for (int i = random.nextInt(6) + 1; i > 0; i--) {
                script.append(PIECES[random.nextInt(PIECES.length)]);
            }
            if (told(script.toString()).isEmpty()) {
                checked++;
                String answer = sandboxed(script.toString());
                assertTrue(
                        !answer.contains("sandbox"),
                        "seed " + seed + ": sed finds more in `" + script + "`: " + answer);
            }
        }
        assertTrue(checked > 50, "only " + checked + " scripts were found harmless");
    }

    private static String sandboxed(String script) throws IOException, InterruptedException {
        Process sed = new ProcessBuilder("sed", "--sandbox", "-n", script)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
        String answer = new String(sed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(sed.waitFor(10, TimeUnit.SECONDS));
        return answer;
    }

    private static String told(String script) {
        Recorder recorder = new Recorder();
        Optional<String> problem =
                new SedScript(script, false, Told.situation(Situation.Input.CLOSED, Map.of()), recorder).read();
        problem.ifPresent(recorder::opaque);
        return recorder.toString();
    }
}
