package io.brattice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an agent says may end up in a log line: it must stay one line, and keep its letters. */
class LogLinesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void aMessageStaysOneLineAndKeepsItsLetters() {
        PrintStream real = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            LoggerFactory.getLogger("io.brattice.Test").warn("never run\r\nERROR forged \u001b[2K");
        } finally {
            System.setErr(real);
        }
        String line = written.toString(StandardCharsets.UTF_8);
        assertEquals(
                "never run ERROR forged  [2K",
                line.substring(line.indexOf(" - ") + 3).stripTrailing(),
                line);
    }

    @Test
    void everyModuleLogsInTheSameWay() throws Exception {
        List<String> files = List.of(
                "examples/src/main/resources/logback.xml",
                "console/src/main/resources/logback.xml",
                "core/src/test/resources/logback-test.xml",
                "testkit/src/test/resources/logback-test.xml",
                "adapters-shell/src/test/resources/logback-test.xml");
        for (String file : files) {
            assertEquals(pattern(files.get(0)), pattern(file), file);
        }
    }

    private static String pattern(String file) throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve(file))) {
            return lines.filter(line -> line.contains("<pattern>")).findFirst().orElseThrow();
        }
    }
}
