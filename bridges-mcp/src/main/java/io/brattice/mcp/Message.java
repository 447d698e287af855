package io.brattice.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message of JSON-RPC as it came, and the few things in it that the gate must know. Everything else stays bytes.
 *
 * <p>Read strictly: well-formed UTF-8, one value, no name twice in any object. So two readers cannot understand it differently: what the gate
 * saw is what the server sees.
 */
final class Message {

    private static final int DEEPEST = 500;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Lines.LONGEST)
                    .maxNameLength(Lines.LONGEST)
                    .build())
            .build();

    /** Part of the message: from one byte until before another. */
    record Span(int from, int to) {}

    private final byte[] bytes;
    private final boolean batch;
    private final Map<String, Span> spans;

    private Message(byte[] bytes, boolean batch, Map<String, Span> spans) {
        this.bytes = bytes;
        this.batch = batch;
        this.spans = spans;
    }

    /** @throws IOException where it is no message, in one line */
    static Message of(byte[] bytes) throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new IOException("the message is not UTF-8", e);
        }
        plain(bytes);
        Map<String, Span> spans = new HashMap<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                skim(parser);
                end(parser);
                return new Message(bytes, true, spans);
            }
            if (first != JsonToken.START_OBJECT) {
                throw new IOException("the message is neither an object nor a batch");
            }
            members(parser, "", spans);
            end(parser);
            return new Message(bytes, false, spans);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException("the message is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The same of one message; a batch is refused, because it is not taken apart. */
    static Message single(byte[] bytes) throws IOException {
        Message message = of(bytes);
        if (message.batch) {
            throw new IOException("a batch is not taken apart; send each message by itself");
        }
        return message;
    }

    /** Some servers end a line at a carriage return, and would find a whole message inside another; some readers skip a byte order mark. */
    private static void plain(byte[] bytes) throws IOException {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t') {
                throw new IOException("the message holds a control character; escape it");
            }
        }
        if (bytes.length > 0 && bytes[0] != '{' && bytes[0] != '[' && bytes[0] != ' ' && bytes[0] != '\t') {
            throw new IOException("the message is neither an object nor a batch");
        }
    }

    /** Notes where members are: at the top, and those of `params` and `result`. Reads every other value to its end. */
    private static void members(JsonParser parser, String prefix, Map<String, Span> spans) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            int from = (int) parser.currentTokenLocation().getByteOffset();
            boolean enter = value == JsonToken.START_OBJECT
                    && prefix.isEmpty()
                    && (name.equals("params") || name.equals("result"));
            if (enter) {
                members(parser, name + ".", spans);
            } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                skim(parser);
            } else {
                parser.finishToken();
            }
            spans.put(name, new Span(from, (int) parser.currentLocation().getByteOffset()));
        }
    }

    /** To the end of the object or list that was just entered; unlike `skipChildren` this looks at every name. */
    private static void skim(JsonParser parser) throws IOException {
        int open = 1;
        while (open > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("the message ends too soon");
            }
            if (token.isStructStart()) {
                open++;
            } else if (token.isStructEnd()) {
                open--;
            } else {
                parser.finishToken();
            }
        }
    }

    private static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("something follows the message on its line");
        }
    }

    /** As it came. */
    byte[] bytes() {
        return bytes;
    }

    boolean isBatch() {
        return batch;
    }

    /** A call that wants an answer. */
    boolean isRequest() {
        return spans.containsKey("method") && spans.containsKey("id");
    }

    boolean isNotification() {
        return spans.containsKey("method") && !spans.containsKey("id");
    }

    /** An answer. */
    boolean isResponse() {
        return !spans.containsKey("method") && spans.containsKey("id");
    }

    /** The method; empty where there is none, or it is no text. */
    String method() {
        return text("method").orElse("");
    }

    /** The id as it was written, a text with its quotes: `1` and `"1"` are two. */
    String id() {
        return raw("id").orElse("null");
    }

    /** A member as it was written, by its path: `params.name`. */
    Optional<String> raw(String path) {
        return Optional.ofNullable(spans.get(path))
                .map(span -> new String(bytes, span.from, span.to - span.from, StandardCharsets.UTF_8));
    }

    /** A member that is a text. */
    Optional<String> text(String path) {
        @Nullable Span span = spans.get(path);
        if (span == null || bytes[span.from] != '"') {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(bytes, span.from, span.to - span.from)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a message was read otherwise the second time", e);
        }
    }

    /** The same message with another value there, which must be JSON; every other byte stays. */
    byte[] with(String path, String json) {
        Span span = spans.get(path);
        if (span == null) {
            throw new IllegalArgumentException("the message has no `" + path + "`");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, span.from);
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        out.write(bytes, span.to, bytes.length - span.to);
        return out.toByteArray();
    }

    boolean has(String path) {
        return spans.containsKey(path);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
