package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;

/** Reads the inside of {@code [[ … ]]}. */
final class Tests {
    private final Grammar grammar;
    private final Source source;
    private final Commands commands;

    Tests(Grammar grammar, Commands commands) {
        this.grammar = grammar;
        this.source = grammar.source;
        this.commands = commands;
    }

    /** From behind {@code [[} to behind {@code ]]}. */
    List<Command.Test.Token> read() throws SyntaxException {
        List<Command.Test.Token> tokens = new ArrayList<>();
        or(tokens);
        commands.newlines();
        if (!isEnd()) {
            throw source.unexpected();
        }
        source.skip(2);
        return tokens;
    }

    private boolean isEnd() {
        return source.peek() == ']' && source.after(1) == ']' && Letters.isBreak(source.after(2));
    }

    private static void operator(List<Command.Test.Token> tokens, String text) {
        tokens.add(new Command.Test.Token(Word.literal(text), true));
    }

    private void or(List<Command.Test.Token> tokens) throws SyntaxException {
        source.budget.enter();
        and(tokens);
        commands.newlines();
        while (source.peek() == '|' && source.after(1) == '|') {
            source.skip(2);
            operator(tokens, "||");
            and(tokens);
            commands.newlines();
        }
        source.budget.leave();
    }

    private void and(List<Command.Test.Token> tokens) throws SyntaxException {
        term(tokens);
        commands.newlines();
        while (source.peek() == '&' && source.after(1) == '&') {
            source.skip(2);
            operator(tokens, "&&");
            term(tokens);
            commands.newlines();
        }
    }

    private void term(List<Command.Test.Token> tokens) throws SyntaxException {
        commands.newlines();
        while (Reserved.BANG.is(source)) {
            source.skip(1);
            operator(tokens, "!");
            commands.newlines();
        }
        if (source.peek() == '(') {
            source.skip(1);
            operator(tokens, "(");
            or(tokens);
            commands.newlines();
            if (source.peek() != ')') {
                throw source.unexpected();
            }
            source.skip(1);
            operator(tokens, ")");
            return;
        }
        if (Reserved.at(source) != Reserved.NONE) {
            // bash reads it as a reserved word wherever a command could begin, even here
            throw source.unexpected();
        }
        Word first = word(0);
        source.blanks();
        if (isUnary(first)) {
            tokens.add(new Command.Test.Token(first, true));
            tokens.add(new Command.Test.Token(word(0), false));
            return;
        }
        tokens.add(new Command.Test.Token(first, false));
        String operator = binary();
        if (operator.isEmpty()) {
            if (source.peek() == '\n') {
                throw source.unexpected();
            }
            return;
        }
        operator(tokens, operator);
        int flags = switch (operator) {
            case "=", "==", "!=" -> Words.GLOBS | Words.EXTENDED;
            case "=~" -> Words.REGEX;
            default -> 0;
        };
        source.blanks();
        tokens.add(new Command.Test.Token(word(flags), false));
    }

    private Word word(int flags) throws SyntaxException {
        source.blanks();
        int c = source.peek();
        boolean regex = (flags & Words.REGEX) != 0 && (c == '(' || c == '|');
        if (Letters.isBreak(c) && !regex && !((c == '<' || c == '>') && source.after(1) == '(') || isEnd()) {
            throw source.unexpected();
        }
        return grammar.words.word(flags | Words.TILDE);
    }

    private static boolean isUnary(Word word) {
        return word.parts().size() == 1
                && word.parts().get(0) instanceof Part.Literal literal
                && literal.text().length() == 2
                && literal.text().charAt(0) == '-'
                && "abcdefghknoprstuvwxzGLNORS".indexOf(literal.text().charAt(1)) >= 0;
    }

    /** The operator that stands here, or nothing. */
    private String binary() {
        for (String each :
                List.of("==", "=~", "=", "!=", "-nt", "-ot", "-ef", "-eq", "-ne", "-lt", "-gt", "-le", "-ge")) {
            boolean here = true;
            for (int i = 0; i < each.length(); i++) {
                here &= source.after(i) == each.charAt(i);
            }
            if (here && Letters.isBreak(source.after(each.length()))) {
                source.skip(each.length());
                return each;
            }
        }
        int c = source.peek();
        if ((c == '<' || c == '>') && source.after(1) != '(') {
            source.skip(1);
            return String.valueOf((char) c);
        }
        return "";
    }
}
