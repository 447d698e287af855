package io.brattice.mcp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brattice.Gate;
import io.brattice.Session;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.JournalException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A gate that clients reach over HTTP, in front of a server that speaks HTTP. Guarantees what {@link McpGate} does.
 *
 * <p>Whoever gets through the door is the client, so that a person is asked in front of it only where the door has a token; else questions wait in
 * the ledger.
 */
public final class HttpGate implements AutoCloseable {

    private static final int PULSE = 15;
    private static final int MOST_REQUESTS = 512;
    private static final int MOST_SESSIONS = 1_000;
    private static final String SESSION = "Mcp-Session-Id";

    private final Door door;
    private final Upstream upstream;
    private final Consumer<String> operator;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();
    private final Supplier<HttpSession> fresh;
    private final Supplier<HttpSession> sessionless;
    private final Set<Answer> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pulse;
    private final AutoCloseable gate;

    private HttpGate(
            Door door,
            Upstream upstream,
            Supplier<HttpSession> fresh,
            Supplier<HttpSession> sessionless,
            AutoCloseable gate,
            Consumer<String> operator)
            throws IOException {
        this.door = door;
        this.upstream = upstream;
        this.operator = operator;
        this.fresh = fresh;
        this.gate = gate;
        this.sessionless = sessionless;
        this.threads = new ThreadPoolExecutor(
                0, MOST_REQUESTS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), HttpGate::daemon);
        this.pulse = Executors.newSingleThreadScheduledExecutor(HttpGate::daemon);
        var unused = pulse.scheduleWithFixedDelay(this::pulse, PULSE, PULSE, TimeUnit.SECONDS);
        this.server = HttpServer.create(door.address(), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static HttpGate open(McpGate settings, Door door, Upstream upstream, Consumer<String> operator)
            throws IOException, JournalException {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            // Else each answer waits 40 ms for an acknowledgement; the JDK's server can be told in no other way.
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        Pins pins = settings.pins();
        Elicitation elicitation = new Elicitation(settings.person());
        FileJournal journal = FileJournal.in(settings.state().journal());
        try {
            FileLedger ledger = FileLedger.in(settings.state().ledger());
            try {
                Gate gate = settings.gate(journal, ledger, elicitation);
                try {
                    boolean known = door.token().isPresent();
                    Web web = new Web(upstream, known);
                    AtomicReference<Session> all = settings.session(gate);
                    Tools tools = settings.tools(pins);
                    return new HttpGate(
                            door,
                            upstream,
                            () -> new HttpSession(
                                    new Conversation(
                                            settings.session(gate),
                                            settings.tools(pins),
                                            elicitation,
                                            known,
                                            settings.label(),
                                            operator),
                                    web,
                                    operator),
                            // Each request by itself, but for what all of them have read.
                            () -> new HttpSession(
                                    new Conversation(all, tools, elicitation, false, settings.label(), operator),
                                    web,
                                    operator),
                            () -> {
                                gate.close();
                                ledger.close();
                                journal.close();
                            },
                            operator);
                } catch (IOException | RuntimeException e) {
                    gate.close();
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                ledger.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Where it listens, with its port. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange http) {
        Answer answer = new Answer(http);
        open.add(answer);
        try {
            handle(http, answer);
        } catch (IOException | RuntimeException e) {
            operator.accept("a request was not answered: " + e.getMessage());
        } finally {
            open.remove(answer);
            answer.end();
        }
    }

    /** Streams on which nothing happens would never tell that their client is gone. */
    private void pulse() {
        for (Answer answer : open) {
            try {
                answer.pulse();
            } catch (IOException e) {
                operator.accept("a client is gone: " + e.getMessage());
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "brattice-mcp-http");
        thread.setDaemon(true);
        return thread;
    }

    private void handle(HttpExchange http, Answer answer) throws IOException {
        Headers headers = http.getRequestHeaders();
        Optional<String> strange =
                door.strange(headers.getOrDefault("Host", List.of()), headers.getOrDefault("Origin", List.of()));
        if (strange.isPresent()) {
            refuse(answer, 403, strange.get());
        } else if (!door.knows(headers.getOrDefault("Authorization", List.of()))) {
            answer.header("WWW-Authenticate", "Bearer");
            refuse(answer, 401, "refused: present the token of this gate as a bearer");
        } else if (!http.getRequestURI().getRawPath().equals(upstream.path())) {
            refuse(answer, 404, "refused: the server behind this gate is at `" + upstream.path() + "`");
        } else {
            switch (http.getRequestMethod()) {
                case "POST" -> post(http, headers, answer);
                case "GET" -> {
                    Optional<HttpSession> session = session(headers, answer);
                    if (session.isPresent()) {
                        session.get().get(headers, answer);
                    }
                }
                case "DELETE" -> delete(headers, answer);
                default -> {
                    answer.header("Allow", "GET, POST, DELETE");
                    refuse(answer, 405, "refused: there is nothing to do by this method");
                }
            }
        }
    }

    private void post(HttpExchange http, Headers headers, Answer answer) throws IOException {
        Optional<byte[]> body = Web.whole(http.getRequestBody());
        if (body.isEmpty()) {
            refuse(answer, 413, "refused: a message of more than 16 MiB; send it in parts");
            return;
        }
        Message message;
        try {
            message = Message.single(body.get());
            HeaderCheck.agrees(headers, message);
        } catch (IOException e) {
            refuse(answer, 400, "refused: " + e.getMessage());
            return;
        }
        boolean begins = message.isRequest() && message.method().equals("initialize");
        Optional<HttpSession> found = begins ? Optional.of(fresh.get()) : session(headers, answer);
        if (found.isEmpty()) {
            return;
        }
        HttpSession session = found.get();
        session.post(message, headers, answer, id -> {
            if (begins) {
                keep(id, session);
            }
        });
    }

    private void delete(Headers headers, Answer answer) throws IOException {
        Optional<HttpSession> session = session(headers, answer);
        if (session.isPresent() && session.get().delete(headers, answer)) {
            String id = headers.getFirst(SESSION);
            if (id != null && sessions.remove(id, session.get())) {
                session.get().over();
            }
        }
    }

    /** The one that is named, or the one of all who name none; empty where it is not known, and the client was told. */
    private Optional<HttpSession> session(Headers headers, Answer answer) throws IOException {
        List<String> named = headers.getOrDefault(SESSION, List.of());
        if (named.isEmpty()) {
            return Optional.of(sessionless.get());
        }
        HttpSession session = named.size() == 1 ? sessions.get(named.get(0)) : null;
        if (session == null) {
            refuse(answer, 404, "refused: this gate does not know the session; begin another with `initialize`");
        }
        return Optional.ofNullable(session);
    }

    private void keep(String id, HttpSession session) {
        sessions.put(id, session);
        while (sessions.size() > MOST_SESSIONS) {
            sessions.entrySet().stream()
                    .max(Comparator.comparingLong(one -> one.getValue().idle()))
                    .ifPresent(longest -> {
                        sessions.remove(longest.getKey(), longest.getValue());
                        longest.getValue().over();
                    });
        }
    }

    private static void refuse(Answer answer, int status, String why) throws IOException {
        answer.whole(status, Answer.JSON, Replies.line(Replies.error("null", Replies.INVALID, why)));
    }

    /** Ends what is under way: nobody knows how it ended. */
    @Override
    public void close() {
        server.stop(0);
        sessions.values().forEach(HttpSession::over);
        pulse.shutdownNow();
        threads.shutdownNow();
        try {
            gate.close();
        } catch (Exception e) {
            operator.accept("the gate did not close well: " + e.getMessage());
        }
    }
}
