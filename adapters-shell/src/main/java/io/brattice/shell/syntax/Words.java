package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads words and the insides of quotes. */
final class Words {
    static final int BRACES = 1;
    static final int GLOBS = 2;
    static final int TILDE = 4;
    /** Every character up to the limit belongs to the word: the operand of an expansion. */
    static final int OPEN = 8;
    /** An unquoted slash ends the word. */
    static final int SLASH = 16;
    /** Extended patterns are patterns: behind {@code ==} in {@code [[}. */
    static final int EXTENDED = 32;
    /** The right side of {@code =~}: parentheses and bars belong to the word. */
    static final int REGEX = 64;
    /** {@code name=(…)} is an array. */
    static final int ARRAYS = 128;
    /** A value being assigned: a tilde counts behind each colon. */
    static final int VALUE = 256;

    static final int ORDINARY = BRACES | GLOBS | TILDE;

    /** Kinds of quoted text: in double quotes, arithmetic, a here-document, the operand of an expansion in double quotes. */
    static final int DOUBLE = 1;

    static final int ARITHMETIC = 2;
    static final int BODY = 3;
    static final int OPERAND = 4;

    private final Grammar grammar;
    private final Source source;

    Words(Grammar grammar) {
        this.grammar = grammar;
        this.source = grammar.source;
    }

