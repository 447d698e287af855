package io.brattice.mcp;

import io.brattice.StateFolder;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A gate in a process of its own that lets every call through: {@code STATE COMMAND…}. */
final class StdioGate {

    private StdioGate() {}

    public static void main(String[] args) throws Exception {
        OutputStream out = System.out;
        System.setOut(System.err);
        McpGate gate = new McpGate(
                new StateFolder(Path.of(args[0])),
                SdkClientTest.everything(),
                "sdk",
                "bot",
                "ada",
                false,
                Duration.ofSeconds(20));
        System.exit(gate.run(
                List.of(args).subList(1, args.length), System.in, out, line -> System.err.println("gate: " + line)));
    }
}
