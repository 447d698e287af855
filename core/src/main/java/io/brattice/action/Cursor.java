package io.brattice.action;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader of arguments stands, and how much it has taken in so far.
 *
 * <p>There is one per open object or list. Both readers, of Java values and of JSON text, count against the bounds of
 * {@link Arguments} and refuse through it, so that neither can forget a bound or name another place than it is at.
 */
final class Cursor {
    private final @Nullable Cursor outer;
    private final Cursor root;
    private final int depth;
    private final Supplier<String> position;

    private @Nullable String name;
    private int index = -1;

    private int values; // counted at the root only
    private int bytes; // counted at the root only: never more than the canonical form will have

    private Cursor(@Nullable Cursor outer, Supplier<String> position) {
        this.outer = outer;
        this.root = outer == null ? this : outer.root;
        this.depth = outer == null ? 0 : outer.depth + 1;
        this.position = position;
    }

    /** A cursor before the outermost value; {@code position} is where that is in a text, or empty. */
    static Cursor atTop(Supplier<String> position) {
        return new Cursor(null, position);
    }

    /** Goes into an object or a list. */
    Cursor enter() {
        if (depth == Arguments.MAX_DEPTH) {
            throw refusal("nested deeper than " + Arguments.MAX_DEPTH + " levels", "pass a flatter value");
        }
        return new Cursor(this, position);
    }

    /** Moves on to the member of this name, whose name is well-formed. */
    void member(String memberName) {
        name = memberName;
        checkText(memberName);
    }

    /** Moves on to the next item. */
    void item() {
        index++;
    }

    void countValue() {
        if (++root.values > Arguments.MAX_VALUES) {
            throw refusal("more than " + Arguments.MAX_VALUES + " values", "pass fewer values, or a reference to them");
        }
        countBytes(1);
    }

    void checkText(String text) {
        countBytes(text.length() + 1);
        if (Unicode.hasUnpairedSurrogate(text)) {
            throw refusal("unpaired surrogate in `" + Unicode.visible(text) + "`", "pass well-formed Unicode");
        }
    }

    private void countBytes(int more) {
        root.bytes += Math.min(more, Arguments.MAX_BYTES + 1);
        if (root.bytes > Arguments.MAX_BYTES) {
            throw refusal(
                    "more than " + Arguments.MAX_BYTES + " bytes in canonical form",
                    "pass less, or a reference to the data");
        }
    }

    InvalidArgumentsException refusal(String what, String instead) {
        return refusal(what, instead, null);
    }

    InvalidArgumentsException refusal(String what, String instead, @Nullable Throwable cause) {
        String pointer = pointer();
        String place = pointer.isEmpty() ? "at the top" : "at `" + Unicode.visible(pointer) + "`";
        return new InvalidArgumentsException(place + position.get() + ": " + what + "; " + instead, cause);
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Cursor at = this; at != null; at = at.outer) {
            StringBuilder step = new StringBuilder();
            if (at.name != null) {
                JsonPointer.append(step, at.name);
            } else if (at.index >= 0) {
                JsonPointer.append(step, at.index);
            }
            pointer.insert(0, step);
        }
        return pointer.toString();
    }
}
