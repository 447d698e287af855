package io.brattice.aws.global;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** Answers whatever the SDK sends, on loopback, with as little as each protocol allows, and keeps what came. It is no model of AWS. */
final class FakeAws implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z0-9]+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final List<String> seen = new ArrayList<>();
    private int failures;

    public FakeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Points a client here. */
    public <B extends AwsClientBuilder<B, ?>> B here(B builder) {
        return builder.endpointOverride(uri()).region(Region.EU_CENTRAL_1).credentialsProvider(credentials());
    }

    public static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
    }

    /** What came, oldest first: {@code Rds DeleteDBInstance}, {@code DELETE /bucket/key}. */
    public synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    /** So many of the next answers are that the server broke. */
    public synchronized void breakNext(int times) {
        failures = times;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            Optional<String> target =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            Matcher action = ACTION.matcher(body);
            boolean form = action.find();
            String what = target.orElseGet(
                    () -> form ? action.group(1) : exchange.getRequestMethod() + " " + exchange.getRequestURI());
            boolean broken;
            synchronized (this) {
                seen.add(what);
                broken = failures > 0;
                failures -= broken ? 1 : 0;
            }
            exchange.getResponseHeaders().add("ETag", "\"0123456789abcdef0123456789abcdef\"");
            send(exchange, broken ? 500 : 200, broken ? "" : target.isPresent() ? "{}" : text(form, action, exchange));
        }
    }

    private static String text(boolean form, Matcher action, HttpExchange exchange) {
        if (form) {
            String name = action.group(1);
            return "<" + name + "Response><" + name + "Result>" + more(name) + "</" + name + "Result></" + name
                    + "Response>";
        }
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (query.startsWith("uploads")) {
            return "<InitiateMultipartUploadResult><UploadId>u-1</UploadId></InitiateMultipartUploadResult>";
        }
        if (query.startsWith("uploadId") && exchange.getRequestMethod().equals("POST")) {
            return "<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>";
        }
        if (query.startsWith("delete")) {
            return "<DeleteResult/>";
        }
        return query.startsWith("list-type") ? "<ListBucketResult><Name>b</Name></ListBucketResult>" : "";
    }

    private static String more(String action) {
        return action.startsWith("AssumeRole")
                ? "<Credentials><AccessKeyId>AKIDEXAMPLE2</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                        + "<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
                        + "<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/a/b</Arn><AssumedRoleId>r:b</AssumedRoleId>"
                        + "</AssumedRoleUser>"
                : "";
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head && bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
