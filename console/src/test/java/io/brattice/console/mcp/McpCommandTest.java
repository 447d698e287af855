package io.brattice.console.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.console.CommandLines;
import io.brattice.console.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line in front of a server, and the configurations that start it. */
@DisabledOnOs(OS.WINDOWS)
final class McpCommandTest {

    private static final String CONFIG = """
            {
              // what my editor starts
              "theme":"dark",
              "mcpServers": {
                "files": {
                  "command": "npx",
                  "args": [
                    "-y", "@modelcontextprotocol/server-filesystem",
                    "/home/ada/\\u00fc",
                  ],
                  "env": { "A" : "1" }
                },
                "bare":{"command":"notes"},
                "empty one": {"args": [ ], "command": "notes2", "disabled": false},
                "far": {"type": "http", "url": "https://mcp.example.com"}
              }
            }
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private int run(String said, String... arguments) {
        InputStream in = new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8));
        Terminal terminal = new Terminal(
                Map.of("BRATTICE_STATE", folder.resolve("state").toString()),
                "ada",
                ZoneOffset.UTC,
                () -> false,
                () -> false,
                () -> new StringReader(""));
        CommandLine line = McpCommand.at(new McpCommand(terminal, () -> in, () -> out));
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void standardOutputCarriesOnlyTheProtocolAndTheExitCodeIsThatOfTheServer() {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

        assertEquals(7, run(ping + "\n", "--trust", "names", "--", "sh", "-c", "cat; exit 7"));
        assertEquals(ping + "\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString());
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        assertEquals(127, run("", "--", folder.resolve("none").toString()));
        assertTrue(err.toString().startsWith("brattice: the server did not start"), err.toString());
    }

    @Test
    void aRulebookThatDoesNotLoadStartsNoServer() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules: [nonsense\n");
        Path trace = folder.resolve("started");

        assertEquals(2, run("", "--policy", rules.toString(), "--", "touch", trace.toString()));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("brattice: "), err.toString());
        assertEquals(2, run("", "--policy", folder.resolve("none.yaml").toString(), "--", "touch", trace.toString()));
        assertFalse(Files.exists(trace));
    }

    @Test
    void nothingToStartANameOrADurationThatIsNoneAreMisunderstandings() {
        assertEquals(2, run(""));
        assertEquals(2, run("", "--name", "a b", "--", "cat"));
        assertEquals(2, run("", "--patience", "soon", "--", "cat"));
        assertEquals(3, err.toString().lines().count(), err.toString());
    }

    @Test
    void aServerIsCalledByWhatIsRun() {
        assertEquals("server-filesystem", ClientConfig.serverName(List.of("npx", "-y", "@a/server-filesystem", "/w")));
        assertEquals("server.js", ClientConfig.serverName(List.of("node", "/opt/server.js")));
        assertEquals("notes", ClientConfig.serverName(List.of("/usr/bin/notes", "--x")));
    }

    @Test
    void whatIsWrappedIsUnwrappedToTheSameBytes() throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), CONFIG);
        CommandLines brattice = new CommandLines();

        assertEquals(0, brattice.run("mcp", "wrap", file.toString()));
        String wrapped = Files.readString(file);
        assertTrue(brattice.out().contains("gated `files`") && brattice.out().contains("left `far`"), brattice.out());
        assertTrue(
                wrapped.contains(
                        "\"args\": [\"mcp\", \"--name\", \"files\", \"--\", \"npx\",\n        \"-y\", \"@modelcontextprotocol"),
                wrapped);
        assertTrue(
                wrapped.contains(
                        "\"bare\":{\"command\":\"brattice\", \"args\": [\"mcp\", \"--name\", \"bare\", \"--\", \"notes\"]}"),
                wrapped);
        assertTrue(wrapped.contains("\"--name\", \"empty-one\""), wrapped);
        assertTrue(wrapped.contains("// what my editor starts"), wrapped);

        assertEquals(0, brattice.run("mcp", "wrap", file.toString()));
        assertEquals(wrapped, Files.readString(file));
        assertEquals(CONFIG, Files.readString(folder.resolve("config.json.before-brattice")));

        assertEquals(0, brattice.run("mcp", "unwrap", file.toString()));
        // The one that had no arguments keeps an empty list.
        assertEquals(CONFIG.replace("\"notes\"}", "\"notes\", \"args\": []}"), Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing else is left behind");
        }
    }

    @Test
    void serversOfAnEditorAndAWrappedOneStartedByAPathAreFound() throws Exception {
        Path file = Files.writeString(
                folder.resolve("mcp.json"), "{\"servers\":{\"a\":{\"command\":\"x\",\"args\":[\"1\"]}}}");
        CommandLines brattice = new CommandLines();

        brattice.run("mcp", "wrap", "--program", "/opt/brattice", file.toString());
        assertEquals(
                "{\"servers\":{\"a\":{\"command\":\"/opt/brattice\",\"args\":[\"mcp\", \"--name\", \"a\", \"--\", \"x\",\"1\"]}}}",
                Files.readString(file));
        brattice.run("mcp", "unwrap", file.toString());
        assertEquals("{\"servers\":{\"a\":{\"command\":\"x\",\"args\":[\"1\"]}}}", Files.readString(file));
    }

    @Test
    void whatIsNoConfigurationIsLeftAsItIs() throws Exception {
        List<String> wrong = new ArrayList<>(
                List.of("", "[]", "{\"a\":1}", "{\"servers\":{}} x", "{\"servers\":{},\"servers\":{}}"));
        CommandLines brattice = new CommandLines();
        for (String text : wrong) {
            Path file = Files.writeString(folder.resolve("config.json"), text);
            assertEquals(1, brattice.run("mcp", "wrap", file.toString()), text);
            assertTrue(brattice.err().contains("was left as it is"), brattice.err());
            assertEquals(text, Files.readString(file));
        }
        assertEquals(1, brattice.run("mcp", "wrap", folder.resolve("none.json").toString()));
    }
}
