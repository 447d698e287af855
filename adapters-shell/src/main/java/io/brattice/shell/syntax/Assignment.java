package io.brattice.shell.syntax;

import java.util.List;
import java.util.Optional;

/**
 * {@code name=value}, {@code name+=value}, {@code name[subscript]=value}, {@code name=(…)}.
 *
 * @param subscript evaluated by bash as arithmetic or as a key
 * @param value the value; no parts for {@code name=}
 * @param elements present for an array in parentheses; then {@code value} has no parts
 */
public record Assignment(
        String name, Optional<Word> subscript, boolean append, Word value, Optional<List<Element>> elements) {

    public Assignment {
        elements = elements.map(List::copyOf);
    }

    /** One element of an array: {@code word}, {@code [subscript]=word} or {@code [subscript]+=word}. */
    public record Element(Optional<Word> subscript, boolean append, Word value) {}
}
