package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads assignments before a command and arrays in parentheses. */
final class Assignments {
    private static final Word NONE = new Word(List.of());

    private final Grammar grammar;
    private final Source source;

    Assignments(Grammar grammar) {
        this.grammar = grammar;
        this.source = grammar.source;
    }

    /** True for {@code name=}, {@code name+=} and {@code name[…]=}. */
    static boolean isTarget(CharSequence text) {
        int end = text.length() - 1;
        if (end > 0 && text.charAt(end - 1) == '+') {
            end--;
        }
        int i = 0;
        while (i < end && (i == 0 ? Letters.isNameStart(text.charAt(i)) : Letters.isName(text.charAt(i)))) {
            i++;
        }
        return i > 0 && (i == end || text.charAt(i) == '[' && text.charAt(end - 1) == ']');
    }

    /** Reads an assignment when one stands here; else nothing is read. */
    Optional<Assignment> read() throws SyntaxException {
        if (!Letters.isNameStart(source.peek())) {
            return Optional.empty();
        }
        int back = source.pos;
        String name = grammar.expansions.name();
        int c = source.peek();
        Optional<Word> subscript = Optional.empty();
        if (c == '[') {
            source.skip(1);
            int to = grammar.extents.subscript(source.pos);
            int from = source.pos;
            source.pos = to;
            c = source.peek();
            if (c == '=' || c == '+' && source.after(1) == '=') {
                source.pos = from;
                subscript = Optional.of(grammar.words.subscript());
            }
        }
        boolean append = c == '+' && source.after(1) == '=';
        if (c != '=' && !append) {
            source.pos = back;
            return Optional.empty();
        }
        source.skip(append ? 2 : 1);
        if (source.peek() == '(') {
            if (subscript.isPresent()) {
                throw source.error("an array cannot be an element of an array");
            }
            return Optional.of(new Assignment(name, subscript, append, NONE, Optional.of(array().elements())));
        }
        return Optional.of(new Assignment(name, subscript, append, value(), Optional.empty()));
    }

    private Word value() throws SyntaxException {
        int c = source.peek();
        if (Letters.isBreak(c) && !((c == '<' || c == '>') && source.after(1) == '(')) {
            return NONE;
        }
        return grammar.words.word(Words.TILDE | Words.VALUE);
    }

    /** Reads {@code (…)} from its opening parenthesis. */
    Part.Array array() throws SyntaxException {
        source.skip(1);
        source.budget.enter();
        List<Assignment.Element> elements = new ArrayList<>();
        while (true) {
            grammar.commands.newlines();
            int c = source.peek();
            if (c == ')') {
                source.skip(1);
                source.budget.leave();
                return new Part.Array(elements);
            }
            if (Letters.isBreak(c) && !((c == '<' || c == '>') && source.after(1) == '(')) {
                throw source.unexpected();
            }
            elements.add(element(c));
        }
    }

    private Assignment.Element element(int first) throws SyntaxException {
        if (first == '[') {
            int back = source.pos;
            source.skip(1);
            Word subscript = grammar.words.subscript();
            boolean append = source.peek() == '+' && source.after(1) == '=';
            if (append || source.peek() == '=') {
                source.skip(append ? 2 : 1);
                return new Assignment.Element(Optional.of(subscript), append, value());
            }
            int extent = source.pos;
            source.pos = back;
            Word word = grammar.words.word(Words.ORDINARY);
            if (source.pos < extent) {
                throw source.error("an array element that is not understood");
            }
            return new Assignment.Element(Optional.empty(), false, word);
        }
        return new Assignment.Element(Optional.empty(), false, grammar.words.word(Words.ORDINARY));
    }
}
