package io.brattice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code of the README is code that runs. */
class ReadmeTest {

    /** The tags of the marked parts, in the order of the README, and the examples that they are in. */
    private static final Map<String, String> MARKED = ImmutableMap.of(
            "readme", "QuickStart", "loop", "PlainLoop", "langchain4j", "LangChainShop", "spring", "SpringShop");

    /** Tests run in the folder of their module. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void everyBlockOfJavaIsAMarkedPartOfAnExample() throws Exception {
        List<String> blocks = blocks();
        assertEquals(MARKED.size(), blocks.size(), "one block of Java for each of " + MARKED.keySet());
        int block = 0;
        for (Map.Entry<String, String> each : MARKED.entrySet()) {
            assertEquals(marked(each.getValue(), each.getKey()), blocks.get(block++), each.getKey());
        }
    }

    @Test
    void theReadmeStatesTheTwoCommandsThatCiRuns() throws Exception {
        List<String> ci = lines(".ci/run");
        for (String command : List.of("./mvnw verify", "./brattice demo")) {
            assertEquals(true, lines("README.md").contains(command), command);
            assertEquals(true, ci.stream().anyMatch(line -> line.startsWith(command)), command);
        }
    }

    private static String marked(String example, String tag) throws IOException {
        List<String> source = lines("examples/src/main/java/io/brattice/examples/" + example + ".java");
        List<String> stripped = source.stream().map(String::strip).toList();
        int from = stripped.indexOf("// tag: " + tag);
        int indent = source.get(from).indexOf('/');
        return source.subList(from + 1, stripped.indexOf("// end: " + tag)).stream()
                .map(line -> line.isEmpty() ? line : line.substring(indent))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        List<String> rest = lines("README.md");
        for (int from = rest.indexOf("```java"); from >= 0; from = rest.indexOf("```java")) {
            rest = rest.subList(from + 1, rest.size());
            blocks.add(String.join("\n", rest.subList(0, rest.indexOf("```"))));
        }
        return blocks;
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve(file));
    }
}
