package io.brattice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.testkit.ScriptedApprover;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real server that knows versions. */
class OwnWorldTest {

    private final ScriptedApprover approver = new ScriptedApprover();
    private final AtomicInteger deleted = new AtomicInteger();
    private volatile String version = "\"v1\"";
    private HttpServer server;
    private Gate gate;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(approver)
                .journal(Journal.inMemory())
                .build();
    }

    @AfterEach
    void stop() {
        gate.close();
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("DELETE")) {
                exchange.getResponseHeaders().set("ETag", version);
                exchange.sendResponseHeaders(200, -1);
            } else if (version.equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
                deleted.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.sendResponseHeaders(412, -1);
            }
        }
    }

    private Outcome delete() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders/1");
        return new OwnWorld(HttpClient.newHttpClient(), gate.as(Caller.agent("bot"))).delete(address);
    }

    @Test
    void deletesTheVersionThatAPersonAgreedTo() {
        approver.yes("olga");
        assertInstanceOf(Outcome.Ran.class, delete());
        assertEquals(1, deleted.get());
    }

    @Test
    void doesNotDeleteWhatAPersonRefuses() {
        approver.no("olga", "keep it");
        assertInstanceOf(Outcome.Refused.class, delete());
        assertEquals(0, deleted.get());
    }

    @Test
    void asksAgainWhenTheVersionMovedWhileAPersonWasAsked() {
        approver.then(question -> {
                    version = "\"v2\"";
                    return Approval.yes(question, ScriptedApprover.person("olga"), "");
                })
                .no("olga", "not that one");
        assertInstanceOf(Outcome.Refused.class, delete());
        assertEquals(2, approver.questions().size());
        assertEquals(0, deleted.get());
    }
}
