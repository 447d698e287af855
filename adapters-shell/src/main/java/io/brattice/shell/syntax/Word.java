package io.brattice.shell.syntax;

import java.util.List;
import java.util.Optional;

/**
 * One word before expansion.
 *
 * @param parts in order; none only where the grammar allows an empty expression
 */
public record Word(List<Part> parts) {

    public Word {
        parts = List.copyOf(parts);
    }

    /** A word of one unquoted literal. */
    public static Word literal(String text) {
        return new Word(List.of(new Part.Literal(text)));
    }

    /**
     * What bash makes of this word whatever the state of the machine and of its variables; empty when it expands anything: a
     * parameter, a substitution, a glob, braces, a tilde.
     */
    public Optional<String> staticValue() {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Literal only) {
            return Optional.of(only.text());
        }
        StringBuilder value = new StringBuilder();
        for (Part part : parts) {
            Optional<String> each = part.staticValue();
            if (each.isEmpty()) {
                return Optional.empty();
            }
            value.append(each.get());
        }
        return Optional.of(value.toString());
    }

    /** True when any part is quoted: such a word is never removed when it is empty, and is no reserved word. */
    public boolean isQuoted() {
        for (Part part : parts) {
            if (part.isQuoted()) {
                return true;
            }
        }
        return false;
    }
}
