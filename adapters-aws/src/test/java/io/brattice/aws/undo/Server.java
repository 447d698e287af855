package io.brattice.aws.undo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;

/**
 * A real server of a service of AWS, each in a process of its own with a class path of its own. It is started when the first test needs it, used by
 * every class of tests, listens on loopback alone and ends with the JVM.
 */
@SuppressWarnings("ImmutableEnumChecker") // Each is one process of this test run.
public enum Server {
    /** S3Mock: about eight seconds to start. */
    S3(port -> List.of(
            java(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.net.preferIPv4Stack=true",
            "-jar",
            jar("s3mock-").toString(),
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--http.port=" + port)),
    /** DynamoDB Local. */
    DYNAMODB(port -> List.of(
            java(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.library.path=" + nativeFolders(),
            "-cp",
            classPath(),
            "software.amazon.dynamodb.services.local.main.ServerRunner",
            "-inMemory",
            "-disableTelemetry",
            "-port",
            port)),
    /** ElasticMQ. */
    SQS(port -> List.of(
            java(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath(),
            "io.brattice.aws.undo.QueueServer",
            port)),
    /** Moto, where it is on the PATH: EC2, RDS, IAM, KMS, Secrets Manager, CloudFormation, Route 53 and more. */
    MOTO(port -> List.of("moto_server", "-H", "127.0.0.1", "-p", port));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Function<String, List<String>> command;
    private Optional<URI> running = Optional.empty();

    Server(Function<String, List<String>> command) {
        this.command = command;
    }

    /** Its address. */
    public synchronized URI address() {
        if (running.isEmpty()) {
            Assumptions.assumeTrue(this != MOTO || onPath("moto_server"), "moto_server is not on the PATH: skipped");
            running = Optional.of(start());
        }
        return running.get();
    }

    private URI start() {
        try {
            int port = freePort();
            Path log = Files.createTempFile("brattice-" + name().toLowerCase(java.util.Locale.ROOT) + "-", ".log");
            log.toFile().deleteOnExit();
            ProcessBuilder builder = new ProcessBuilder(command.apply(String.valueOf(port)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().put("AWS_ACCESS_KEY_ID", "test");
            builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }));
            await(process, port, log);
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Until it takes connections and answers something: there is nothing else to wait for. */
    private void await(Process process, int port, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException(name() + " ended:\n" + Files.readString(log));
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException(name() + " does not answer:\n" + Files.readString(log));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static boolean onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The class path of the tests, whoever runs them: not every runner says it in the system property. */
    private static Set<Path> entries() {
        Set<Path> entries = new LinkedHashSet<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader instanceof URLClassLoader urls) {
            for (URL url : urls.getURLs()) {
                entries.add(Path.of(URI.create(url.toString())));
            }
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry));
        }
        return entries;
    }

    private static String classPath() {
        List<String> all = new ArrayList<>();
        entries().stream()
                .filter(entry -> !entry.toString().contains("s3mock-"))
                .forEach(entry -> all.add(entry.toString()));
        return String.join(File.pathSeparator, all);
    }

    private static Path jar(String name) {
        return entries().stream()
                .filter(entry -> entry.getFileName() != null
                        && entry.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no `" + name + "` on the class path of the tests"));
    }

    /** Its library is beside the jar, or in the folder of its own artefact. */
    private static String nativeFolders() {
        Path jar = jar("sqlite4java-");
        Path folder = jar.getParent();
        Path version = folder.getFileName();
        Path own = folder.resolveSibling("")
                .resolve("../libsqlite4java-linux-amd64")
                .resolve(version)
                .normalize();
        return folder + File.pathSeparator + own;
    }
}
