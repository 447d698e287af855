package io.brattice.console.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real browser without a window, driven by its own protocol. What it tells of requests and errors is kept. */
final class Browser implements AutoCloseable, WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    final List<String> events = new ArrayList<>();
    private int calls;

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = client.newWebSocketBuilder().buildAsync(page, this).join();
    }

    /** Where one is installed. */
    static Optional<Path> installed() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        Path port = folder.resolve("profile/DevToolsActivePort");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(port) || Files.readAllLines(port).isEmpty()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                process.destroyForcibly();
                throw new IOException(Files.readString(folder.resolve("browser.log")));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        HttpRequest list = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list"))
                .build();
        String pages = HttpClient.newHttpClient()
                .send(list, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher address = Pattern.compile("\"webSocketDebuggerUrl\": \"(ws://[^\"]*/page/[^\"]*)\"")
                .matcher(pages);
        if (!address.find()) {
            process.destroyForcibly();
            throw new IOException(pages);
        }
        return new Browser(process, URI.create(address.group(1)));
    }

    /** Opens a file at this width in points, and waits until it is there. */
    void open(Path file, int width, boolean dark) throws Exception {
        call("Network.enable", "{}");
        call("Runtime.enable", "{}");
        call("Log.enable", "{}");
        call("Page.enable", "{}");
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":800,\"deviceScaleFactor\":2,\"mobile\":true}");
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]}");
        events.clear();
        call("Page.navigate", "{\"url\":\"" + file.toUri() + "\"}");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (events.stream().noneMatch(event -> event.contains("\"Page.loadEventFired\""))) {
            String event = messages.poll(1, TimeUnit.SECONDS);
            if (event != null) {
                events.add(event);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("not loaded: " + events);
            }
        }
    }

    /** The value of an expression, as JSON. */
    String value(String expression) throws Exception {
        String answer = call(
                "Runtime.evaluate",
                "{\"returnByValue\":true,\"expression\":\"" + expression.replace("\"", "\\\"") + "\"}");
        Matcher value = Pattern.compile("\"value\":(\"[^\"]*\"|[-0-9.a-z]+)").matcher(answer);
        if (!value.find()) {
            throw new IOException(answer);
        }
        return value.group(1);
    }

    void picture(Path file, int from, int width, int height) throws Exception {
        String answer = call(
                "Page.captureScreenshot",
                "{\"format\":\"png\",\"captureBeyondViewport\":true,\"clip\":{\"x\":0,\"y\":" + from + ",\"width\":"
                        + width + ",\"height\":" + height + ",\"scale\":0.75}}");
        Matcher data = Pattern.compile("\"data\":\"([^\"]*)\"").matcher(answer);
        if (data.find()) {
            Files.write(file, Base64.getDecoder().decode(data.group(1)));
        }
    }

    private String call(String method, String parameters) throws Exception {
        int id = ++calls;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            String message = messages.poll(1, TimeUnit.SECONDS);
            if (message != null && message.startsWith("{\"id\":" + id + ",")) {
                return message;
            }
            if (message != null) {
                events.add(message);
            }
        }
        throw new IOException("no answer to " + method);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
