package io.brattice.aws.catalogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Reads the shapes of a service in the order in which they were written: what is new is the next one. */
final class Unfolding {

    private static final Kind[] KINDS = Kind.values();
    private static final Shape[] PLAIN = Arrays.stream(KINDS).map(Shape::new).toArray(Shape[]::new);
    private static final Shape NOTHING = new Shape(Kind.STRUCTURE);
    private static final String[] ONE = {""};

    private final List<Shape> shapes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int nextName;
    private Source sizes = new Source(new byte[0]);
    private Source members = sizes;
    private Source references = sizes;

    private record Waiting(Shape shape, int size) {}

    /** Takes the next part of what was written: that of the requests, then that of the answers. */
    void read(Source source) {
        names.addAll(List.of(source.texts(source.number())));
        sizes = new Source(source.bytes());
        members = new Source(source.bytes());
        references = new Source(source.bytes());
    }

    /** The next request or answer; a document where there is none. */
    Shape root() {
        Shape root = reference();
        while (!waiting.isEmpty()) {
            inside(waiting.remove());
        }
        return root.kind() == Kind.DOCUMENT ? NOTHING : root;
    }

    private Shape reference() {
        int number = references.number();
        if (number < KINDS.length) {
            return PLAIN[number];
        }
        if (number > KINDS.length) {
            return shapes.get(shapes.size() - (number - KINDS.length));
        }
        int size = sizes.number();
        Shape fresh = new Shape(size == 0 ? Kind.LIST : size == 1 ? Kind.MAP : Kind.STRUCTURE);
        shapes.add(fresh);
        waiting.add(new Waiting(fresh, size));
        return fresh;
    }

    private void inside(Waiting next) {
        if (next.size() < 2) {
            next.shape().holds(ONE, new Shape[] {reference()});
            return;
        }
        String[] memberNames = new String[next.size() - 2];
        Shape[] parts = new Shape[memberNames.length];
        for (int i = 0; i < parts.length; i++) {
            int name = members.number();
            memberNames[i] = names.get(name == 0 ? nextName++ : name - 1);
            parts[i] = reference();
        }
        next.shape().holds(memberNames, parts);
    }
}
