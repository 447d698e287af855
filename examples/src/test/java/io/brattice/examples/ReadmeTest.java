package io.brattice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code of the README is code that runs. */
class ReadmeTest {

    /** Tests run in the folder of their module. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void theCodeOfTheReadmeIsTheMarkedPartOfQuickStart() throws Exception {
        assertEquals(marked(), between(lines("README.md"), "```java", "```"));
    }

    @Test
    void theReadmeStatesTheTwoCommandsThatCiRuns() throws Exception {
        List<String> ci = lines(".ci/run");
        for (String command : List.of("./mvnw verify", "./brattice demo")) {
            assertEquals(true, lines("README.md").contains(command), command);
            assertEquals(true, ci.stream().anyMatch(line -> line.startsWith(command)), command);
        }
    }

    private static String marked() throws IOException {
        List<String> source = lines("examples/src/main/java/io/brattice/examples/QuickStart.java");
        return between(source, "        // tag: readme", "        // end: readme")
                .lines()
                .map(line -> line.isEmpty() ? line : line.substring(8))
                .collect(Collectors.joining("\n"));
    }

    private static String between(List<String> lines, String first, String last) {
        int from = lines.indexOf(first) + 1;
        List<String> rest = lines.subList(from, lines.size());
        return String.join("\n", rest.subList(0, rest.indexOf(last)));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve(file));
    }
}
