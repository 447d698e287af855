package io.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.policy.Policy;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A server that people use, as it is published. The long form only: it is downloaded. */
@EnabledIfSystemProperty(named = "brattice.long", matches = "true", disabledReason = "a server is downloaded")
class FilesystemServerTest {

    private static final String PACKAGE = "@modelcontextprotocol/server-filesystem";

    @TempDir
    Path folder;

    @Test
    void aReadRunsAWriteIsRefusedAndAWriteIsApproved() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data")).toRealPath();
        Path note = Files.writeString(data.resolve("note.txt"), "as it was");
        try (Client client =
                new Client(folder, Policy.defaults(), true, Client.ENOUGH, server(data)).initialized(true)) {
            client.calls(1, "read_text_file", "{\"path\":\"" + note + "\"}");
            assertTrue(client.hears().contains("as it was"));

            String write = "{\"path\":\"" + note + "\",\"content\":\"otherwise\"}";
            client.calls(2, "write_file", write);
            client.says(McpGateTest.answer(
                    client.hears(),
                    "{\"action\":\"accept\",\"content\":{\"decision\":\"refuse\",\"reason\":\"keep it\"}}"));
            String refused = client.hears();
            assertTrue(refused.contains("keep it") && refused.contains("\"isError\":true"), refused);
            assertEquals("as it was", Files.readString(note));

            client.calls(3, "write_file", "{\"path\":\"" + data.resolve("new.txt") + "\",\"content\":\"mine\"}");
            client.says(McpGateTest.answer(
                    client.hears(), "{\"action\":\"accept\",\"content\":{\"decision\":\"approve\"}}"));
            String approved = client.hears();
            assertFalse(approved.contains("\"isError\":true"), approved);
            assertEquals("mine", Files.readString(data.resolve("new.txt")));
        }
    }

    private List<String> server(Path data) throws Exception {
        assumeTrue(onPath("npm") && onPath("node"), "no `npm` and `node` on the PATH");
        Path packages = folder.resolve("packages");
        Process install = new ProcessBuilder(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts",
                        "--prefix",
                        packages.toString(),
                        PACKAGE)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        boolean done = install.waitFor(2, TimeUnit.MINUTES);
        install.destroyForcibly();
        assumeTrue(done && install.waitFor() == 0, PACKAGE + " cannot be had here");
        return List.of(
                "node",
                packages.resolve("node_modules")
                        .resolve(PACKAGE)
                        .resolve("dist/index.js")
                        .toString(),
                data.toString());
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
