package io.brattice.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.aws.call.Place;
import io.brattice.aws.sdk.SdkSender;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A moto_server of a test's own, on this machine, on a free port; without the program the test is skipped, with one line. */
public final class Moto implements AutoCloseable {

    private static final String PROGRAM = "moto_server";
    private static final int PATIENCE = 200;

    private final Process process;
    private final URI endpoint;
    private final SdkSender sender;

    private Moto(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.sender = SdkSender.configured(builder -> builder.region(Region.EU_CENTRAL_1)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
    }

    /** Starts one and waits until it answers. */
    public static Moto start() throws Exception {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "skipped: `moto_server` is not on the PATH");
        int port = freePort();
        Process process = new ProcessBuilder(program.get().toString(), "-p", String.valueOf(port), "-H", "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        for (int i = 0; i < PATIENCE && process.isAlive(); i++) {
            if (answers(endpoint)) {
                return new Moto(process, endpoint);
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        assumeTrue(false, "skipped: `moto_server` does not start here");
        throw new IllegalStateException();
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Where calls go that do not say otherwise. */
    public Place place() {
        return Place.ofSender().in("eu-central-1");
    }

    public SdkSender sender() {
        return sender;
    }

    @Override
    public void close() {
        sender.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(URI endpoint) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) endpoint.resolve("/moto-api/").toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2000);
            return connection.getResponseCode() < 500;
        } catch (IOException e) {
            return false;
        }
    }
}
