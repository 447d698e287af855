package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads redirections and the bodies of here-documents. */
final class Redirections {
    private final Grammar grammar;
    private final Source source;

    Redirections(Grammar grammar) {
        this.grammar = grammar;
        this.source = grammar.source;
    }

    /** Reads a redirection when one stands here; else nothing is read. */
    Optional<Redirection> read() throws SyntaxException {
        int c = source.peek();
        if (c == '<' || c == '>' || c == '&') {
            return isOperator(c) ? Optional.of(redirection(Optional.empty())) : Optional.empty();
        }
        if (!Letters.isDigit(c) && c != '{') {
            return Optional.empty();
        }
        int back = source.pos;
        Optional<String> descriptor = c == '{' ? variable() : number();
        c = source.peek();
        if (descriptor.isPresent() && (c == '<' || c == '>') && isOperator(c)) {
            return Optional.of(redirection(descriptor));
        }
        source.pos = back;
        return Optional.empty();
    }

    private boolean isOperator(int c) {
        int next = source.after(1);
        return c == '&' ? next == '>' : next != '(';
    }

    private Optional<String> number() {
        StringBuilder number = new StringBuilder();
        while (Letters.isDigit(source.peek())) {
            number.append((char) source.peek());
            source.skip(1);
        }
        boolean fits =
                number.length() < 10 || number.length() == 10 && Long.parseLong(number.toString()) <= Integer.MAX_VALUE;
        return fits ? Optional.of(number.toString()) : Optional.empty();
    }

    private Optional<String> variable() throws SyntaxException {
        source.skip(1);
        String name = Letters.isNameStart(source.peek()) ? grammar.expansions.name() : "";
        if (!name.isEmpty() && source.peek() == '[') {
            int close = source.text.indexOf("]}", source.pos);
            if (close > 0 && close + 2 < source.end && "<>\\".indexOf(source.text.charAt(close + 2)) >= 0) {
                throw source.error("a descriptor in an array");
            }
        }
        if (name.isEmpty() || source.peek() != '}') {
            return Optional.empty();
        }
        source.skip(1);
        return Optional.of("{" + name + "}");
    }

    private Redirection redirection(Optional<String> descriptor) throws SyntaxException {
        int at = source.pos;
        Redirection.Operator operator = operator();
        source.skip(operator.text().length());
        source.blanks();
        if ((operator == Redirection.Operator.COPY_IN || operator == Redirection.Operator.COPY_OUT)
                && source.peek() == '-') {
            source.skip(1);
            return new Redirection(descriptor, operator, Word.literal("-"), Optional.empty());
        }
        int c = source.peek();
        if (Letters.isBreak(c) && !((c == '<' || c == '>') && source.after(1) == '(')) {
            throw source.unexpected();
        }
        if (beginsAnother(operator)) {
            throw source.unexpected();
        }
        return switch (operator) {
            case HERE_DOCUMENT, HERE_DOCUMENT_TABS -> {
                Word word = grammar.words.word(0);
                yield new Redirection(
                        descriptor,
                        operator,
                        word,
                        Optional.of(document(at, word, operator == Redirection.Operator.HERE_DOCUMENT_TABS)));
            }
            case HERE_STRING ->
                new Redirection(descriptor, operator, grammar.words.word(Words.TILDE), Optional.empty());
            default -> new Redirection(descriptor, operator, grammar.words.word(Words.ORDINARY), Optional.empty());
        };
    }

    /** True when what follows belongs to the next redirection: {@code > 2> f}. */
    private boolean beginsAnother(Redirection.Operator operator) throws SyntaxException {
        int c = source.peek();
        boolean copies = operator == Redirection.Operator.COPY_IN || operator == Redirection.Operator.COPY_OUT;
        if (c != '{' && (copies || !Letters.isDigit(c))) {
            return false;
        }
        int back = source.pos;
        Optional<String> descriptor = c == '{' ? variable() : number();
        c = source.peek();
        boolean begins = descriptor.isPresent() && (c == '<' || c == '>') && source.after(1) != '(';
        source.pos = back;
        return begins;
    }

