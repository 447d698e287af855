package io.brattice.aws.catalogue.make;

import io.brattice.aws.catalogue.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes that requests and answers of one service are made of, in the order in which they are come upon. A shape or a name that is
 * new is written as "the next one", so most of what is written is small numbers.
 */
final class Shapes {

    private final Model model;
    private final Map<String, Integer> shapes = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final List<String> waiting = new ArrayList<>();
    private Sink texts = new Sink();
    private Sink sizes = new Sink();
    private Sink members = new Sink();
    private Sink references = new Sink();
    private int newNames;

    Shapes(Model model) {
        this.model = model;
    }

    Model model() {
        return model;
    }

    /** Writes a request or an answer, and whatever it is made of; an empty name stands for none. */
    void root(String shape) {
        reference(shape);
        while (!waiting.isEmpty()) {
            inside(waiting.remove(0));
        }
    }

    @SuppressWarnings("EnumOrdinal") // Made anew when the order of the kinds changes.
    private void reference(String shape) {
        Kind kind = model.kind(shape);
        if (kind != Kind.STRUCTURE && kind != Kind.LIST && kind != Kind.MAP) {
            references.number(kind.ordinal());
        } else if (shapes.containsKey(shape)) {
            references.number(Kind.values().length + shapes.size() - shapes.get(shape));
        } else {
            shapes.put(shape, shapes.size());
            waiting.add(shape);
            references.number(Kind.values().length);
        }
    }

    private void inside(String shape) {
        switch (model.kind(shape)) {
            case STRUCTURE -> {
                Map<String, Tree> all = model.members(shape);
                sizes.number(all.size() + 2);
                all.forEach((name, member) -> {
                    name(name);
                    reference(member.text("shape"));
                });
            }
            case LIST -> held(shape, 0);
            case MAP -> held(shape, 1);
            case STRING, INTEGER, NUMBER, BOOLEAN, TIME, BYTES, DOCUMENT ->
                throw new IllegalStateException("`" + shape + "` has nothing inside; write only its kind");
        }
    }

    private void held(String shape, int size) {
        sizes.number(size);
        reference(model.held(shape));
    }

    private void name(String name) {
        Integer number = names.putIfAbsent(name, names.size());
        if (number == null) {
            texts.text(name);
            newNames++;
        }
        members.number(number == null ? 0 : number + 1);
    }

    /** Writes what was come upon since the last time. */
    void write(Sink sink) {
        sink.number(newNames);
        sink.raw(texts.bytes());
        sink.bytes(sizes.bytes());
        sink.bytes(members.bytes());
        sink.bytes(references.bytes());
        texts = new Sink();
        sizes = new Sink();
        members = new Sink();
        references = new Sink();
        newNames = 0;
    }
}
