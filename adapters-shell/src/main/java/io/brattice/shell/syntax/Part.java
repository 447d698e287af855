package io.brattice.shell.syntax;

import java.util.List;
import java.util.Optional;

/** A part of a word. */
public sealed interface Part {

    /** What it stands for, where nothing about it depends on the machine or on variables. */
    default Optional<String> staticValue() {
        return Optional.empty();
    }

    /** True for the quoted forms. */
    default boolean isQuoted() {
        return false;
    }

    /** Unquoted text without any special character in it; a quoted form or {@link Escaped} stands for those. */
    record Literal(String text) implements Part {
        @Override
        public Optional<String> staticValue() {
            return Optional.of(text);
        }
    }

    /** {@code \c} outside quotes, or inside double quotes where it escapes. */
    record Escaped(String text) implements Part {
        @Override
        public Optional<String> staticValue() {
            return Optional.of(text);
        }

        @Override
        public boolean isQuoted() {
            return true;
        }
    }

    /** {@code '…'}. */
    record SingleQuoted(String text) implements Part {
        @Override
        public Optional<String> staticValue() {
            return Optional.of(text);
        }

        @Override
        public boolean isQuoted() {
            return true;
        }
    }

    /**
     * {@code $'…'}.
     *
     * @param raw as written between the quotes
     * @param value what bash makes of it; {@code \0} and the like end it, as in bash. Bytes that are no UTF-8 make the part
     *     {@link Opaque}
     */
    record AnsiQuoted(String raw, String value) implements Part {
        @Override
        public Optional<String> staticValue() {
            return Optional.of(value);
        }

        @Override
        public boolean isQuoted() {
            return true;
        }
    }

    /** {@code "…"}, and {@code $"…"} (translated) with {@code translated} set. */
    record DoubleQuoted(List<Part> parts, boolean translated) implements Part {
        public DoubleQuoted {
            parts = List.copyOf(parts);
        }

        @Override
        public Optional<String> staticValue() {
            StringBuilder value = new StringBuilder();
            for (Part part : parts) {
                Optional<String> each = part.staticValue();
                if (each.isEmpty() || translated) {
                    return Optional.empty();
                }
                value.append(each.get());
            }
            return Optional.of(value.toString());
        }

        @Override
        public boolean isQuoted() {
            return true;
        }
    }

    /**
     * {@code $x}, {@code ${x}}, {@code ${x:-word}}, {@code ${#x}}, {@code ${!x}}, {@code ${x[i]}}, {@code ${x//a/b}}, …
     *
     * @param name variable, positional or special parameter, without subscript
     * @param braced true when written with braces
     * @param length true for {@code ${#x}}
     * @param indirect true for {@code ${!x…}}
     * @param subscript what stands between brackets, expanded by bash as arithmetic or as a key
     * @param operator {@code :-}, {@code -}, {@code :=}, {@code =}, {@code :?}, {@code ?}, {@code :+}, {@code +}, {@code #},
     *     {@code ##}, {@code %}, {@code %%}, {@code /}, {@code //}, {@code /#}, {@code /%}, {@code ^}, {@code ^^}, {@code ,}, {@code ,,},
     *     {@code @} (then the operand is its letter), {@code :} (substring), {@code *} and {@code @} behind an indirect name
     *     ({@code ${!prefix*}}); empty when there is none
     * @param operands what follows the operator: one word, two for {@code ${x:a:b}} and {@code ${x/a/b}}
     */
    record Parameter(
            String name,
            boolean braced,
            boolean length,
            boolean indirect,
            Optional<Word> subscript,
            String operator,
            List<Word> operands)
            implements Part {
        public Parameter {
            operands = List.copyOf(operands);
        }
    }

    /** {@code $(…)}, and {@code `…`} with {@code backquoted} set. {@code $(<file)} is a script of one redirection. */
    record Substitution(Script script, boolean backquoted) implements Part {}

    /** Process substitution: {@code <(…)}, and {@code >(…)} with {@code output} set. */
    record Pipe(Script script, boolean output) implements Part {}

    /** {@code $((…))} and {@code $[…]}: text and expansions in it. Bash evaluates the result, and what variables hold, as code. */
    record Arithmetic(Word expression) implements Part {}

    /** An unquoted pattern character or bracket expression: {@code *}, {@code ?}, {@code [a-z]}, or {@code @(a|b)} as written. */
    record Glob(String text) implements Part {}

    /** {@code {a,b}}; alternatives are words. */
    record Braces(List<Word> alternatives) implements Part {
        public Braces {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** {@code {1..9..2}}: as written between the braces, and what it stands for, at most 10,000 texts. */
    record Range(String raw, List<String> values) implements Part {
        public Range {
            values = List.copyOf(values);
        }
    }

    /** {@code ~} or {@code ~user} where bash expands it; the user's name is empty for one's own. */
    record Tilde(String user) implements Part {}

    /** {@code (…)} behind {@code name=} in an argument of {@code declare}, {@code export}, {@code local} and their like. */
    record Array(List<Assignment.Element> elements) implements Part {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** Something that bash accepts here and this grammar does not model: as written, and why. */
    record Opaque(String text, String why) implements Part {}
}
