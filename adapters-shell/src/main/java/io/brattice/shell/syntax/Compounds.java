package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads compound commands and functions. */
final class Compounds {
    private final Grammar grammar;
    private final Source source;
    private final Commands commands;
    private final Tests tests;

    Compounds(Grammar grammar, Commands commands) {
        this.grammar = grammar;
        this.source = grammar.source;
        this.commands = commands;
        this.tests = new Tests(grammar, commands);
    }

    /** Reads the command that {@code word}, or a parenthesis, begins. */
    Command read(Reserved word) throws SyntaxException {
        if (word == Reserved.NONE) {
            return source.after(1) == '(' ? doubleParenthesis() : subshell();
        }
        int start = source.pos;
        source.skip(word.text.length());
        return switch (word) {
            case IF -> conditional();
            case WHILE -> loop(false);
            case UNTIL -> loop(true);
            case FOR -> each(start, false);
            case SELECT -> each(start, true);
            case CASE -> choice();
            case FUNCTION -> namedFunction(start);
            case COPROC -> coprocess(start);
            case GROUP -> {
                Script body = body();
                expect(Reserved.END_GROUP);
                yield new Command.Group(body, commands.trailing());
            }
            case TEST -> {
                List<Command.Test.Token> tokens = tests.read();
                yield new Command.Test(tokens, commands.trailing());
            }
            case NONE, BANG, TIME, THEN, ELIF, ELSE, FI, DO, DONE, ESAC, IN, END_GROUP, END_TEST -> {
                source.pos = start;
                throw source.unexpected();
            }
        };
    }

    private void expect(Reserved word) throws SyntaxException {
        source.blanks();
        if (!commands.closed || !word.is(source)) {
            throw source.unexpected();
        }
        source.skip(word.text.length());
    }

    /** One command or more. */
    private Script body() throws SyntaxException {
        Script script = commands.script();
        if (script.items().isEmpty()) {
            throw source.unexpected();
        }
        return script;
    }

    private Command subshell() throws SyntaxException {
        source.skip(1);
        Script body = body();
        if (source.peek() != ')') {
            throw source.unexpected();
        }
        source.skip(1);
        return new Command.Subshell(body, commands.trailing());
    }

    private Command doubleParenthesis() throws SyntaxException {
        int start = source.pos;
        source.skip(2);
        int from = source.pos;
        int to = grammar.extents.arithmetic(from, '(', ')');
        if (to < source.end && source.text.charAt(to) == ')') {
            Word expression = expression(from, to - 1);
            source.pos = to + 1;
            return new Command.Arithmetic(expression, commands.trailing());
        }
        source.pos = start;
        return subshell();
    }

    private Word expression(int from, int to) throws SyntaxException {
        int outer = source.end;
        int depth = source.budget.depth();
        source.pos = from;
        source.end = to;
        try {
            return grammar.words.text(Words.ARITHMETIC);
        } catch (SyntaxException e) {
            source.budget.backTo(depth);
            source.budget.spend(10);
            return new Word(
                    List.of(new Part.Opaque(source.text.substring(from, to), "arithmetic that is not understood")));
        } finally {
            source.end = outer;
        }
    }

    private Command conditional() throws SyntaxException {
        List<Command.If.Branch> branches = new ArrayList<>();
        Optional<Script> otherwise = Optional.empty();
        while (true) {
            Script condition = body();
            expect(Reserved.THEN);
            branches.add(new Command.If.Branch(condition, body()));
            if (commands.closed && Reserved.ELIF.is(source)) {
                source.skip(4);
                continue;
            }
            if (commands.closed && Reserved.ELSE.is(source)) {
                source.skip(4);
                otherwise = Optional.of(body());
            }
            expect(Reserved.FI);
            return new Command.If(branches, otherwise, commands.trailing());
        }
    }

    private Command loop(boolean until) throws SyntaxException {
        Script condition = body();
        expect(Reserved.DO);
        Script body = body();
        expect(Reserved.DONE);
        return new Command.Loop(until, condition, body, commands.trailing());
    }

    private Script loopBody() throws SyntaxException {
        source.blanks();
        boolean braces = Reserved.GROUP.is(source);
        if (!braces && !Reserved.DO.is(source)) {
            throw source.unexpected();
        }
        source.skip(braces ? 1 : 2);
        Script body = body();
        expect(braces ? Reserved.END_GROUP : Reserved.DONE);
        return body;
    }

