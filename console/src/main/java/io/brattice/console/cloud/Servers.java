package io.brattice.console.cloud;

import io.brattice.aws.call.AwsSender;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The servers of the demo, each started when it is first asked for, and ended with it. What cannot be started is not there. */
final class Servers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Optional<Path> folder;
    private final List<Process> started = new ArrayList<>();

    /** @param folder where the jars of the servers are; empty where nobody fetched them */
    Servers(Optional<Path> folder) {
        this.folder = folder.filter(Files::isDirectory);
    }

    /** S3Mock: buckets, with versions. */
    Optional<AwsSender> buckets() throws InterruptedException {
        return jar("s3mock-").flatMap(jar -> {
            int port = free();
            int secure = free();
            return started(
                    port, List.of(java(), "-jar", jar.toString(), "--http.port=" + port, "--server.port=" + secure));
        });
    }

    /** DynamoDB local. */
    Optional<AwsSender> tables() throws InterruptedException {
        if (jar("DynamoDBLocal-").isEmpty()) {
            return Optional.empty();
        }
        int port = free();
        return started(
                port,
                List.of(
                        java(),
                        "-Djava.library.path=" + folder.orElseThrow(),
                        "-cp",
                        classPath(),
                        "software.amazon.dynamodb.services.local.main.ServerRunner",
                        "-inMemory",
                        "-port",
                        Integer.toString(port)));
    }

    private Optional<Path> jar(String start) {
        return files().stream()
                .filter(file -> file.getFileName().toString().startsWith(start))
                .findFirst();
    }

    private List<Path> files() {
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private String classPath() {
        List<String> jars = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".jar") && !name.startsWith("s3mock-")) {
                jars.add(file.toString());
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }

    private Optional<AwsSender> started(int port, List<String> words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            started.add(process);
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (process.isAlive() && System.nanoTime() < until) {
                if (answers(port)) {
                    return Optional.of(new PlainSender(URI.create("http://127.0.0.1:" + port)));
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroy);
    }
}
