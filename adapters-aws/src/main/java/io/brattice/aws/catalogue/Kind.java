package io.brattice.aws.catalogue;

/** What a member of a request or an answer holds. */
public enum Kind {
    /** Text. */
    STRING,
    /** A whole number. */
    INTEGER,
    /** A number with a fraction. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** A point in time. */
    TIME,
    /** Bytes, and streams of them. */
    BYTES,
    /** Items of one kind: a path goes on behind {@code []}. */
    LIST,
    /** Values of one kind under names: a path goes on behind {@code {}}. */
    MAP,
    /** Named members. */
    STRUCTURE,
    /** Any JSON: every path exists in it. */
    DOCUMENT
}
