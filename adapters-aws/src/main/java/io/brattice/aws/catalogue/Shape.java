package io.brattice.aws.catalogue;

import java.util.Optional;

/** What a request or an answer is made of. Made once, and not changed afterwards. */
final class Shape {

    private static final String[] NONE = {};

    private final Kind kind;
    private String[] names = NONE;
    private Shape[] parts = {};

    Shape(Kind kind) {
        this.kind = kind;
    }

    /** Says what is inside: members under names, or the one thing that a list or map holds. */
    void holds(String[] memberNames, Shape[] memberShapes) {
        names = memberNames;
        parts = memberShapes;
    }

    Kind kind() {
        return kind;
    }

    String[] names() {
        return names;
    }

    /** What is at a path: {@code Delete.Objects[].VersionId}. */
    Optional<Kind> at(String path) {
        Shape here = this;
        int start = 0;
        while (start < path.length()) {
            if (here.kind == Kind.DOCUMENT) {
                return Optional.of(Kind.DOCUMENT);
            }
            int end = start;
            if (path.startsWith("[]", start) || path.startsWith("{}", start)) {
                if (here.kind != (path.charAt(start) == '[' ? Kind.LIST : Kind.MAP)) {
                    return Optional.empty();
                }
                here = here.parts[0];
                end += 2;
            } else {
                while (end < path.length() && ".[{".indexOf(path.charAt(end)) < 0) {
                    end++;
                }
                int place = here.place(path.substring(start, end));
                if (place < 0) {
                    return Optional.empty();
                }
                here = here.parts[place];
            }
            boolean dot = end < path.length() && path.charAt(end) == '.';
            if (dot && end + 1 == path.length()) {
                return Optional.empty();
            }
            start = dot ? end + 1 : end;
        }
        return path.isEmpty() ? Optional.empty() : Optional.of(here.kind);
    }

    private int place(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
