package io.brattice.mcp;

import io.brattice.Outcome;
import io.brattice.action.Arguments;
import java.util.List;
import java.util.Map;

/** What the gate itself says to a client. */
final class Replies {

    /** JSON-RPC: the message is no valid request. */
    static final int INVALID = -32600;
    /** Of this gate: a rule forbids the method. */
    static final int FORBIDDEN = -32001;
    /** Of this gate: the server is gone. */
    static final int GONE = -32002;

    private Replies() {}

    /** The result of a call that did not run, as a model reads it. */
    static String notRun(String id, Outcome outcome) {
        if (outcome instanceof Outcome.Ran ran && ran.value() instanceof String recorded && recorded.startsWith("{")) {
            return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + recorded + "}";
        }
        return result(id, outcome.told(), !outcome.ran());
    }

    /** A result that is one text. */
    static String result(String id, String text, boolean error) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":"
                + Arguments.of("content", List.of(Map.of("type", "text", "text", text)), "isError", error)
                        .json()
                + "}";
    }

    /** An error of the protocol. */
    static String error(String id, int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":"
                + Arguments.of("code", code, "message", message).json() + "}";
    }

    /** A text as JSON. */
    static String text(String text) {
        String json = Arguments.of("t", text).json();
        return json.substring("{\"t\":".length(), json.length() - 1);
    }

    /** As bytes. */
    static byte[] line(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
