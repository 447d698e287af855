package io.brattice.action;

/** Steps of an RFC 6901 pointer, which are injective: no two places in a value have the same one. */
final class JsonPointer {
    private JsonPointer() {}

    static void append(StringBuilder pointer, String name) {
        pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }

    static void append(StringBuilder pointer, int index) {
        pointer.append('/').append(index);
    }
}