    private Command each(int start, boolean select) throws SyntaxException {
        source.blanks();
        if (!select && source.peek() == '(' && source.after(1) == '(') {
            return arithmeticFor();
        }
        Word name = anyWord();
        Optional<List<Word>> words = Optional.empty();
        source.blanks();
        if (source.peek() == ';') {
            source.skip(1);
            commands.newlines();
        } else {
            boolean newline = source.peek() == '\n';
            commands.newlines();
            if (Reserved.IN.is(source)) {
                source.skip(2);
                words = Optional.of(list());
            } else if (!newline && !Reserved.DO.is(source)) {
                throw source.unexpected();
            }
        }
        Script body = loopBody();
        List<Redirection> trailing = commands.trailing();
        if (!isName(name)) {
            return opaque(start, "a loop over something that is no name");
        }
        String variable = name.staticValue().orElse("");
        return select
                ? new Command.Select(variable, words, body, trailing)
                : new Command.For(variable, words, body, trailing);
    }

    private Command opaque(int start, String why) {
        return new Command.Opaque(source.text.substring(start, source.pos).stripTrailing(), why);
    }

    private static boolean isName(Word word) {
        return word.parts().size() == 1
                && word.parts().get(0) instanceof Part.Literal literal
                && Letters.isName(literal.text());
    }

    private Word anyWord() throws SyntaxException {
        int c = source.peek();
        if (Letters.isBreak(c) && !((c == '<' || c == '>') && source.after(1) == '(')) {
            throw source.unexpected();
        }
        return grammar.words.word(Words.TILDE);
    }

    private List<Word> list() throws SyntaxException {
        List<Word> words = new ArrayList<>();
        while (true) {
            source.blanks();
            int c = source.peek();
            if (c == ';' || c == '\n') {
                if (c == ';') {
                    source.skip(1);
                }
                commands.newlines();
                return words;
            }
            if (Letters.isBreak(c) && !((c == '<' || c == '>') && source.after(1) == '(')) {
                throw source.unexpected();
            }
            words.add(grammar.words.word(Words.ORDINARY));
        }
    }

    private Command arithmeticFor() throws SyntaxException {
        source.skip(2);
        int from = source.pos;
        int to = grammar.extents.arithmetic(from, '(', ')');
        if (to >= source.end || source.text.charAt(to) != ')') {
            throw source.error("`))` is missing");
        }
        List<Integer> ends = new ArrayList<>();
        for (int i = from; i < to - 1; i++) {
            char c = source.text.charAt(i);
            if (c == '\''
                    || c == '"'
                    || c == '\\'
                    || c == '`'
                    || c == '$' && source.text.charAt(i + 1) != ' ' && "({[".indexOf(source.text.charAt(i + 1)) >= 0) {
                i = skipQuoted(i, to - 1) - 1;
            } else if (c == ';') {
                ends.add(i);
            }
        }
        if (ends.size() != 2) {
            throw source.error("three expressions are needed");
        }
        Word first = expression(from, ends.get(0));
        Word condition = expression(ends.get(0) + 1, ends.get(1));
        Word step = expression(ends.get(1) + 1, to - 1);
        for (Word each : List.of(first, condition, step)) {
            if (each.parts().stream().anyMatch(Part.Opaque.class::isInstance)) {
                // where bash parts the expressions is not known then
                throw source.error("three expressions are needed");
            }
        }
        source.pos = to + 1;
        source.blanks();
        if (source.peek() == ';' || source.peek() == '\n') {
            if (source.peek() == ';') {
                source.skip(1);
            }
            commands.newlines();
        }
        Script body = loopBody();
        return new Command.ArithmeticFor(first, condition, step, body, commands.trailing());
    }

    private int skipQuoted(int at, int limit) throws SyntaxException {
        char c = source.text.charAt(at);
        return switch (c) {
            case '\\' -> Math.min(limit, at + 2);
            case '\'' -> grammar.extents.single(at + 1);
            case '"', '`' -> grammar.extents.matched(at + 1, c, c);
            default -> {
                source.pos = at;
                grammar.expansions.dollar(true);
                yield source.pos;
            }
        };
    }

    private Command choice() throws SyntaxException {
        source.blanks();
        Word subject = anyWord();
        commands.newlines();
        if (!Reserved.IN.is(source)) {
            throw source.unexpected();
        }
        source.skip(2);
        List<Command.Case.Arm> arms = new ArrayList<>();
        while (true) {
            commands.newlines();
            if (Reserved.ESAC.is(source)) {
                source.skip(4);
                return new Command.Case(subject, arms, commands.trailing());
            }
            List<Word> patterns = patternList();
            Script body = commands.script();
            source.blanks();
            Optional<Command.Case.End> end = armEnd();
            arms.add(new Command.Case.Arm(patterns, body, end.orElse(Command.Case.End.BREAK)));
            if (end.isEmpty()) {
                expect(Reserved.ESAC);
                return new Command.Case(subject, arms, commands.trailing());
            }
        }
    }

