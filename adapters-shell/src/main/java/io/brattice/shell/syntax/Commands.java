package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists, pipelines and simple commands. */
final class Commands {
    final Assignments assignments;
    final Redirections redirections;
    private final Grammar grammar;
    private final Source source;
    private final Compounds compounds;

    /** True when the command just read ended in a reserved word or parenthesis: another reserved word may follow at once. */
    boolean closed;

    Commands(Grammar grammar) {
        this.grammar = grammar;
        this.source = grammar.source;
        this.assignments = new Assignments(grammar);
        this.redirections = new Redirections(grammar);
        this.compounds = new Compounds(grammar, this);
    }

    /** A whole text. */
    Script whole() throws SyntaxException {
        Script script = script();
        if (source.peek() != Source.END) {
            throw source.unexpected();
        }
        redirections.drain();
        return script;
    }

    /** Blanks, comments and newlines. */
    void newlines() throws SyntaxException {
        while (true) {
            source.blanks();
            if (source.peek() != '\n') {
                return;
            }
            source.skip(1);
            redirections.drain();
        }
    }

    /** Commands up to something that cannot begin one; stands before it. */
    Script script() throws SyntaxException {
        List<Script.Item> items = new ArrayList<>();
        closed = true;
        newlines();
        while (startsCommand()) {
            Script.Pipeline first = pipeline();
            List<Script.Link> rest = List.of();
            while (true) {
                source.blanks();
                int c = source.peek();
                if ((c != '&' && c != '|') || source.after(1) != c) {
                    break;
                }
                source.skip(2);
                newlines();
                if (rest.isEmpty()) {
                    rest = new ArrayList<>();
                }
                rest.add(new Script.Link(c == '&', pipeline()));
            }
            int c = source.peek();
            boolean background = c == '&';
            boolean separated = background || c == ';' && source.after(1) != ';' && source.after(1) != '&' || c == '\n';
            items.add(new Script.Item(first, rest, background));
            if (!separated) {
                return new Script(items);
            }
            if (c != '\n') {
                source.skip(1);
            }
            closed = true;
            newlines();
        }
        return new Script(items);
    }

    private boolean startsCommand() {
        int c = source.peek();
        if (c == '<' || c == '>' || c == '(') {
            return true;
        }
        if (c == '&') {
            return source.after(1) == '>';
        }
        return !Letters.isBreak(c) && !Reserved.at(source).closes();
    }

    private Script.Pipeline pipeline() throws SyntaxException {
        boolean negated = false;
        Script.Time time = Script.Time.NONE;
        boolean prefixed = false;
        while (true) {
            source.blanks();
            Reserved word = Reserved.at(source);
            if (word == Reserved.BANG) {
                source.skip(1);
                negated = !negated;
            } else if (word == Reserved.TIME) {
                source.skip(4);
                time = time(time);
            } else {
                break;
            }
            prefixed = true;
        }
        int c = source.peek();
        if (prefixed
                && (c == '\n' || c == ';' && source.after(1) != ';' && source.after(1) != '&' || c == Source.END)) {
            closed = false;
            Command nothing = new Command.Simple(List.of(), List.of(), List.of());
            return new Script.Pipeline(negated, time, List.of(new Script.Stage(nothing, false)));
        }
        List<Script.Stage> stages = new ArrayList<>(1);
        boolean afterPipe = false;
        while (true) {
            Command command = command(afterPipe);
            source.blanks();
            boolean pipe = source.peek() == '|' && source.after(1) != '|';
            boolean errorsToo = pipe && source.after(1) == '&';
            stages.add(new Script.Stage(command, errorsToo));
            if (!pipe) {
                return new Script.Pipeline(negated, time, stages);
            }
            source.skip(errorsToo ? 2 : 1);
            newlines();
            afterPipe = true;
        }
    }

    private Script.Time time(Script.Time before) {
        Script.Time time = before == Script.Time.NONE ? Script.Time.TIME : before;
        source.blanks();
        if (source.peek() == '-' && source.after(1) == 'p' && Letters.isBreak(source.after(2))) {
            source.skip(2);
            time = Script.Time.TIME_POSIX;
            source.blanks();
        }
        if (source.peek() == '-' && source.after(1) == '-' && Letters.isBreak(source.after(2))) {
            source.skip(2);
        }
        return time;
    }

    private Command command(boolean afterPipe) throws SyntaxException {
        source.blanks();
        closed = false;
        Reserved word = Reserved.at(source);
        if (word == Reserved.TIME && afterPipe) {
            return simple();
        }
        if (word == Reserved.BANG && afterPipe || word.closes()) {
            throw source.unexpected();
        }
        if (word == Reserved.NONE && source.peek() != '(') {
            return simple();
        }
        source.budget.enter();
        Command command = compounds.read(word);
        source.budget.leave();
        return command;
    }

    /** The redirections behind a compound command. */
    List<Redirection> trailing() throws SyntaxException {
        closed = true;
        List<Redirection> read = List.of();
        while (true) {
            source.blanks();
            Optional<Redirection> next = redirections.read();
            if (next.isEmpty()) {
                return read;
            }
            if (read.isEmpty()) {
                read = new ArrayList<>(1);
            }
            read.add(next.get());
            closed = false;
        }
    }

    /** A simple command or the definition of a function. */
    Command simple() throws SyntaxException {
        source.budget.spend(1);
        int start = source.pos;
        List<Assignment> assigned = List.of();
        List<Word> words = new ArrayList<>(4);
        List<Redirection> redirected = List.of();
        int flags = Words.ORDINARY;
        while (true) {
            source.blanks();
            int c = source.peek();
            if (c == Source.END || c == '\n' || c == ';' || c == '|' || c == ')') {
                break;
            }
            if (c == '(') {
                if (words.size() == 1 && assigned.isEmpty() && redirected.isEmpty()) {
                    return compounds.function(words.get(0), start);
                }
                throw source.unexpected();
            }
            if (c == '<' || c == '>' || c == '&' || Letters.isDigit(c) || c == '{') {
                Optional<Redirection> redirection = redirections.read();
                if (redirection.isPresent()) {
                    if (redirected.isEmpty()) {
                        redirected = new ArrayList<>(2);
                    }
                    redirected.add(redirection.get());
                    flags = Words.ORDINARY;
                    continue;
                }
                if (c == '&') {
                    break;
                }
            }
            if (words.isEmpty()) {
                Optional<Assignment> assignment = assignments.read();
                if (assignment.isPresent()) {
                    boolean late = !assigned.isEmpty() && !redirected.isEmpty();
                    if (late
                            && (assignment.get().elements().isPresent()
                                    || assignment.get().subscript().isPresent())) {
                        throw source.error("an array behind a redirection");
                    }
                    if (assigned.isEmpty()) {
                        assigned = new ArrayList<>(2);
                    }
                    assigned.add(assignment.get());
                    continue;
                }
            }
            Word word = grammar.words.word(flags);
            words.add(word);
            if (words.size() == 1 && redirected.isEmpty() && takesArrays(word)) {
                flags |= Words.ARRAYS;
            }
        }
        if (words.isEmpty() && assigned.isEmpty() && redirected.isEmpty()) {
            throw source.unexpected();
        }
        return new Command.Simple(assigned, words, redirected);
    }

    private static boolean takesArrays(Word word) {
        if (word.parts().size() != 1 || !(word.parts().get(0) instanceof Part.Literal name)) {
            return false;
        }
        return switch (name.text()) {
            case "alias", "declare", "export", "local", "readonly", "typeset", "eval", "let" -> true;
            default -> false;
        };
    }
}
