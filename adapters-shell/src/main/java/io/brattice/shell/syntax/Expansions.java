package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a dollar sign, a backquote or {@code <(} begins. */
final class Expansions {
    private final Grammar grammar;
    private final Source source;

    Expansions(Grammar grammar) {
        this.grammar = grammar;
        this.source = grammar.source;
    }

    /** Reads what begins at a dollar sign; a lone one is a literal. */
    Part dollar(boolean quoted) throws SyntaxException {
        source.budget.spend(1);
        int start = source.pos;
        int c = source.after(1);
        if (Letters.isNameStart(c)) {
            source.skip(1);
            return plain(name());
        }
        switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '@', '*', '#', '?', '-', '$', '!' -> {
                source.skip(2);
                return plain(String.valueOf((char) c));
            }
            case '{' -> {
                source.skip(2);
                return braced(start, quoted);
            }
            case '(' -> {
                source.skip(2);
                return source.raw() == '(' ? arithmetic(start) : substitution();
            }
            case '[' -> {
                source.skip(2);
                return oldArithmetic(start);
            }
            case '\'' -> {
                if (!quoted) {
                    source.skip(2);
                    return ansi(start);
                }
            }
            case '"' -> {
                if (!quoted) {
                    source.skip(1);
                    return grammar.words.doubleQuoted(true);
                }
            }
            default -> {}
        }
        source.skip(1);
        return new Part.Literal("$");
    }

    /** A name from here on; continued lines joined. */
    String name() {
        int from = source.pos;
        int at = from;
        while (at < source.end && Letters.isName(source.text.charAt(at))) {
            at++;
        }
        source.pos = at;
        if (at >= source.end || source.text.charAt(at) != '\\') {
            return source.text.substring(from, at);
        }
        StringBuilder name = new StringBuilder(source.text.substring(from, at));
        while (Letters.isName(source.peek())) {
            name.append((char) source.peek());
            source.skip(1);
        }
        return name.toString();
    }

    private static Part plain(String name) {
        return new Part.Parameter(name, false, false, false, Optional.empty(), "", List.of());
    }

    private Part ansi(int start) throws SyntaxException {
        int from = source.pos;
        int to = grammar.extents.ansi(from);
        source.pos = to;
        String raw = source.text.substring(from, to - 1);
        Optional<String> value = AnsiText.value(raw);
        if (value.isPresent()) {
            return new Part.AnsiQuoted(raw, value.get());
        }
        return new Part.Opaque(source.text.substring(start, to), "these bytes are no text");
    }

    private Part braced(int start, boolean quoted) throws SyntaxException {
        int from = source.pos;
        int to = grammar.extents.brace(from);
        return within(
                start,
                from,
                to,
                to - 1,
                "an expansion bash does not define",
                () -> new Parameters(grammar, quoted).read());
    }

    private Part arithmetic(int start) throws SyntaxException {
        int inner = source.pos + 1;
        int to = grammar.extents.arithmetic(source.pos, '(', ')');
        if (source.text.charAt(to - 2) == ')' && to - 2 >= inner && balanced(inner, to - 2)) {
            return within(
                    start,
                    inner,
                    to,
                    to - 2,
                    "arithmetic that is not understood",
                    () -> new Part.Arithmetic(grammar.words.text(Words.ARITHMETIC)));
        }
        return within(start, inner - 1, to, to, "neither arithmetic nor commands", this::substitution);
    }

    /** True when every closing parenthesis has its opening one: bash takes anything else for commands. */
    private boolean balanced(int from, int to) {
        int open = 0;
        for (int i = from; i < to; i++) {
            char c = source.text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                open++;
            } else if (c == ')' && --open < 0) {
                return false;
            }
        }
        return open == 0;
    }

    private Part oldArithmetic(int start) throws SyntaxException {
        int from = source.pos;
        int to = grammar.extents.arithmetic(from, '[', ']');
        if (!balanced(from, to - 1)) {
            source.pos = to;
            return new Part.Opaque(source.text.substring(start, to), "arithmetic that is not understood");
        }
        return within(
                start,
                from,
                to,
                to - 1,
                "arithmetic that is not understood",
                () -> new Part.Arithmetic(grammar.words.text(Words.ARITHMETIC)));
    }

    /** Reads a part. */
    interface Reading {
        Part read() throws SyntaxException;
    }

    /** What {@code reading} makes of the text up to {@code limit}, or the part as it is written. */
    private Part within(int start, int from, int to, int limit, String why, Reading reading) throws SyntaxException {
        int outer = source.end;
        int depth = source.budget.depth();
        List<Source.Pending> pending = source.pending;
        source.budget.enter();
        source.pos = from;
        source.end = limit;
        try {
            Part part = reading.read();
            if (source.pos == limit) {
                return part;
            }
        } catch (SyntaxException e) {
            source.budget.spend(10);
        } finally {
            source.end = outer;
            source.pending = pending;
            source.pos = to;
            source.budget.backTo(depth);
        }
        return new Part.Opaque(source.text.substring(start, to), why);
    }

    private Part substitution() throws SyntaxException {
        return new Part.Substitution(script(source.pos).script(), false);
    }

    /** Reads {@code <(…)} or {@code >(…)}. */
    Part pipe() throws SyntaxException {
        boolean output = source.peek() == '>';
        int start = source.pos;
        source.skip(2);
        if (source.raw() == '(') {
            int from = source.pos;
            int to = grammar.extents.arithmetic(from, '(', ')');
            return within(
                    start,
                    from,
                    to,
                    to,
                    "a process substitution that is not understood",
                    () -> new Part.Pipe(script(from).script(), output));
        }
        return new Part.Pipe(script(source.pos).script(), output);
    }

    /** Reads the commands from {@code from} to the parenthesis that closes them, and stands behind it. */
    Source.Nested script(int from) throws SyntaxException {
        Source.Nested known = source.nested.get(from);
        if (known == null) {
            List<Source.Pending> outer = source.pending;
            boolean closing = source.closing;
            source.pending = new ArrayList<>();
            source.closing = true;
            source.budget.enter();
            source.pos = from;
            Script script = grammar.commands.script();
            if (source.peek() != ')') {
                throw source.peek() == Source.END ? source.error("`(` is never closed", from - 1) : source.unexpected();
            }
            if (!source.pending.isEmpty()) {
                throw source.error("a here-document without its text");
            }
            source.skip(1);
            source.budget.leave();
            source.pending = outer;
            source.closing = closing;
            known = new Source.Nested(script, source.pos);
            source.nested.put(from, known);
        }
        source.pos = known.end();
        return known;
    }

    /** Reads {@code `…`}. */
    Part backquote(boolean quoted) throws SyntaxException {
        int start = source.pos;
        int to = grammar.extents.matched(start + 1, '`', '`');
        StringBuilder inner = new StringBuilder();
        for (int i = start + 1; i < to - 1; i++) {
            char c = source.text.charAt(i);
            if (c == '\\') {
                char next = source.text.charAt(i + 1);
                if (next == '`' || next == '\\' || next == '$' || next == '"' && quoted) {
                    c = next;
                    i++;
                }
            }
            inner.append(c);
        }
        source.pos = to;
        int depth = source.budget.depth();
        try {
            return new Part.Substitution(Parser.parse(inner.toString(), source.budget), true);
        } catch (SyntaxException e) {
            source.budget.backTo(depth);
            source.budget.spend(10);
            return new Part.Opaque(source.text.substring(start, to), "commands in backquotes that are not understood");
        }
    }
}
