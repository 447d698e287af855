package io.brattice.aws.catalogue.make;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One object of JSON, with what asks it. What is not there is empty, so that models old and new can be read alike. */
record Tree(Map<String, Object> members) {

    private static final JsonFactory JSON = new JsonFactory();

    static Tree read(InputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            Object value = value(parser);
            return value instanceof Tree tree ? tree : new Tree(Map.of());
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
            return new Tree(members);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        return token.isBoolean() ? (Object) parser.getBooleanValue() : String.valueOf(parser.getText());
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Tree tree(String name) {
        return members.get(name) instanceof Tree tree ? tree : new Tree(Map.of());
    }

    String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    List<Tree> trees(String name) {
        List<Tree> trees = new ArrayList<>();
        if (members.get(name) instanceof List<?> items) {
            items.forEach(item -> {
                if (item instanceof Tree tree) {
                    trees.add(tree);
                }
            });
        }
        return trees;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (members.get(name) instanceof List<?> items) {
            items.forEach(item -> {
                if (item instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return texts;
    }
}