    /** Adds literal text, joined to a literal before it. */
    static void literal(List<Part> parts, String text) {
        if (text.isEmpty()) {
            return;
        }
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last) instanceof Part.Literal before) {
            parts.set(last, new Part.Literal(before.text() + text));
        } else {
            parts.add(new Part.Literal(text));
        }
    }

    /** A word of a command line. */
    Word word(int flags) throws SyntaxException {
        source.budget.spend(1);
        String text = source.text;
        int from = source.pos;
        int at = from;
        boolean assigns = false;
        while (at < source.end && Letters.isPlain(text.charAt(at))) {
            assigns |= (flags & ARRAYS) != 0 && text.charAt(at) == '=';
            at++;
        }
        if (at > from && !assigns && (at >= source.end || Letters.isBreak(text.charAt(at)))) {
            boolean pipe = at + 1 < source.end && text.charAt(at + 1) == '(' && text.charAt(at) != '(';
            if (!pipe && (flags & (OPEN | EXTENDED | REGEX)) == 0) {
                source.pos = at;
                return Word.literal(text.substring(from, at));
            }
        }
        return pattern(flags);
    }

    /** A word that may hold anything; with {@link #OPEN} up to the limit. */
    Word pattern(int flags) throws SyntaxException {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        boolean special = false;
        int limit = source.end;
        while (true) {
            int c = source.peek();
            source.budget.spend(1);
            if (c == Source.END) {
                if (source.end == limit) {
                    break;
                }
                source.end = limit;
                continue;
            }
            if ((flags & EXTENDED) != 0 && c < 128 && "?*+@!".indexOf(c) >= 0 && source.after(1) == '(') {
                flush(parts, plain);
                extended(parts);
                continue;
            }
            if (Letters.isPlain(c)) {
                if (c == '/' && (flags & SLASH) != 0) {
                    break;
                }
                source.pos++;
                plain.append((char) c);
                if (c == '='
                        && (flags & ARRAYS) != 0
                        && parts.isEmpty()
                        && source.peek() == '('
                        && Assignments.isTarget(plain)) {
                    flush(parts, plain);
                    parts.add(grammar.commands.assignments.array());
                }
                continue;
            }
            switch (c) {
                case '\'' -> {
                    flush(parts, plain);
                    int from = source.pos + 1;
                    source.pos = grammar.extents.single(from);
                    parts.add(new Part.SingleQuoted(source.text.substring(from, source.pos - 1)));
                    continue;
                }
                case '"' -> {
                    flush(parts, plain);
                    parts.add(doubleQuoted(false));
                    continue;
                }
                case '\\' -> {
                    source.pos++;
                    if (source.pos >= source.end) {
                        // as bash -c reads it; in a file, bash joins it with a line that is not there, and no word is
                        // left
                        if (parts.isEmpty() && plain.isEmpty()) {
                            throw source.error("a backslash at the end");
                        }
                        flush(parts, plain);
                        parts.add(new Part.Escaped("\\"));
                        continue;
                    }
                    flush(parts, plain);
                    parts.add(escaped());
                    continue;
                }
                case '$' -> {
                    add(parts, plain, grammar.expansions.dollar(false));
                    continue;
                }
                case '`' -> {
                    flush(parts, plain);
                    parts.add(grammar.expansions.backquote(false));
                    continue;
                }
                case '{', '}', '*', '?', '[', '~' -> special = true;
                default -> {
                    if ((c == '<' || c == '>') && source.after(1) == '(' && (flags & REGEX) == 0) {
                        flush(parts, plain);
                        parts.add(grammar.expansions.pipe());
                        continue;
                    }
                    boolean inside = (flags & OPEN) != 0 || source.end != limit;
                    boolean regex = (flags & REGEX) != 0 && (c == '(' || c == '|');
                    if (!inside && !regex) {
                        return finish(parts, plain, special, flags);
                    }
                    if (regex && !inside && c == '(') {
                        source.end = grammar.extents.matched(source.pos + 1, '(', ')');
                    }
                }
            }
            source.pos++;
            plain.append((char) c);
        }
        return finish(parts, plain, special, flags);
    }

    private static void flush(List<Part> parts, StringBuilder plain) {
        if (plain.length() > 0) {
            parts.add(new Part.Literal(plain.toString()));
            plain.setLength(0);
        }
    }

    private static void add(List<Part> parts, StringBuilder plain, Part part) {
        if (part instanceof Part.Literal literal) {
            plain.append(literal.text());
        } else {
            flush(parts, plain);
            parts.add(part);
        }
    }

    private Part escaped() {
        int c = source.text.codePointAt(source.pos);
        int length = Math.min(Character.charCount(c), source.end - source.pos);
        String text = source.text.substring(source.pos, source.pos + length);
        source.pos += length;
        return new Part.Escaped(text);
    }

    /** {@code @(a|b)}: one pattern when nothing in it expands, else its brackets around what does. */
    private void extended(List<Part> parts) throws SyntaxException {
        int from = source.pos;
        source.skip(2);
        int inner = source.pos;
        int to = grammar.extents.matched(inner, '(', ')');
        boolean simple = true;
        for (int i = from; i < to; i++) {
            simple &= "$`\"'\\".indexOf(source.text.charAt(i)) < 0;
        }
        if (simple) {
            parts.add(new Part.Glob(source.text.substring(from, to)));
            source.pos = to;
            return;
        }
        parts.add(new Part.Glob(source.text.substring(from, inner)));
        int outer = source.end;
        source.pos = inner;
        source.end = to - 1;
        parts.addAll(pattern(OPEN | GLOBS | EXTENDED).parts());
        source.end = outer;
        source.pos = to;
        parts.add(new Part.Glob(")"));
    }

    private Word finish(List<Part> parts, StringBuilder plain, boolean special, int flags) {
        flush(parts, plain);
        if (!special) {
            return new Word(parts);
        }
        return new Word(Shapes.of(parts, flags));
    }

    /** {@code "…"}, from its opening quote. */
    Part doubleQuoted(boolean translated) throws SyntaxException {
        int from = source.pos;
        source.skip(1);
        source.budget.enter();
        Word inner = text(DOUBLE);
        if (source.raw() != '"') {
            throw source.error("`\"` is never closed", from);
        }
        source.skip(1);
        source.budget.leave();
        return new Part.DoubleQuoted(inner.parts(), translated);
    }

    /** {@code …]}, from behind the opening bracket; stands behind the closing one. */
    Word subscript() throws SyntaxException {
        int to = grammar.extents.subscript(source.pos);
        int outer = source.end;
        source.end = to - 1;
        Word word = text(ARITHMETIC);
        source.end = outer;
        source.pos = to;
        return word;
    }

    /** Quoted text up to the limit, or up to the closing quote. */
    Word text(int kind) throws SyntaxException {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        while (true) {
            int c = source.peek();
            source.budget.spend(1);
            if (c == Source.END || c == '"' && kind == DOUBLE) {
                break;
            }
            switch (c) {
                case '$' -> add(parts, plain, grammar.expansions.dollar(true));
                case '`' -> {
                    flush(parts, plain);
                    parts.add(grammar.expansions.backquote(kind == DOUBLE || kind == OPERAND));
                }
                case '\\' -> {
                    int next = source.pos + 1 < source.end ? source.text.charAt(source.pos + 1) : Source.END;
                    boolean escapes = next == '$'
                            || next == '`'
                            || next == '\\'
                            || next == '"' && kind != BODY
                            || next == '}' && kind == OPERAND;
                    source.pos++;
                    if (escapes) {
                        flush(parts, plain);
                        parts.add(escaped());
                    } else {
                        plain.append('\\');
                    }
                }
                case '"' -> {
                    if (kind == OPERAND) {
                        flush(parts, plain);
                        parts.add(doubleQuoted(false));
                    } else {
                        source.pos++;
                        plain.append('"');
                    }
                }
                default -> {
                    source.pos++;
                    plain.append((char) c);
                }
            }
        }
        flush(parts, plain);
        return new Word(parts);
    }

    /** What a here-document's delimiter is after quote removal; empty when an expansion stands in it. */
    static Optional<String> delimiter(Word word) {
        StringBuilder text = new StringBuilder();
        for (Part part : word.parts()) {
            if (part instanceof Part.Literal
                    || part instanceof Part.Escaped
                    || part instanceof Part.SingleQuoted
                    || part instanceof Part.DoubleQuoted && part.staticValue().isPresent()) {
                text.append(part.staticValue().orElse(""));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(text.toString());
    }
}
