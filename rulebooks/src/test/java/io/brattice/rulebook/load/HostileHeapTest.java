package io.brattice.rulebook.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bombs of {@link HostileFilesTest} in a process that has 64 MB for all its objects: none needs more, and none takes a processor for a second. */
final class HostileHeapTest {

    private static final long MOST_MILLIS = 1_000;

    @TempDir
    Path folder;

    @Test
    void everyBombEndsInASecondAnd64Megabytes() throws Exception {
        Path files = Files.createDirectory(folder.resolve("files"));
        for (Map.Entry<String, String> file : HostileFilesTest.files().entrySet()) {
            Files.writeString(files.resolve(file.getKey().replace(' ', '-') + ".yaml"), file.getValue());
        }
        Path told = folder.resolve("told");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileChild.class.getName(),
                        files.toString())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        assertTrue(child.waitFor(120, TimeUnit.SECONDS), "it does not end");
        List<String> lines = Files.readAllLines(told, StandardCharsets.UTF_8);
        assertEquals(0, child.exitValue(), () -> String.join("\n", lines));
        assertEquals(HostileFilesTest.files().size(), lines.size(), () -> String.join("\n", lines));
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            assertEquals("problems", parts[0], line);
            assertTrue(Long.parseLong(parts[1]) <= MOST_MILLIS, line);
        }
    }
}
