package io.brattice.mcp;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The lists of tools that go by. The first time, before anything is pinned, the gate reads the pages that the client has not asked for by itself:
 * the client gets its page once the last one is known, so that it never calls a tool of a list that was pinned in part.
 */
final class Listings {

    private static final int MOST_PAGES = 1_000;

    private final Tools tools;
    private final Consumer<String> operator;
    private final String prefix = "brattice-" + UUID.randomUUID() + "-page-";
    private final Map<String, Boolean> asked = new ConcurrentHashMap<>();
    private final Map<String, Following> following = new ConcurrentHashMap<>();

    /** Pages that the gate reads on its own, and what the client waits for meanwhile. */
    private static final class Following {
        private final byte[] held;
        private final Set<String> cursors = new HashSet<>();
        private boolean over;
        private boolean awaited;

        Following(byte[] held) {
            this.held = held;
        }
    }

    Listings(Tools tools, Consumer<String> operator) {
        this.tools = tools;
        this.operator = operator;
    }

    /** The client asks for a list, or for a page of it. */
    void asked(Message request) {
        asked.put(request.id(), !request.has("params.cursor"));
    }

    /** Takes an answer of the server. What the client gets of it now. */
    Optional<byte[]> answered(Message answer, Wire client, Wire server) throws IOException {
        Following own = following.remove(answer.id());
        if (own != null) {
            page(answer, own, false, client, server);
            return Optional.empty();
        }
        if (answer.id().startsWith("\"" + prefix)) {
            return Optional.empty(); // answered twice
        }
        Boolean first = asked.remove(answer.id());
        if (first == null || !answer.has("result.tools")) {
            return Optional.of(answer.bytes());
        }
        Following rest = new Following(answer.bytes());
        page(answer, rest, first, client, server);
        rest.awaited = !rest.over;
        return rest.over ? Optional.of(answer.bytes()) : Optional.empty();
    }

    private void page(Message answer, Following rest, boolean first, Wire client, Wire server) throws IOException {
        Optional<String> cursor = answer.text("result.nextCursor");
        boolean readable = answer.has("result.tools");
        if (!readable) {
            operator.accept(
                    "the server does not give all of its list of tools, so that nothing is pinned: every tool is"
                            + " asked about");
        } else {
            tools.told(
                            "{\"tools\":" + answer.raw("result.tools").orElseThrow() + "}",
                            first,
                            !answer.has("result.nextCursor"))
                    .forEach(operator);
        }
        boolean more = readable
                && !tools.arePinned()
                && cursor.isPresent()
                && rest.cursors.size() < MOST_PAGES
                && rest.cursors.add(cursor.get());
        if (more) {
            String id = "\"" + prefix + UUID.randomUUID() + "\"";
            following.put(id, rest);
            server.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/list\",\"params\":{\"cursor\":"
                    + answer.raw("result.nextCursor").orElseThrow() + "}}");
            return;
        }
        rest.over = true;
        if (rest.awaited) {
            client.send(rest.held);
        }
    }
}
