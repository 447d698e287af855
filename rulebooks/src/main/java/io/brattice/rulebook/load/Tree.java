package io.brattice.rulebook.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/**
 * From YAML to nodes, by the events of the parser: nothing is constructed. Anchors, aliases, tags, merge keys, directives and second
 * documents are problems, so that what a person sees in the file is all there is.
 */
final class Tree {

    private static final String MERGE = "<<";

    private final Bounds bounds;
    private final Complaints complaints;
    private int values;

    /** Ends the reading of a file of which no more can be told. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("abandoned", null, false, false);
        }
    }

    Tree(Bounds bounds, Complaints complaints) {
        this.bounds = bounds;
        this.complaints = complaints;
    }

    /** The one document there is; empty where it could not be read to the end, and then there is a complaint. */
    Optional<Node> read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("rulebook")
                .setUseMarks(true)
                .setCodePointLimit(Math.max(bounds.bytes(), 1))
                .build();
        try {
            return document(new Parse(settings).parseString(text).iterator());
        } catch (Abandoned e) {
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            String problem = e.getProblem() == null ? "it ends too early" : e.getProblem();
            complain(mark, "this is no YAML: " + Complaints.excerpt(problem) + hint(text, mark));
            return Optional.empty();
        } catch (ReaderException e) {
            complaints.at(
                    lineOf(text, e.getPosition()),
                    1,
                    "there is a character that no rulebook may have: `"
                            + Complaints.excerpt(Character.toString(e.getCodePoint())) + "`; take it out");
            return Optional.empty();
        } catch (RuntimeException e) {
            // The parser is somebody else's: whatever it makes of a broken file, the file is broken.
            complaints.at(1, 1, "this is no YAML that can be read; write it anew from a shipped rulebook");
            return Optional.empty();
        }
    }

    private Optional<Node> document(Iterator<Event> events) {
        Optional<Node> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> directives((DocumentStartEvent) event);
                case Scalar, SequenceStart, MappingStart, Alias -> {
                    if (root.isPresent()) {
                        complain(mark(event), "there is a second document; write one rulebook to a file");
                        throw new Abandoned();
                    }
                    root = Optional.of(node(event, events, 0));
                }
                case StreamStart, StreamEnd, DocumentEnd, SequenceEnd, MappingEnd, Comment -> {}
            }
        }
        if (root.isEmpty()) {
            complaints.at(1, 1, "the file is empty; begin with `version: 1`");
        }
        return root;
    }

    private void directives(DocumentStartEvent start) {
        if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
            complain(mark(start), "there are directives before `---`; take the lines that begin with `%` out");
        }
    }

    private Node node(Event event, Iterator<Event> events, int depth) {
        Mark mark = mark(event);
        int line = mark.getLine() + 1;
        int column = mark.getColumn() + 1;
        if (++values > bounds.values()) {
            complaints.at(
                    line,
                    column,
                    "there are more than " + bounds.values() + " values in the file; divide it into several rulebooks");
            throw new Abandoned();
        }
        if (complaints.isHopeless()) {
            throw new Abandoned();
        }
        if (depth >= bounds.depth()) {
            complaints.at(line, column, "this is nested more than " + bounds.depth() + " deep; write it flatter");
            throw new Abandoned();
        }
        if (event instanceof AliasEvent alias) {
            String name = alias.getAlias().getValue();
            complaints.at(
                    line,
                    column,
                    "`*" + Complaints.excerpt(name)
                            + "` is an alias to YAML; put a text that begins with `*` in quotes, and write out what is repeated");
            return new Node.Scalar("*" + name, false, line, column);
        }
        oddities((NodeEvent) event, line, column);
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, line, column);
            case SequenceStart -> sequence(events, depth, line, column);
            case MappingStart -> mapping(events, depth, line, column);
            case Alias, Comment, DocumentEnd, DocumentStart, MappingEnd, SequenceEnd, StreamEnd, StreamStart ->
                throw new IllegalStateException("`" + event.getEventId() + "` begins no node");
        };
    }

    private void oddities(NodeEvent event, int line, int column) {
        event.getAnchor()
                .ifPresent(
                        anchor -> complaints.at(
                                line,
                                column,
                                "`&" + Complaints.excerpt(anchor.getValue())
                                        + "` is an anchor; put a text that begins with `&` in quotes, and write out what is repeated"));
        Optional<String> tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
        tag.ifPresent(name -> complaints.at(
                line,
                column,
                "`" + Complaints.excerpt(name) + "` is a tag; take it out, and put what is meant as text in quotes"));
    }

    private Node.Scalar scalar(ScalarEvent event, int line, int column) {
        String text = event.getValue();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c != '\n' && c != '\t' && c != ' ' && !Complaints.isVisible(c)) {
                complaints.at(
                        line,
                        column,
                        "`" + Complaints.excerpt(text) + "` has a character that cannot be seen; take it out");
                break;
            }
            i += Character.charCount(c);
        }
        return new Node.Scalar(text, event.isPlain(), line, column);
    }

    private Node.Sequence sequence(Iterator<Event> events, int depth, int line, int column) {
        List<Node> items = new ArrayList<>(4);
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(node(next, events, depth + 1));
        }
        return new Node.Sequence(items, line, column);
    }

    private Node.Mapping mapping(Iterator<Event> events, int depth, int line, int column) {
        List<Node.Entry> entries = new ArrayList<>(4);
        Map<String, Integer> lines = new HashMap<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Node key = node(next, events, depth + 1);
            Node value = node(events.next(), events, depth + 1);
            if (!(key instanceof Node.Scalar name)) {
                complaints.at(key, key.kind() + " is a key; if it should be a text, put it in quotes");
                continue;
            }
            Integer before = lines.putIfAbsent(name.text(), name.line());
            if (name.plain() && name.text().equals(MERGE)) {
                complaints.at(name, "`<<` merges nothing in a rulebook; write out what is repeated");
            } else if (before != null) {
                complaints.at(
                        name,
                        "the key `" + Complaints.excerpt(name.text()) + "` is there already, in line " + before
                                + "; take one of them out");
            } else {
                entries.add(new Node.Entry(name, value));
            }
        }
        return new Node.Mapping(entries, line, column);
    }

    private static Mark mark(Event event) {
        return event.getStartMark().orElseThrow();
    }

    private void complain(@org.jspecify.annotations.Nullable Mark mark, String text) {
        complaints.at(mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, text);
    }

    /** What people mostly did where YAML stops to understand. */
    private static String hint(String text, @org.jspecify.annotations.Nullable Mark mark) {
        if (mark == null) {
            return "; look at what stands before";
        }
        int at = text.offsetByCodePoints(0, Math.min(mark.getIndex(), text.codePointCount(0, text.length())));
        char c = at < text.length() ? text.charAt(at) : '\n';
        return switch (c) {
            case '*', '&', '!', '@', '%', '`', '|', '>', '{', '}', '[', ']', ',', '#', '?' ->
                "; a text with `" + (c == '`' ? "\\u0060" : c) + "` here must stand in quotes";
            case '\t' -> "; indent with spaces";
            case ':' -> "; is the line indented rightly? a text with `: ` must stand in quotes";
            default -> "; look at the indentation and the quotes, here and in the line before";
        };
    }

    private static int lineOf(String text, int position) {
        int line = 1;
        for (int i = 0; i < Math.min(position, text.length()); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }
}
