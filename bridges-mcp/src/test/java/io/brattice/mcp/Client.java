package io.brattice.mcp;

import io.brattice.StateFolder;
import io.brattice.policy.Policy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client before a gate, in this process; the server is a process of its own. */
final class Client implements AutoCloseable {

    static final Duration ENOUGH = Duration.ofSeconds(30);

    final List<String> told = java.util.Collections.synchronizedList(new ArrayList<>());
    final Path folder;
    private final PipedOutputStream out = new PipedOutputStream();
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    Client(Path folder, Policy policy, boolean trustNames, Duration patience) throws IOException {
        this(
                folder,
                policy,
                trustNames,
                patience,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        SmallServer.class.getName(),
                        folder.toString()));
    }

    Client(Path folder, Policy policy, boolean trustNames, Duration patience, List<String> command) throws IOException {
        this.folder = folder;
        PipedInputStream in = new PipedInputStream(out, 1 << 20);
        McpGate gate = new McpGate(
                new StateFolder(folder.resolve("state")), policy, "small", "bot", "ada", trustNames, patience);
        Thread thread = new Thread(
                () -> {
                    try {
                        ended.complete(gate.run(command, in, new Heard(), told::add));
                    } catch (Throwable e) {
                        ended.completeExceptionally(e);
                    }
                },
                "gate");
        thread.setDaemon(true);
        thread.start();
    }

    /** Of what the server needs; not of this process, whose own path may name a launcher alone. */
    private static String classPath() {
        return java.util.stream.Stream.of(
                        SmallServer.class,
                        io.brattice.action.Arguments.class,
                        com.fasterxml.jackson.core.JsonFactory.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    }

    /** Takes lines apart again. */
    private final class Heard extends OutputStream {
        private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                heard.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }

    Client says(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return this;
    }

    /** Without the end of the line. */
    void saysWithoutEnd(String half) throws IOException {
        out.write(half.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    Client initialized(boolean elicits) throws Exception {
        says(
                "{\"jsonrpc\":\"2.0\",\"id\":\"i\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                        + "\"capabilities\":{" + (elicits ? "\"elicitation\":{}" : "")
                        + "},\"clientInfo\":{\"name\":\"t\"}}}");
        hears();
        says("{\"jsonrpc\":\"2.0\",\"id\":\"l\",\"method\":\"tools/list\"}");
        hears();
        return this;
    }

    Client calls(int id, String tool, String arguments) throws IOException {
        return says("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}");
    }

    /** The next line, in time; fails at once, with the reason, when the gate ended before it said anything more. */
    String hears() throws Exception {
        long until = System.nanoTime() + ENOUGH.toNanos();
        while (System.nanoTime() < until) {
            boolean over = ended.isDone();
            String line = heard.poll(over ? 0 : 20, TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
            if (over) {
                throw new AssertionError("nothing more was heard, the gate ended "
                        + ended.handle(Client::how).join());
            }
        }
        throw new AssertionError("nothing was heard; the operator heard " + told);
    }

    private static String how(Integer code, Throwable error) {
        java.io.StringWriter trace = new java.io.StringWriter();
        if (error != null) {
            error.printStackTrace(new java.io.PrintWriter(trace, true));
        }
        return "with " + (error == null ? code : trace);
    }

    boolean hearsNothingElse() {
        return heard.isEmpty();
    }

    /** What the server made true. */
    List<String> did() throws IOException {
        return lines("did");
    }

    /** Every message the server got. */
    List<String> got() throws IOException {
        return lines("got");
    }

    private List<String> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    Optional<Integer> hangsUp() throws Exception {
        out.close();
        return Optional.of(ended.get(ENOUGH.toSeconds(), TimeUnit.SECONDS));
    }

    int ends() throws Exception {
        return ended.get(ENOUGH.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        out.close();
        ended.handle((code, error) -> 0)
                .orTimeout(ENOUGH.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
