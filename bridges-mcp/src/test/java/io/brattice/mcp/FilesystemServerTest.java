package io.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        return List.of(
                "node",
                Npm.with(folder, List.of(PACKAGE))
                        .main(PACKAGE, "dist/index.js")
                        .toString(),
                data.toString());
    }
}
