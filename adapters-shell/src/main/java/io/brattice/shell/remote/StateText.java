package io.brattice.shell.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A state as terraform prints it.
 *
 * @param text empty where there is none
 * @param lineage of which history it is
 * @param serial its number in that history
 * @param rest all but the serial and the version of who wrote it
 */
record StateText(String text, String lineage, long serial, String rest) {

    private static final StateText NOTHING = new StateText("", "", 0, "");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    static StateText read(Path file) throws IOException {
        String text = Files.readString(file);
        return text.isBlank() ? NOTHING : of(text);
    }

    private static StateText of(String text) throws IOException {
        String lineage = "";
        long serial = -1;
        StringBuilder rest = new StringBuilder();
        int from = 0;
        try (JsonParser tokens = JSON.createParser(text)) {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a state is a JSON object");
            }
            while (tokens.nextToken() == JsonToken.FIELD_NAME) {
                String name = tokens.currentName();
                JsonToken value = tokens.nextToken();
                if (name.equals("serial") && value == JsonToken.VALUE_NUMBER_INT) {
                    serial = tokens.getLongValue();
                } else if (name.equals("lineage") && value == JsonToken.VALUE_STRING) {
                    lineage = tokens.getText();
                }
                if (name.equals("serial") || name.equals("terraform_version")) {
                    rest.append(text, from, (int) tokens.currentTokenLocation().getCharOffset());
                    tokens.getText();
                    from = (int) tokens.currentLocation().getCharOffset();
                }
                tokens.skipChildren();
            }
        }
        if (lineage.isEmpty() || serial < 0) {
            throw new IOException("what terraform calls its state has no lineage or no serial");
        }
        return new StateText(
                text, lineage, serial, rest.append(text, from, text.length()).toString());
    }

    boolean isNothing() {
        return text.isEmpty();
    }

    /** True when the same things are taken for existing. */
    boolean holds(StateText other) {
        return rest.equals(other.rest);
    }

    /** The same as a later one of its history. */
    String under(long later) throws IOException {
        try (JsonParser tokens = JSON.createParser(text)) {
            tokens.nextToken();
            while (tokens.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = tokens.currentName().equals("serial");
                tokens.nextToken();
                if (found) {
                    int at = (int) tokens.currentTokenLocation().getCharOffset();
                    return text.substring(0, at) + later + text.substring(at + tokens.getTextLength());
                }
                tokens.skipChildren();
            }
        }
        throw new IOException("the state that was kept has no serial");
    }
}
