package io.brattice.mcp;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A conversation of several requests over HTTP: takes each of them to the server, and what the server says back to its client. */
final class HttpSession {

    private static final String GONE = "the server is gone, or does not answer as one: ";

    private final Conversation conversation;
    private final Web web;
    private final Consumer<String> operator;
    private volatile long lastUsed = System.nanoTime();

    HttpSession(Conversation conversation, Web web, Consumer<String> operator) {
        this.conversation = conversation;
        this.web = web;
        this.operator = operator;
    }

    /** How long nobody has spoken in it, in nanoseconds; nothing while a call is under way. */
    long idle() {
        return conversation.isBusy() ? 0 : System.nanoTime() - lastUsed;
    }

    /**
     * One message of a client, until it has been answered.
     *
     * @param begun hears the name of the session that the server begins with its answer, before the client does
     */
    void post(Message message, Headers headers, Answer answer, Consumer<String> begun) throws IOException {
        lastUsed = System.nanoTime();
        conversation.clientSaid(message, answer, answer::onward);
        if (!message.isRequest()) {
            answer.nothingElse();
        }
        Optional<byte[]> onward = answer.onward();
        if (onward.isEmpty()) {
            return;
        }
        HttpResponse<InputStream> response;
        try {
            response = web.send("POST", headers, onward);
        } catch (IOException e) {
            gone(message, answer, e);
            return;
        }
        if (response.statusCode() < 300) {
            response.headers().firstValue("Mcp-Session-Id").ifPresent(begun);
        }
        boolean resumable = relay(response, headers, answer, message.isRequest() ? message.id() : "");
        if (message.isRequest() && !resumable) {
            missing(message, answer, response.statusCode());
        }
    }

    /** A stream of what the server has to say by itself, or the rest of one that broke off. */
    void get(Headers headers, Answer answer) throws IOException {
        lastUsed = System.nanoTime();
        HttpResponse<InputStream> response;
        try {
            response = web.send("GET", headers, Optional.empty());
        } catch (IOException e) {
            answer.whole(502, "text/plain; charset=utf-8", Replies.line(GONE + e.getMessage()));
            return;
        }
        answer.whenGone(() -> close(response.body()));
        relay(response, headers, answer, "");
    }

    /** The end of the session, if the server agrees. */
    boolean delete(Headers headers, Answer answer) throws IOException {
        HttpResponse<InputStream> response;
        try {
            response = web.send("DELETE", headers, Optional.empty());
        } catch (IOException e) {
            answer.whole(502, "text/plain; charset=utf-8", Replies.line(GONE + e.getMessage()));
            return false;
        }
        relay(response, headers, answer, "");
        return response.statusCode() < 300;
    }

    /** No call of it can still be answered. */
    void over() {
        conversation.serverIsGone();
    }

    /** True where a client may come back for the answer to its request. */
    private boolean relay(HttpResponse<InputStream> response, Headers headers, Answer answer, String id)
            throws IOException {
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            if (Web.passes(header.getKey())) {
                header.getValue().forEach(value -> answer.header(header.getKey(), value));
            }
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        boolean resumable = false;
        try (InputStream body = response.body()) {
            if (type.toLowerCase(Locale.ROOT).startsWith(Answer.STREAM) && response.statusCode() == 200) {
                resumable = stream(body, headers, answer, !id.isEmpty());
            } else {
                whole(response.statusCode(), type, body, headers, answer);
            }
        } catch (IOException e) {
            operator.accept("the server broke off: " + e.getMessage());
        }
        return resumable;
    }

    private void whole(int status, String type, InputStream in, Headers headers, Answer answer) throws IOException {
        Optional<byte[]> body = Web.whole(in);
        if (body.isEmpty()) {
            operator.accept("a message of more than 16 MiB from the server was dropped");
            return;
        }
        byte[] bytes = body.get();
        if (type.toLowerCase(Locale.ROOT).startsWith(Answer.JSON) && bytes.length > 0) {
            byte[] line = inOneLine(bytes);
            Optional<byte[]> heard = conversation.serverSaid(line, answer, asking(headers, answer));
            if (heard.isEmpty()) {
                return;
            }
            bytes = sameArray(heard.get(), line) ? bytes : heard.get();
        }
        if (answer.hasBegun() && bytes.length > 0 && status == 200) {
            answer.write(Events.event(inOneLine(bytes)));
        } else {
            answer.whole(status, type, bytes);
        }
    }

