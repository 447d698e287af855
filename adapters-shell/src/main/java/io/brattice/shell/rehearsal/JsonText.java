package io.brattice.shell.rehearsal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the JSON that programs answer: plans of many megabytes, so not with the limits of a call's arguments. */
final class JsonText {

    private static final int DEEPEST = 500;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    /** An object; null is the empty text, numbers are texts: nobody counts with them. */
    static Map<String, Object> object(String text) throws UnreadableException {
        try (JsonParser tokens = JSON.createParser(text)) {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("its answer is no JSON object");
            }
            Object object = value(tokens);
            if (tokens.nextToken() != null) {
                throw new UnreadableException("its answer is more than one JSON object");
            }
            return asObject(object);
        } catch (IOException e) {
            throw new UnreadableException("its answer is no JSON");
        }
    }

    private static Object value(JsonParser tokens) throws IOException {
        switch (tokens.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (tokens.nextToken() != JsonToken.END_OBJECT) {
                    String name = tokens.currentName();
                    tokens.nextToken();
                    members.put(name, value(tokens));
                }
                return members;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (tokens.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(tokens));
                }
                return items;
            }
            case VALUE_TRUE -> {
                return true;
            }
            case VALUE_FALSE -> {
                return false;
            }
            case VALUE_NULL -> {
                return "";
            }
            default -> {
                return tokens.getText();
            }
        }
    }

    static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static List<Object> list(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list ? new ArrayList<Object>(list) : List.of();
    }

    static Map<String, Object> object(Map<String, Object> object, String name) {
        return asObject(object.getOrDefault(name, ""));
    }

    /** The object itself; empty for anything else. */
    static Map<String, Object> asObject(Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put((String) name, member));
        }
        return members;
    }

    /** One text for one value: members in order, every text with its length, so that no two values have the same. */
    static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            Map<String, Object> sorted = new TreeMap<>(asObject(map));
            sorted.forEach((name, member) -> {
                write(name, out);
                write(member, out);
            });
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            list.forEach(item -> write(item, out));
            out.append(']');
        } else if (value instanceof String text) {
            out.append(text.length()).append('"').append(text);
        } else {
            out.append(value);
        }
    }
}
