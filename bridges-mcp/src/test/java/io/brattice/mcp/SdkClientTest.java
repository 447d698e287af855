package io.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.brattice.StateFolder;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client of the Java SDK and a server written with it, with a gate between them. */
class SdkClientTest {

    private static final String TOKEN = "the-token-of-this-test";

    @TempDir
    Path folder;

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final List<String> elicited = new CopyOnWriteArrayList<>();

    static Policy everything() {
        return evidence -> Verdict.allow("everything", "this test lets all through");
    }

    private McpSyncClient client(McpClientTransport transport) {
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(30))
                .capabilities(McpSchema.ClientCapabilities.builder()
                        .elicitation()
                        .sampling()
                        .build())
                .sampling(request -> McpSchema.CreateMessageResult.builder(
                                McpSchema.Role.ASSISTANT,
                                McpSchema.TextContent.builder("forty-two").build(),
                                "a-model")
                        .build())
                .elicitation(request -> {
                    elicited.add(request.message());
                    return McpSchema.ElicitResult.builder(McpSchema.ElicitResult.Action.ACCEPT)
                            .content(Map.of("decision", "approve", "username", "ada", "email", "a@b"))
                            .build();
                })
                .progressConsumer(one -> progress.add(String.valueOf(one.progress())))
                .loggingConsumer(one -> logged.add(one.data()))
                .build();
        client.initialize();
        return client;
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(McpSchema.CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken("p")
                .build());
    }

    /** What a conversation of every sort comes to, whatever lies between. */
    private void talks(McpSyncClient client) {
        assertEquals(13, client.listTools().tools().size());
        assertTrue(client.listTools().toString().contains("2020-12"));
        assertTrue(call(client, "test_simple_text", Map.of()).toString().contains("simple text"));
        assertTrue(call(client, "test_error_handling", Map.of()).isError());
        call(client, "test_tool_with_progress", Map.of());
        call(client, "test_tool_with_logging", Map.of());
        assertTrue(call(client, "test_sampling", Map.of("prompt", "how many?"))
                .toString()
                .contains("forty-two"));
        assertTrue(call(client, "test_elicitation", Map.of("message", "who are you?"))
                .toString()
                .contains("username=ada"));
        assertTrue(client.readResource(McpSchema.ReadResourceRequest.builder("test://template/7/data")
                        .build())
                .toString()
                .contains("Data for ID: 7"));
        assertTrue(client.getPrompt(McpSchema.GetPromptRequest.builder("test_prompt_with_arguments")
                        .arguments(Map.of("arg1", "a", "arg2", "b"))
                        .build())
                .toString()
                .contains("arg1='a'"));
        // The client hands them on from several threads.
        assertEquals(Set.of("0.0", "50.0", "100.0"), Set.copyOf(progress));
        assertEquals(3, logged.size());
    }

    private McpGate gate(Policy policy) {
        return new McpGate(
                new StateFolder(folder.resolve("state")), policy, "sdk", "bot", "ada", false, Duration.ofSeconds(20));
    }

    @Test
    void overHttpEverythingIsAsItIsWithoutAGate() throws Exception {
        try (SdkServer server = SdkServer.http();
                HttpGate gate = gate(everything())
                        .listen(
                                Door.here(0),
                                Upstream.at(URI.create("http://127.0.0.1:" + server.port() + "/mcp")),
                                line -> {})) {
            McpSyncClient client = client(HttpClientStreamableHttpTransport.builder(
                            "http://127.0.0.1:" + gate.address().getPort())
                    .endpoint("/mcp")
                    .build());
            talks(client);
            assertEquals(List.of("[asked by the server `mcp:sdk`, not by the gate] who are you?"), elicited);
            client.close();
        }
    }

    @Test
    void overHttpThePersonInFrontOfTheClientIsAskedByTheGateAndByTheServer() throws Exception {
        try (SdkServer server = SdkServer.http();
                HttpGate gate = gate(Policy.defaults())
                        .listen(
                                Door.here(0).withToken(TOKEN),
                                Upstream.at(URI.create("http://127.0.0.1:" + server.port() + "/mcp")),
                                line -> {})) {
            McpSyncClient client = client(HttpClientStreamableHttpTransport.builder(
                            "http://127.0.0.1:" + gate.address().getPort())
                    .endpoint("/mcp")
                    .addHttpRequestCustomizer(
                            (builder, method, uri, body, context) -> builder.header("Authorization", "Bearer " + TOKEN))
                    .build());
            assertTrue(call(client, "test_elicitation", Map.of("message", "who are you?"))
                    .toString()
                    .contains("username=ada"));
            assertEquals(2, elicited.size());
            assertTrue(elicited.get(0).contains("test_elicitation"), elicited.get(0));
            assertTrue(elicited.get(1).startsWith("[asked by the server"), elicited.get(1));
            client.close();
        }
    }

    @Test
    void overStandardInputAndOutputEverythingIsAsItIsWithoutAGate() {
        McpSyncClient client = client(new StdioClientTransport(
                ServerParameters.builder(Processes.java())
                        .args(
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Processes.classPath(),
                                StdioGate.class.getName(),
                                folder.resolve("state").toString(),
                                Processes.java(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Processes.classPath(),
                                SdkServer.class.getName(),
                                "stdio")
                        .build(),
                new JacksonMcpJsonMapper(new ObjectMapper())));
        talks(client);
        assertEquals(List.of("[asked by the server `mcp:sdk`, not by the gate] who are you?"), elicited);
        client.close();
    }
}