    private boolean stream(InputStream in, Headers headers, Answer answer, boolean drains) throws IOException {
        answer.begin();
        boolean resumable = false;
        Events events = new Events(in);
        for (Optional<Events.Event> next = events.next(); next.isPresent(); next = events.next()) {
            Events.Event event = next.get();
            resumable |= event.isResumable();
            if (event.isTooLong()) {
                operator.accept("a message of more than 16 MiB from the server was dropped");
                answer.write(event.withoutData());
            } else if (event.data().length == 0) {
                answer.write(event.raw());
            } else {
                Optional<byte[]> heard = conversation.serverSaid(event.data(), answer, asking(headers, answer));
                if (heard.isEmpty()) {
                    answer.write(event.withoutData());
                } else {
                    answer.write(sameArray(heard.get(), event.data()) ? event.raw() : event.with(heard.get()));
                }
            }
            if (answer.isGone() && !drains) {
                break;
            }
        }
        return resumable;
    }

    /** What the gate itself asks the server: each question is a request of its own, answered before this returns. */
    private Wire asking(Headers headers, Answer answer) {
        return question -> {
            HttpResponse<InputStream> response = web.send("POST", headers, Optional.of(question));
            String type =
                    response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            try (InputStream in = response.body()) {
                if (type.startsWith(Answer.STREAM)) {
                    Events events = new Events(in);
                    for (Optional<Events.Event> next = events.next(); next.isPresent(); next = events.next()) {
                        if (next.get().data().length > 0) {
                            heardAside(next.get().data(), headers, answer);
                        }
                    }
                } else {
                    Optional<byte[]> body = Web.whole(in);
                    if (body.isPresent() && body.get().length > 0) {
                        heardAside(inOneLine(body.get()), headers, answer);
                    }
                }
            }
        };
    }

    private void heardAside(byte[] bytes, Headers headers, Answer answer) throws IOException {
        Optional<byte[]> heard = conversation.serverSaid(bytes, answer, asking(headers, answer));
        if (heard.isPresent() && answer.hasBegun()) {
            answer.write(Events.event(heard.get()));
        }
    }

    private void gone(Message message, Answer answer, IOException e) throws IOException {
        operator.accept(GONE + e.getMessage());
        if (!message.isRequest()) {
            answer.whole(502, "text/plain; charset=utf-8", Replies.line(GONE + e.getMessage()));
        } else if (!(e instanceof ConnectException || e instanceof HttpConnectTimeoutException
                ? conversation.notTaken(message.id(), GONE + e.getMessage())
                : conversation.lost(message.id()))) {
            answer.answer(Replies.error(message.id(), Replies.GONE, GONE + e.getMessage()));
        }
    }

    /** The server has said all that it will, and may have left the request without an answer. */
    private void missing(Message message, Answer answer, int status) throws IOException {
        boolean told = status >= 400 && status < 500
                ? conversation.notTaken(message.id(), "the server did not take the call: HTTP " + status)
                : conversation.lost(message.id());
        if (!told && !answer.hasBegun()) {
            answer.answer(Replies.error(message.id(), Replies.GONE, "the server gave no answer that can be passed on"));
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // It is closed for good measure: nobody reads it any more.
        }
    }

    /** JSON on several lines as one line: a line end in JSON is nothing but space. */
    private static byte[] inOneLine(byte[] json) {
        byte[] line = json.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    @SuppressWarnings("ReferenceEquality") // it is the same array that says that nothing was changed
    private static boolean sameArray(byte[] one, byte[] other) {
        return one == other;
    }
}