    private List<Word> patternList() throws SyntaxException {
        if (source.peek() == '(') {
            source.skip(1);
        }
        List<Word> patterns = new ArrayList<>();
        while (true) {
            source.blanks();
            int c = source.peek();
            if (Letters.isBreak(c) && !((c == '<' || c == '>') && source.after(1) == '(')) {
                throw source.unexpected();
            }
            if (Reserved.END_GROUP.is(source)) {
                // inside a group bash takes it for the end of the group
                throw source.unexpected();
            }
            patterns.add(grammar.words.word(Words.GLOBS | Words.TILDE));
            source.blanks();
            c = source.peek();
            if (c != '|' && c != ')') {
                throw source.unexpected();
            }
            source.skip(1);
            if (c == ')') {
                return patterns;
            }
        }
    }

    private Optional<Command.Case.End> armEnd() {
        if (source.peek() != ';') {
            return Optional.empty();
        }
        if (source.after(1) == '&') {
            source.skip(2);
            return Optional.of(Command.Case.End.FALL_THROUGH);
        }
        if (source.after(1) != ';') {
            return Optional.empty();
        }
        boolean next = source.after(2) == '&';
        source.skip(next ? 3 : 2);
        return Optional.of(next ? Command.Case.End.TEST_NEXT : Command.Case.End.BREAK);
    }

    /** The rest of {@code name() …}, from its parenthesis. */
    Command function(Word name, int start) throws SyntaxException {
        source.skip(1);
        source.blanks();
        if (source.peek() != ')') {
            throw source.unexpected();
        }
        source.skip(1);
        return functionBody(name, start);
    }

    private Command namedFunction(int start) throws SyntaxException {
        source.blanks();
        Word name = anyWord();
        source.blanks();
        if (source.peek() == '(' && source.after(1) == ')') {
            source.skip(2);
        } else if (source.peek() == '(') {
            int back = source.pos;
            source.skip(1);
            source.blanks();
            if (source.peek() == ')') {
                source.skip(1);
            } else {
                source.pos = back;
            }
        }
        return functionBody(name, start);
    }

    private Command functionBody(Word name, int start) throws SyntaxException {
        commands.newlines();
        Reserved word = Reserved.at(source);
        if (!isCompound(word)) {
            throw source.unexpected();
        }
        source.budget.enter();
        Command body = read(word);
        source.budget.leave();
        if (name.parts().size() == 1 && name.parts().get(0) instanceof Part.Literal literal) {
            return new Command.Function(literal.text(), body);
        }
        return opaque(start, "a function whose name is not plain");
    }

    /** True when a compound command, and no function, begins here. */
    private boolean isCompound(Reserved word) {
        return switch (word) {
            case IF, WHILE, UNTIL, FOR, SELECT, CASE, GROUP, TEST -> true;
            case NONE -> source.peek() == '(';
            case BANG, TIME, FUNCTION, COPROC, THEN, ELIF, ELSE, FI, DO, DONE, ESAC, IN, END_GROUP, END_TEST -> false;
        };
    }

    private Command coprocess(int start) throws SyntaxException {
        source.blanks();
        Reserved word = Reserved.at(source);
        if (isCompound(word)) {
            return new Command.Coprocess(Optional.empty(), read(word));
        }
        int back = source.pos;
        if (!Letters.isBreak(source.peek()) && word == Reserved.NONE) {
            Word name = grammar.words.word(Words.ORDINARY);
            source.blanks();
            Reserved next = Reserved.at(source);
            if (isCompound(next)) {
                Command body = read(next);
                return isName(name)
                        ? new Command.Coprocess(Optional.of(name.staticValue().orElse("")), body)
                        : opaque(start, "a coprocess whose name is not plain");
            }
            source.pos = back;
        }
        if (word != Reserved.NONE && word != Reserved.TIME) {
            throw source.unexpected();
        }
        Command simple = commands.simple();
        if (!(simple instanceof Command.Simple)) {
            throw source.error("a coprocess cannot define a function");
        }
        return new Command.Coprocess(Optional.empty(), simple);
    }
}
