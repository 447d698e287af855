package io.brattice.shell.syntax;

/** Measures quotes and expansions as bash's lexer does, before anything in them is understood. */
final class Extents {
    private final Grammar grammar;
    private final Source source;

    Extents(Grammar grammar) {
        this.grammar = grammar;
        this.source = grammar.source;
    }

    /** The place behind {@code close}, which matches an {@code open} that stands just before {@code from}. */
    int matched(int from, char open, char close) throws SyntaxException {
        return matched(from, open, close, open == '"' ? "({[" : "");
    }

    /** As {@link #matched}, for arithmetic. */
    int arithmetic(int from, char open, char close) throws SyntaxException {
        return matched(from, open, close, "(");
    }

    /** As {@link #matched}, for {@code ${…}}, in which the first closing brace counts. */
    int brace(int from) throws SyntaxException {
        return matched(from, '{', '}', "({[<");
    }

    /** As {@link #matched}, for the subscript of an assignment. */
    int subscript(int from) throws SyntaxException {
        return matched(from, '[', ']', "({[<");
    }

    /** @param expansions what bash reads while it counts: behind a dollar sign one of these, and {@code <} for process substitutions */
    private int matched(int from, char open, char close, String expansions) throws SyntaxException {
        Budget budget = source.budget;
        budget.enter();
        String text = source.text;
        boolean group = open != close;
        int count = 1;
        boolean firstClose = open == '{';
        boolean dollar = false;
        boolean pipe = false;
        int i = from;
        while (true) {
            if (i >= source.end) {
                throw source.error("`" + open + "` is never closed", Math.max(0, from - 1));
            }
            budget.spend(1);
            char c = text.charAt(i++);
            if (c == '\\') {
                if (i < source.end && text.charAt(i) == '\n') {
                    i++;
                    continue;
                }
                i++;
                dollar = false;
                pipe = false;
                continue;
            }
            if (c == close) {
                if (--count == 0) {
                    budget.leave();
                    return i;
                }
                dollar = false;
                pipe = false;
                continue;
            }
            if (group && !firstClose && c == open) {
                count++;
            }
            if (group && c == '\'') {
                i = dollar ? ansi(i) : single(i);
            } else if (group && c == '"') {
                i = matched(i, '"', '"');
            } else if (c == '`' && (group || open == '"')) {
                i = matched(i, '`', '`');
            } else if (dollar && (c == '(' || c == '{' || c == '[') && expansions.indexOf(c) >= 0) {
                if (c == open && !firstClose) {
                    count--;
                }
                i = c == '{' ? brace(i) : c == '[' ? arithmetic(i, '[', ']') : parenthesis(i);
            } else if (pipe && c == '(' && expansions.length() == 4) {
                i = parenthesis(i);
            }
            pipe = (c == '<' || c == '>') && !pipe;
            dollar = c == '$' && !dollar;
        }
    }

    /** The place behind what {@code $(} begins. */
    private int parenthesis(int from) throws SyntaxException {
        if (from < source.end && source.text.charAt(from) == '(') {
            return arithmetic(from, '(', ')');
        }
        int back = source.pos;
        int end = grammar.expansions.script(from).end();
        source.pos = back;
        return end;
    }

    /** The place behind a single quote that closes. */
    int single(int from) throws SyntaxException {
        int close = source.text.indexOf('\'', from);
        if (close < 0 || close >= source.end) {
            throw source.error("`'` is never closed", Math.max(0, from - 1));
        }
        source.budget.spend((close - from) / 8 + 1);
        return close + 1;
    }

    /** The place behind the quote that closes {@code $'…'}. */
    int ansi(int from) throws SyntaxException {
        for (int i = from; i < source.end; i++) {
            char c = source.text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'') {
                source.budget.spend((i - from) / 8 + 1);
                return i + 1;
            }
        }
        throw source.error("`$'` is never closed", Math.max(0, from - 1));
    }
}
