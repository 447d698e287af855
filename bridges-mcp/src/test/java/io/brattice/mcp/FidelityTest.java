package io.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Conversations with real servers, kept on the far side of the gate and held against what the client said and heard: every line is the same to
 * the byte, but for {@code tools/call}, whose arguments are written anew and say the same.
 */
class FidelityTest {

    private static final String FILES = "@modelcontextprotocol/server-filesystem";
    private static final String EVERYTHING = "@modelcontextprotocol/server-everything";
    private static final String MEMORY = "@modelcontextprotocol/server-memory";
    private static final String THINKING = "@modelcontextprotocol/server-sequential-thinking";

    @TempDir
    Path folder;

    @Test
    void aServerOfTheJavaSdk() throws Exception {
        passes(
                folder,
                List.of(
                        Processes.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Processes.classPath(),
                        SdkServer.class.getName(),
                        "stdio"),
                List.of(
                        request(2, "tools/list", "{}"),
                        call(3, "test_tool_with_progress", "{}"),
                        call(4, "test_elicitation", "{\"message\": \"who?\"}"),
                        call(5, "test_multiple_content_types", "{}"),
                        request(6, "resources/templates/list", "{}"),
                        request(7, "resources/read", "{ \"uri\":\"test:\\/\\/static-binary\" }")));
    }

    @TestFactory
    @EnabledIfSystemProperty(named = "brattice.long", matches = "true", disabledReason = "servers are downloaded")
    Stream<DynamicTest> serversThatPeopleUse() throws Exception {
        Npm npm = Npm.with(folder, List.of(FILES, EVERYTHING, MEMORY, THINKING));
        Path data = Files.createDirectories(folder.resolve("data")).toRealPath();
        Files.writeString(data.resolve("a.txt"), "one\ntwo\u00fc\n");
        String path = "{\"path\":\"" + data.resolve("a.txt") + "\"}";
        return Stream.of(
                server(
                        npm,
                        FILES,
                        List.of(data.toString()),
                        List.of(
                                call(2, "read_text_file", path),
                                call(3, "write_file", path.replace("}", ", \"content\" : \"new\\n\\ud83d\\ude00\"}")),
                                call(4, "list_directory", "{\"path\":\"" + data + "\"}"),
                                call(5, "read_text_file", "{\"path\":\"/outside\"}"))),
                server(
                        npm,
                        EVERYTHING,
                        List.of("stdio"),
                        List.of(
                                call(2, "echo", "{\"message\":\"\u4e2d\"}"),
                                call(3, "get-sum", "{\"a\":1.50,\"b\":2e0}"),
                                request(4, "resources/list", "{}"),
                                request(5, "prompts/get", "{\"name\":\"simple-prompt\"}"),
                                request(6, "logging/setLevel", "{\"level\":\"debug\"}"))),
                server(
                        npm,
                        MEMORY,
                        List.of(),
                        List.of(
                                call(
                                        2,
                                        "create_entities",
                                        "{\"entities\":[{\"name\":\"a\",\"entityType\":\"t\",\"observations\":[\"o\"]}]}"),
                                call(3, "read_graph", "{}"),
                                call(4, "delete_entities", "{\"entityNames\":[\"a\"]}"))),
                server(
                        npm,
                        THINKING,
                        List.of(),
                        List.of(
                                call(
                                        2,
                                        "sequentialthinking",
                                        "{\"thought\":\"t\",\"nextThoughtNeeded\":false,\"thoughtNumber\":1,\"totalThoughts\":1}"))));
    }

    private DynamicTest server(Npm npm, String name, List<String> arguments, List<String> said) {
        List<String> command =
                new ArrayList<>(List.of("node", npm.main(name, "dist/index.js").toString()));
        command.addAll(arguments);
        return DynamicTest.dynamicTest(
                name,
                () -> passes(Files.createDirectories(folder.resolve("run-" + name.replace('/', '-'))), command, said));
    }

    private static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static String call(int id, String tool, String arguments) {
        return request(
                id,
                "tools/call",
                "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + ", \"_meta\":{\"progressToken\":" + id
                        + "}}");
    }

    private static void passes(Path folder, List<String> server, List<String> conversation) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Processes.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Processes.classPath(),
                Recorder.class.getName(),
                folder.toString()));
        command.addAll(server);
        List<String> lines = new ArrayList<>();
        lines.add(request(
                0,
                "initialize",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"roots\":{},"
                        + "\"sampling\":{},\"elicitation\":{}},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}"));
        lines.add("{ \"jsonrpc\":\"2.0\", \"method\":\"notifications/initialized\" }");
        lines.add(request(1, "tools/list", "{\"_meta\":{\"x\":1.50}}"));
        lines.addAll(conversation);
        lines.add("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}");
        lines.add(request(90, "future/method", "{\"a\" : [1, 2]}"));
        lines.add(request(91, "ping", "{}"));
        List<String> said = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        try (Client client = new Client(folder, SdkClientTest.everything(), false, Client.ENOUGH, command)) {
            for (String line : lines) {
                client.says(line);
                said.add(line);
                Arguments message = Arguments.fromJson(line);
                for (boolean answered = message.get("id").isEmpty(); !answered; ) {
                    String next = client.hears();
                    heard.add(next);
                    Arguments theirs = Arguments.fromJson(next);
                    if (theirs.get("method").isPresent() && theirs.get("id").isPresent()) {
                        String answer = "{\"jsonrpc\":\"2.0\",\"result\":"
                                + (next.contains("elicitation/create") ? "{\"action\":\"decline\"}" : "{\"roots\":[]}")
                                + ", \"id\":"
                                + Arguments.of("i", theirs.get("id").get())
                                        .json()
                                        .replaceAll("^\\{\"i\":|}$", "")
                                + "}";
                        client.says(answer);
                        said.add(answer);
                    }
                    answered =
                            theirs.get("method").isEmpty() && theirs.get("id").equals(message.get("id"));
                }
            }
            client.hangsUp();
            while (!client.hearsNothingElse()) {
                heard.add(client.hears());
            }
        }
        same(said, Files.readAllLines(folder.resolve("in")));
        same(Files.readAllLines(folder.resolve("out")), heard);
        assertTrue(heard.size() > 4, heard.toString());
    }

    /** To the byte; a call by what it says, and what a server asks inside of one but for the mark. */
    private static void same(List<String> from, List<String> to) {
        assertEquals(from.size(), to.size(), () -> from + "\nbecame\n" + to);
        for (int i = 0; i < from.size(); i++) {
            String one = from.get(i);
            String other = to.get(i).replace("[asked by the server `mcp:small`, not by the gate] ", "");
            if (one.contains("\"tools/call\"")) {
                assertEquals(
                        Arguments.fromJson(one).digest(),
                        Arguments.fromJson(other).digest());
                assertEquals(
                        one.substring(0, one.indexOf("\"arguments\":")),
                        other.substring(0, other.indexOf("\"arguments\":")));
            } else {
                assertEquals(one, other);
            }
        }
    }
}
