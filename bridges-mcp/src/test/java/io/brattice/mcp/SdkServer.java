package io.brattice.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import jakarta.servlet.http.HttpServlet;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A server written with the Java SDK, which offers all that a server can: the tools, resources and prompts that the official conformance package
 * asks for by name. {@code stdio} speaks over standard input and output; {@code http} prints its port and speaks at {@code /mcp}.
 */
final class SdkServer implements AutoCloseable {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";
    private static final McpJsonMapper JSON = new JacksonMcpJsonMapper(new ObjectMapper());
    private static final Map<String, Object> NOTHING = Map.of("type", "object", "properties", Map.of());

    private final McpSyncServer server;
    private final Server web;

    private SdkServer(McpSyncServer server, Server web) {
        this.server = server;
        this.web = web;
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("stdio")) {
            PrintStream out = System.out;
            System.setOut(System.err);
            CountDownLatch end = new CountDownLatch(1);
            var unused = offered(McpServer.sync(new StdioServerTransportProvider(JSON, untilEnd(System.in, end), out)))
                    .build();
            end.await();
            System.exit(0);
        } else {
            System.out.println(http().port());
            new CountDownLatch(1).await();
        }
    }

    private static InputStream untilEnd(InputStream in, CountDownLatch end) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                int read = super.read(into, from, most);
                if (read < 0) {
                    end.countDown();
                }
                return read;
            }
        };
    }

    /** In this process. */
    static SdkServer http() throws Exception {
        HttpServletStreamableServerTransportProvider provider = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(JSON)
                .mcpEndpoint("/mcp")
                .httpHeaderValidator(DefaultServerTransportSecurityValidator.builder()
                        .allowedOrigins(List.of("http://localhost:*", "http://127.0.0.1:*"))
                        .allowedHosts(List.of("localhost:*", "127.0.0.1:*"))
                        .build())
                .build();
        McpSyncServer server = offered(McpServer.sync(provider)).build();
        Server web = new Server();
        ServerConnector connector = new ServerConnector(web);
        connector.setHost("127.0.0.1");
        web.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder((HttpServlet) provider);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        web.setHandler(context);
        web.start();
        return new SdkServer(server, web);
    }

    int port() {
        return ((ServerConnector) web.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        server.close();
        try {
            web.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <S extends McpServer.SyncSpecification<S>> McpServer.SyncSpecification<S> offered(
            McpServer.SyncSpecification<S> server) {
        McpServer.SyncSpecification<S> offered = server.serverInfo("sdk", "1")
                .capabilities(McpSchema.ServerCapabilities.builder()
                        .tools(true)
                        .resources(true, true)
                        .prompts(true)
                        .logging()
                        .completions()
                        .build());
        tool(
                offered,
                "test_simple_text",
                NOTHING,
                (exchange, call) -> text("This is a simple text response for testing."));
        tool(offered, "test_image_content", NOTHING, (exchange, call) -> content(image()));
        tool(
                offered,
                "test_audio_content",
                NOTHING,
                (exchange, call) -> content(
                        McpSchema.AudioContent.builder(SILENCE, "audio/wav").build()));
        tool(
                offered,
                "test_embedded_resource",
                NOTHING,
                (exchange, call) -> content(
                        embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")));
        tool(
                offered,
                "test_multiple_content_types",
                NOTHING,
                (exchange, call) -> content(
                        words("Multiple content types test:"),
                        image(),
                        embedded(
                                "test://mixed-content-resource",
                                "application/json",
                                "{\"test\":\"data\",\"value\":123}")));
        tool(offered, "test_tool_with_logging", NOTHING, SdkServer::logs);
        tool(offered, "test_tool_with_progress", NOTHING, SdkServer::progresses);
        tool(
                offered,
                "test_error_handling",
                NOTHING,
                (exchange, call) -> CallToolResult.builder(
                                List.of(words("This tool intentionally returns an error for testing")))
                        .isError(true)
                        .build());
        tool(offered, "test_sampling", wanting("prompt"), SdkServer::samples);
        tool(
                offered,
                "test_elicitation",
                wanting("message"),
                (exchange, call) -> elicits(
                        exchange,
                        String.valueOf(call.arguments().get("message")),
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "username", Map.of("type", "string", "description", "User's response"),
                                        "email", Map.of("type", "string", "description", "User's email address")),
                                "required",
                                List.of("username", "email"))));
        tool(
                offered,
                "test_elicitation_sep1034_defaults",
                NOTHING,
                (exchange, call) -> elicits(
                        exchange,
                        "Please review the form",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "name", Map.of("type", "string", "default", "John Doe"),
                                        "age", Map.of("type", "integer", "default", 30),
                                        "score", Map.of("type", "number", "default", 95.5),
                                        "status",
                                                Map.of(
                                                        "type",
                                                        "string",
                                                        "enum",
                                                        List.of("active", "inactive", "pending"),
                                                        "default",
                                                        "active"),
                                        "verified", Map.of("type", "boolean", "default", true)))));
        tool(
                offered,
                "test_elicitation_sep1330_enums",
                NOTHING,
                (exchange, call) -> elicits(exchange, "Please choose", enums()));
        tool(
                offered,
                "json_schema_2020_12_tool",
                Map.of(
                        "$schema",
                        "https://json-schema.org/draft/2020-12/schema",
                        "type",
                        "object",
                        "$defs",
                        Map.of(
                                "address",
                                Map.of(
                                        "type",
                                        "object",
                                        "properties",
                                        Map.of("street", Map.of("type", "string"), "city", Map.of("type", "string")))),
                        "properties",
                        Map.of("name", Map.of("type", "string"), "address", Map.of("$ref", "#/$defs/address")),
                        "additionalProperties",
                        false),
                (exchange, call) -> text("JSON Schema 2020-12 tool called with: " + call.arguments()));
        resources(offered);
        prompts(offered);
        return offered;
    }

    private static void tool(
            McpServer.SyncSpecification<?> server,
            String name,
            Map<String, Object> schema,
            BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> does) {
        server.toolCall(
                McpSchema.Tool.builder(name, schema)
                        .description("Tests " + name)
                        .build(),
                does);
    }

    private static Map<String, Object> enums() {
        List<String> plain = List.of("option1", "option2", "option3");
        List<Map<String, String>> titled = List.of(
                Map.of("const", "value1", "title", "First Option"),
                Map.of("const", "value2", "title", "Second Option"),
                Map.of("const", "value3", "title", "Third Option"));
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "untitledSingle", Map.of("type", "string", "enum", plain),
                        "titledSingle", Map.of("type", "string", "oneOf", titled),
                        "legacyEnum",
                                Map.of(
                                        "type",
                                        "string",
                                        "enum",
                                        List.of("opt1", "opt2", "opt3"),
                                        "enumNames",
                                        List.of("Option One", "Option Two", "Option Three")),
                        "untitledMulti", Map.of("type", "array", "items", Map.of("type", "string", "enum", plain)),
                        "titledMulti", Map.of("type", "array", "items", Map.of("anyOf", titled))));
    }

    private static Map<String, Object> wanting(String argument) {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of(argument, Map.of("type", "string")),
                "required",
                List.of(argument));
    }

    private static CallToolResult logs(McpSyncServerExchange exchange, CallToolRequest call) {
        for (String line : List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
            exchange.loggingNotification(McpSchema.LoggingMessageNotification.builder(McpSchema.LoggingLevel.INFO, line)
                    .build());
        }
        return text("Tool with logging executed successfully");
    }

    private static CallToolResult progresses(McpSyncServerExchange exchange, CallToolRequest call) {
        Object token = call.progressToken();
        for (double done : new double[] {0, 50, 100}) {
            if (token != null) {
                exchange.progressNotification(McpSchema.ProgressNotification.builder(token, done)
                        .total(100.0)
                        .build());
            }
        }
        return text("Tool with progress executed");
    }

    private static CallToolResult samples(McpSyncServerExchange exchange, CallToolRequest call) {
        McpSchema.CreateMessageResult said = exchange.createMessage(McpSchema.CreateMessageRequest.builder(
                        List.of(McpSchema.SamplingMessage.builder(
                                        Role.USER,
                                        words(String.valueOf(call.arguments().get("prompt"))))
                                .build()),
                        100)
                .build());
        return text("LLM response: " + said.content());
    }

    private static CallToolResult elicits(McpSyncServerExchange exchange, String message, Map<String, Object> schema) {
        McpSchema.ElicitResult said = exchange.createElicitation(
                McpSchema.ElicitFormRequest.builder(message, schema).build());
        return text("Elicitation completed: action=" + said.action() + ", content=" + said.content());
    }

    private static void resources(McpServer.SyncSpecification<?> server) {
        List<SyncResourceSpecification> resources = new ArrayList<>();
        resources.add(resource("test://static-text", "text/plain", "This is the content of the static text resource."));
        resources.add(resource("test://watched-resource", "text/plain", "Watched resource content"));
        resources.add(new SyncResourceSpecification(
                McpSchema.Resource.builder("test://static-binary", "static-binary")
                        .mimeType("image/png")
                        .build(),
                (exchange, request) -> McpSchema.ReadResourceResult.builder(
                                List.of(McpSchema.BlobResourceContents.builder("test://static-binary", PIXEL)
                                        .mimeType("image/png")
                                        .build()))
                        .build()));
        server.resources(resources);
        server.resourceTemplates(List.of(new SyncResourceTemplateSpecification(
                McpSchema.ResourceTemplate.builder("test://template/{id}/data", "template")
                        .mimeType("application/json")
                        .build(),
                (exchange, request) -> {
                    String id = request.uri().replaceAll("test://template/([^/]+)/data", "$1");
                    return contents(
                            request.uri(),
                            "application/json",
                            "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id + "\"}");
                })));
    }

    private static SyncResourceSpecification resource(String uri, String type, String words) {
        return new SyncResourceSpecification(
                McpSchema.Resource.builder(uri, uri.substring("test://".length()))
                        .mimeType(type)
                        .build(),
                (exchange, request) -> contents(uri, type, words));
    }

    private static McpSchema.ReadResourceResult contents(String uri, String type, String words) {
        return McpSchema.ReadResourceResult.builder(List.of(McpSchema.TextResourceContents.builder(uri, words)
                        .mimeType(type)
                        .build()))
                .build();
    }

    private static void prompts(McpServer.SyncSpecification<?> server) {
        server.prompts(List.of(
                prompt(
                        "test_simple_prompt",
                        List.of(),
                        request -> List.of(words("This is a simple prompt for testing."))),
                prompt(
                        "test_prompt_with_arguments",
                        List.of("arg1", "arg2"),
                        request -> List.of(words("Prompt with arguments: arg1='"
                                + request.arguments().get("arg1") + "', arg2='"
                                + request.arguments().get("arg2") + "'"))),
                prompt(
                        "test_prompt_with_embedded_resource",
                        List.of("resourceUri"),
                        request -> List.of(
                                embedded(
                                        String.valueOf(request.arguments().get("resourceUri")),
                                        "text/plain",
                                        "Embedded resource content for testing."),
                                words("Please process the embedded resource above."))),
                prompt(
                        "test_prompt_with_image",
                        List.of(),
                        request -> List.of(image(), words("Please analyze the image above.")))));
        server.completions(List.of(new SyncCompletionSpecification(
                new McpSchema.PromptReference("test_prompt_with_arguments"),
                (exchange, request) -> new McpSchema.CompleteResult(new McpSchema.CompleteResult.CompleteCompletion(
                        List.of("paris", "park", "party"), 3, false)))));
    }

    private static SyncPromptSpecification prompt(
            String name,
            List<String> arguments,
            java.util.function.Function<McpSchema.GetPromptRequest, List<Content>> says) {
        return new SyncPromptSpecification(
                McpSchema.Prompt.builder(name)
                        .arguments(arguments.stream()
                                .map(argument -> McpSchema.PromptArgument.builder(argument)
                                        .required(true)
                                        .build())
                                .toList())
                        .build(),
                (exchange, request) -> McpSchema.GetPromptResult.builder(says.apply(request).stream()
                                .map(one -> McpSchema.PromptMessage.builder(Role.USER, one)
                                        .build())
                                .toList())
                        .build());
    }

    private static Content image() {
        return McpSchema.ImageContent.builder(PIXEL, "image/png").build();
    }

    private static TextContent words(String words) {
        return TextContent.builder(words).build();
    }

    private static Content embedded(String uri, String type, String words) {
        return McpSchema.EmbeddedResource.builder(McpSchema.TextResourceContents.builder(uri, words)
                        .mimeType(type)
                        .build())
                .build();
    }

    private static CallToolResult text(String words) {
        return content(words(words));
    }

    private static CallToolResult content(Content... content) {
        return CallToolResult.builder(Arrays.asList(content)).build();
    }
}
