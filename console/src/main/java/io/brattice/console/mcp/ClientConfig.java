package io.brattice.console.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text in which a client is told its servers, and where in it they are. Changes are spliced into the text: formatting, comments and all that is
 * not known here stay.
 */
final class ClientConfig {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final Set<String> SERVERS = Set.of("mcpServers", "servers", "mcp.servers");

    /** From one letter until before another. */
    private record Span(int from, int to) {}

    /** One text, and where it is written. */
    private record Word(String text, Span at) {}

    /** What the client starts under one name; without a command it is no program. */
    private static final class Entry {
        private final String name;
        private @Nullable Word command;
        private @Nullable Span arguments;
        private final List<Word> words = new ArrayList<>();
        private boolean odd;

        Entry(String name) {
            this.name = name;
        }

        boolean plain() {
            return command != null && !odd;
        }

        /** As {@link #wrapped} writes it. */
        boolean gated() {
            return words.size() >= 5
                    && words.get(0).text.equals("mcp")
                    && words.get(1).text.equals("--name")
                    && words.get(3).text.equals("--");
        }
    }

    /**
     * A text after a change.
     *
     * @param changed the names of the servers that were changed
     * @param left the names of those that are no programs, or written in a way that is not known
     */
    record Change(String text, List<String> changed, List<String> left) {
        Change {
            changed = List.copyOf(changed);
            left = List.copyOf(left);
        }
    }

    private final String text;
    private final List<Entry> entries = new ArrayList<>();

    private ClientConfig(String text) {
        this.text = text;
    }

    /** @throws IOException where it is not JSON, or names no servers */
    static ClientConfig of(String text) throws IOException {
        ClientConfig config = new ClientConfig(text);
        boolean found;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            found = config.members(parser, "");
            if (parser.nextToken() != null) {
                throw new IOException("something follows the object");
            }
        } catch (JsonProcessingException e) {
            throw new IOException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!found) {
            throw new IOException(
                    "it has no `mcpServers` and no `servers`; name the file in which the client is told its servers");
        }
        return config;
    }

    private boolean members(JsonParser parser, String prefix) throws IOException {
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            if (object && SERVERS.contains(name)) {
                servers(parser);
                found = true;
            } else if (object && name.equals("mcp")) {
                found |= members(parser, "mcp.");
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private void servers(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Entry entry = new Entry(parser.currentName());
            entries.add(entry);
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                server(parser, entry);
            } else {
                entry.odd = true;
                parser.skipChildren();
            }
        }
    }

    private static void server(JsonParser parser, Entry entry) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("command")) {
                if (value == JsonToken.VALUE_STRING) {
                    entry.command = word(parser);
                } else {
                    entry.odd = true;
                }
            } else if (member.equals("args") && value == JsonToken.START_ARRAY) {
                int from = start(parser);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() == JsonToken.VALUE_STRING) {
                        entry.words.add(word(parser));
                    } else {
                        entry.odd = true;
                        parser.skipChildren();
                    }
                }
                entry.arguments = new Span(from, end(parser));
                continue;
            } else if (member.equals("args")) {
                entry.odd = true;
            }
            parser.skipChildren();
        }
    }

    private static Word word(JsonParser parser) throws IOException {
        int from = start(parser);
        String text = parser.getText();
        return new Word(text, new Span(from, end(parser)));
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }

    /** The same with the gate in front of every server that is a program; one that has it already stays. */
    Change wrapped(String program) {
        StringBuilder to = new StringBuilder(text);
        List<String> changed = new ArrayList<>();
        // From the end of the text, so that what is still to be changed stays where it was found.
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            Word command = entry.command;
            if (command == null || !entry.plain() || entry.gated()) {
                continue;
            }
            String before = Stream.of("mcp", "--name", serverName(entry.name), "--", command.text)
                    .map(ClientConfig::quoted)
                    .collect(Collectors.joining(", "));
            Span arguments = entry.arguments;
            if (arguments == null) {
                to.replace(command.at.from, command.at.to, quoted(program) + ", \"args\": [" + before + "]");
            } else {
                splice(
                        to,
                        new Splice(command.at, quoted(program)),
                        new Splice(
                                new Span(arguments.from + 1, arguments.from + 1),
                                entry.words.isEmpty() ? before : before + ","));
            }
            changed.add(0, entry.name);
        }
        return new Change(to.toString(), changed, left());
    }

    /** The same without the gate. */
    Change unwrapped() {
        StringBuilder to = new StringBuilder(text);
        List<String> changed = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            Word command = entry.command;
            Span arguments = entry.arguments;
            if (command == null || arguments == null || !entry.plain() || !entry.gated()) {
                continue;
            }
            Word last = entry.words.get(4);
            int to4 = entry.words.size() == 5 ? last.at.to : text.indexOf(',', last.at.to) + 1;
            splice(to, new Splice(command.at, quoted(last.text)), new Splice(new Span(arguments.from + 1, to4), ""));
            changed.add(0, entry.name);
        }
        return new Change(to.toString(), changed, left());
    }

    private List<String> left() {
        return entries.stream()
                .filter(entry -> !entry.plain())
                .map(entry -> entry.name)
                .toList();
    }

    private record Splice(Span at, String text) {}

    private static void splice(StringBuilder to, Splice one, Splice other) {
        Splice later = one.at.from > other.at.from ? one : other;
        Splice earlier = later.equals(one) ? other : one;
        to.replace(later.at.from, later.at.to, later.text);
        to.replace(earlier.at.from, earlier.at.to, earlier.text);
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /** A name as the gate takes one; never empty. */
    static String serverName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "-");
        return plain.isEmpty() ? "server" : plain.substring(0, Math.min(100, plain.length()));
    }

    /** How a server is called that nobody named: by what is run, behind a launcher and its options, or by its host. */
    static String serverName(List<String> command) {
        if (command.get(0).matches("(?i)https?://[^/?#]+.*")) {
            return serverName(command.get(0).replaceFirst("(?i)https?://([^/?#:]+).*", "$1"));
        }
        Optional<String> program = command.stream()
                .skip(Set.of("npx", "uvx", "node", "python3", "python", "bunx").contains(command.get(0)) ? 1 : 0)
                .filter(word -> !word.startsWith("-"))
                .findFirst();
        return serverName(program.orElse(command.get(0)).replaceAll("^.*/(?=[^/])", ""));
    }
}
