package io.brattice.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 8259 JSON and nothing more lenient, into immutable values.
 *
 * <p>The tokens are Jackson's; that a key comes once, that nothing follows, and how much there may be are checked here.
 */
final class StrictJson {
    /** Name tables are off since they are shared between texts and can be flooded; lengths are bounded by the cursor. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int SURELY_LONG = 18; // digits that no long overflows
    private static final int EXCERPT_BEFORE = 10;
    private static final int EXCERPT_AFTER = 30;

    private final String text;
    private final JsonParser tokens;

    private StrictJson(String text, JsonParser tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    static JsonObject parse(String text) {
        try (JsonParser tokens = JSON.createParser(text)) {
            return new StrictJson(text, tokens).parse();
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
    }

    private JsonObject parse() throws IOException {
        Cursor top = Cursor.atTop(this::position);
        if (text.startsWith("\ufeff")) {
            throw top.refusal("a byte order mark", "pass the text without it");
        }
        try {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                throw top.refusal("not an object", "pass one JSON object");
            }
            top.countValue();
            JsonObject object = object(top);
            if (tokens.nextToken() != null) {
                throw top.refusal("more text after the object", "pass one JSON object");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw malformed(e.getLocation());
        }
    }

    private @Nullable Object value(Cursor at) throws IOException {
        at.countValue();
        return switch (tokens.currentToken()) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> list(at.enter());
            case VALUE_STRING -> text(at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("`" + tokens.currentToken() + "` begins no value");
        };
    }

    private JsonObject object(Cursor at) throws IOException {
        Cursor inside = at.enter();
        JsonObject.Builder members = new JsonObject.Builder();
        Set<String> names = new HashSet<>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            String name = tokens.currentName();
            inside.member(name);
            if (!names.add(name)) {
                throw inside.refusal("duplicate key", "pass each key once");
            }
            tokens.nextToken();
            members.add(name, value(inside));
        }
        return members.build(at);
    }

    private List<@Nullable Object> list(Cursor inside) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            inside.item();
            items.add(value(inside));
        }
        return Snapshot.sealed(items);
    }

    private String text(Cursor at) throws IOException {
        String content = tokens.getText();
        at.checkText(content);
        return content;
    }

    private Number number(Cursor at) throws IOException {
        boolean fitsLong = tokens.currentToken() == JsonToken.VALUE_NUMBER_INT && tokens.getTextLength() <= SURELY_LONG;
        return fitsLong ? (Number) tokens.getLongValue() : JsonNumber.parse(tokens.getText(), at);
    }

    private String position() {
        return position(tokens.currentTokenLocation());
    }

    private static String position(JsonLocation location) {
        return ", line " + location.getLineNr() + ", column " + Math.max(1, location.getColumnNr());
    }

    /** Says it in our words: Jackson's name its classes and how to make it lenient. */
    private InvalidArgumentsException malformed(@Nullable JsonLocation location) {
        if (location == null) {
            return new InvalidArgumentsException("not strict JSON; pass one JSON object");
        }
        int offset = Math.toIntExact(location.getCharOffset());
        String near = text.substring(
                Math.max(0, offset - EXCERPT_BEFORE), Math.max(0, Math.min(text.length(), offset + EXCERPT_AFTER)));
        return new InvalidArgumentsException("not strict JSON" + position(location) + ", near `" + Unicode.visible(near)
                + "`; pass one RFC 8259 object");
    }
}
