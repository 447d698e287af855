package io.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.StateFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official conformance package against a server of the Java SDK, bare and behind a gate that lets everything through: what passes bare must
 * pass behind the gate. The long form only: it is downloaded.
 */
@EnabledIfSystemProperty(
        named = "brattice.long",
        matches = "true",
        disabledReason = "the conformance package is downloaded")
class ConformanceTest {

    private static final String PACKAGE = "@modelcontextprotocol/conformance";
    private static final String VERSION = "0.1.16";
    private static final int ENOUGH = 20;
    private static final Pattern PASSED = Pattern.compile("(?m)^\\W*✓ ([a-z0-9-]+): \\d+ passed, 0 failed");

    @TempDir
    Path folder;

    @Test
    void theSameScenariosPassBehindTheGate() throws Exception {
        Npm npm = Npm.with(folder, List.of(PACKAGE + "@" + VERSION));
        try (SdkServer server = SdkServer.http();
                HttpGate gate = new McpGate(
                                new StateFolder(folder.resolve("state")),
                                SdkClientTest.everything(),
                                "sdk",
                                "bot",
                                "ada",
                                false,
                                Duration.ofSeconds(20))
                        .listen(
                                Door.here(0),
                                Upstream.at(URI.create("http://127.0.0.1:" + server.port() + "/mcp")),
                                line -> {})) {
            Set<String> bare = passed(npm, server.port());
            Set<String> gated = passed(npm, gate.address().getPort());

            System.out.println("conformance " + VERSION + ": " + bare.size() + " scenarios pass bare, " + gated.size()
                    + " behind the gate");
            assertTrue(bare.size() >= ENOUGH, bare.toString());
            Set<String> lost = new TreeSet<>(bare);
            lost.removeAll(gated);
            assertTrue(lost.isEmpty(), "not behind the gate: " + lost);
        }
    }

    private Set<String> passed(Npm npm, int port) throws Exception {
        // An older node lacks a function that the package imports and does not need here.
        Path hooks = Files.writeString(folder.resolve("hooks.mjs"), """
                const shim = 'data:text/javascript,' + encodeURIComponent(
                  "export * from 'node:fs'; export { default } from 'node:fs'; export const globSync = () => [];");
                export async function resolve(specifier, context, next) {
                  return specifier === 'fs' && (context.parentURL ?? '').includes('/conformance/')
                    ? { url: shim, shortCircuit: true } : next(specifier, context);
                }
                """);
        Path register = Files.writeString(
                folder.resolve("register.mjs"),
                "import { register } from 'node:module';\nregister('./" + hooks.getFileName()
                        + "', import.meta.url);\n");
        Path said = folder.resolve("said-" + port);
        Process process = new ProcessBuilder(
                        "node",
                        "--import",
                        register.toString(),
                        npm.main(PACKAGE, "dist/index.js").toString(),
                        "server",
                        "--url",
                        "http://localhost:" + port + "/mcp")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(said).replaceAll("\u001b\\[[0-9;]*m", "");
        assumeTrue(ended, "the conformance package did not end");
        Set<String> passed = new TreeSet<>();
        Matcher lines = PASSED.matcher(text);
        while (lines.find()) {
            passed.add(lines.group(1));
        }
        assertTrue(!passed.isEmpty(), text);
        return passed;
    }
}