    private Redirection.Operator operator() {
        int second = source.after(1);
        int third = source.after(2);
        switch (source.peek()) {
            case '&' -> {
                return third == '>' ? Redirection.Operator.BOTH_APPEND : Redirection.Operator.BOTH;
            }
            case '<' -> {
                return switch (second) {
                    case '<' ->
                        third == '<'
                                ? Redirection.Operator.HERE_STRING
                                : third == '-'
                                        ? Redirection.Operator.HERE_DOCUMENT_TABS
                                        : Redirection.Operator.HERE_DOCUMENT;
                    case '&' -> Redirection.Operator.COPY_IN;
                    case '>' -> Redirection.Operator.READ_WRITE;
                    default -> Redirection.Operator.READ;
                };
            }
            default -> {
                return switch (second) {
                    case '>' -> Redirection.Operator.APPEND;
                    case '&' -> Redirection.Operator.COPY_OUT;
                    case '|' -> Redirection.Operator.CLOBBER;
                    default -> Redirection.Operator.WRITE;
                };
            }
        }
    }

    private Redirection.Document document(int at, Word word, boolean tabs) throws SyntaxException {
        Optional<String> delimiter = Words.delimiter(word);
        if (delimiter.isEmpty()) {
            throw source.error("a here-document whose delimiter has an expansion in it", at);
        }
        if (delimiter.get().indexOf('\n') >= 0) {
            throw source.error("a here-document whose delimiter is more than a line", at);
        }
        boolean literal = word.isQuoted();
        source.pending.add(new Source.Pending(at, delimiter.get(), literal, tabs));
        Source.Body body = source.bodies.get(at);
        return body != null ? body.document() : new Redirection.Document(delimiter.get(), literal, new Word(List.of()));
    }

    /** Reads the bodies that wait for the newline just read. */
    void drain() throws SyntaxException {
        if (source.pending.isEmpty()) {
            return;
        }
        List<Source.Pending> pending = source.pending;
        source.pending = new ArrayList<>();
        for (Source.Pending each : pending) {
            Source.Body known = source.bodies.get(each.at());
            if (known == null) {
                known = body(each);
                source.bodies.put(each.at(), known);
            }
            source.pos = known.end();
        }
    }

    private Source.Body body(Source.Pending pending) {
        StringBuilder body = new StringBuilder();
        int at = source.pos;
        while (at < source.end) {
            int start = at;
            if (pending.literal()) {
                int newline = source.text.indexOf('\n', at);
                at = newline < 0 || newline > source.end ? source.end : newline;
                int first = start;
                while (pending.tabs() && first < at && source.text.charAt(first) == '\t') {
                    first++;
                }
                boolean ends = at - first == pending.delimiter().length()
                        && source.text.startsWith(pending.delimiter(), first);
                if (ends) {
                    return body(pending, body.toString(), Math.min(at + 1, source.end));
                }
                if (source.closing && source.text.startsWith(pending.delimiter() + ")", first)) {
                    return body(pending, body.toString(), source.text.indexOf(')', start));
                }
                body.append(source.text, first, at).append('\n');
                at = Math.min(at + 1, source.end);
                continue;
            }
            StringBuilder line = new StringBuilder();
            while (at < source.end && source.text.charAt(at) != '\n') {
                char c = source.text.charAt(at++);
                if (c == '\\' && at < source.end) {
                    char next = source.text.charAt(at++);
                    if (next != '\n') {
                        line.append(c).append(next);
                    }
                } else {
                    line.append(c);
                }
            }
            at = Math.min(at + 1, source.end);
            int tabs = 0;
            while (pending.tabs() && tabs < line.length() && line.charAt(tabs) == '\t') {
                tabs++;
            }
            String text = line.substring(tabs);
            if (text.equals(pending.delimiter())) {
                return body(pending, body.toString(), at);
            }
            if (source.closing && text.startsWith(pending.delimiter() + ")")) {
                return body(pending, body.toString(), source.text.indexOf(')', start));
            }
            body.append(text).append('\n');
        }
        return body(pending, body.toString(), at);
    }

    private Source.Body body(Source.Pending pending, String text, int end) {
        List<Part> parts = List.of();
        if (!text.isEmpty()) {
            parts = pending.literal() ? List.of(new Part.SingleQuoted(text)) : expanded(text);
        }
        return new Source.Body(new Redirection.Document(pending.delimiter(), pending.literal(), new Word(parts)), end);
    }

    private List<Part> expanded(String text) {
        int depth = source.budget.depth();
        try {
            source.budget.enter();
            Source inner = new Source(text, source.budget);
            Word word = new Grammar(inner).words.text(Words.BODY);
            if (inner.bodies.isEmpty()) {
                source.budget.leave();
                return word.parts();
            }
            inner.pos = 0;
            inner.nested.clear();
            word = new Grammar(inner).words.text(Words.BODY);
            source.budget.leave();
            return word.parts();
        } catch (SyntaxException e) {
            source.budget.backTo(depth);
            return List.of(new Part.Opaque(text, "a here-document that is not understood"));
        }
    }
}
