package io.brattice.rulebook.people;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the part of YAML that a person can check by eye: mappings, lists and texts. Anchors, aliases, tags, merge keys, keys that
 * come twice and a second document are refused.
 */
final class YamlText {

    private static final int DEEPEST = 8;
    private static final Place START = new Place(1, 1);

    private final Iterator<Event> events;
    private final Complaints complaints;

    private YamlText(Iterator<Event> events, Complaints complaints) {
        this.events = events;
        this.complaints = complaints;
    }

    /** The one document; empty where there is none that can be read, and then there is a complaint. */
    static Optional<Node> read(String text, Complaints complaints) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setParseComments(false).build();
            return new YamlText(new Parse(settings).parseString(text).iterator(), complaints).document();
        } catch (MarkedYamlEngineException e) {
            complaints.add(
                    e.getProblemMark().map(Place::of).orElse(START),
                    "not YAML: " + Complaints.excerpt(e.getProblem()) + "; see docs/people.md for an example");
        } catch (YamlEngineException e) {
            complaints.add(START, "not YAML: " + Complaints.excerpt(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private Optional<Node> document() {
        Optional<Node> only = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                case Alias, Scalar, SequenceStart, MappingStart -> {
                    if (only.isPresent()) {
                        complaints.add(at(event), "a second document; put everything into one");
                        return Optional.empty();
                    }
                    Optional<Node> node = node(event, 1);
                    if (node.isEmpty()) {
                        return Optional.empty();
                    }
                    only = node;
                }
                case SequenceEnd, MappingEnd -> throw new IllegalStateException("an end without a start");
            }
        }
        if (only.isEmpty()) {
            complaints.add(START, "empty; see docs/people.md for an example");
        }
        return only;
    }

    /** Empty where something in it is refused. */
    private Optional<Node> node(Event event, int depth) {
        Place at = at(event);
        if (event.getEventId() == Event.ID.Alias) {
            complaints.add(at, "an alias; write out what it stands for");
            return Optional.empty();
        }
        if (depth > DEEPEST) {
            complaints.add(at, "nested more than " + DEEPEST + " levels deep; see docs/people.md for an example");
            return Optional.empty();
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            complaints.add(
                    at,
                    "the anchor `&" + Complaints.excerpt(node.getAnchor().get().getValue())
                            + "`; write out what it stands for");
            return Optional.empty();
        }
        if (event instanceof ScalarEvent scalar) {
            if (isTagged(scalar.getTag(), at)) {
                return Optional.empty();
            }
            return Optional.of(new Node(Node.Kind.TEXT, at, scalar.getValue(), scalar.isPlain(), List.of(), Map.of()));
        }
        if (event instanceof CollectionStartEvent start && isTagged(start.getTag(), at)) {
            return Optional.empty();
        }
        return event.getEventId() == Event.ID.SequenceStart ? list(at, depth) : mapping(at, depth);
    }

    private Optional<Node> list(Place at, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Optional<Node> item = node(event, depth + 1);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(new Node(Node.Kind.LIST, at, "", false, items, Map.of()));
    }

    private Optional<Node> mapping(Place at, int depth) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Optional<Node> key = node(event, depth + 1);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            if (key.get().kind() != Node.Kind.TEXT) {
                complaints.add(key.get().at(), "the key is " + key.get().shown() + "; write a word");
                return Optional.empty();
            }
            Optional<Node> value = node(events.next(), depth + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            Node.Entry entry = new Node.Entry(key.get().at(), value.get());
            if (entries.putIfAbsent(key.get().text(), entry) != null) {
                complaints.add(
                        key.get().at(),
                        "the key `" + Complaints.excerpt(key.get().text()) + "` comes twice; keep one");
            }
        }
        return Optional.of(new Node(Node.Kind.MAPPING, at, "", false, List.of(), entries));
    }

    private boolean isTagged(Optional<String> tag, Place at) {
        tag.ifPresent(one -> complaints.add(at, "the tag `" + Complaints.excerpt(one) + "`; leave it out"));
        return tag.isPresent();
    }

    private static Place at(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.map(Place::of).orElse(START);
    }
}
