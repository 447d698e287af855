package io.brattice.shell.syntax;

import java.util.List;
import java.util.function.Function;

/** Puts other commands in the place of simple ones, wherever they stand: also inside substitutions and here-documents. */
public final class Rewriting {

    private final Function<Command.Simple, Command> exchange;

    private Rewriting(Function<Command.Simple, Command> exchange) {
        this.exchange = exchange;
    }

    /**
     * The same script with every simple command exchanged.
     *
     * @param exchange is asked once for each simple command, as the parser made it, outermost first; what is inside its words and
     *     redirections is exchanged before, unless it answers with other words
     */
    public static Script of(Script script, Function<Command.Simple, Command> exchange) {
        return new Rewriting(exchange).script(script);
    }

    private Script script(Script script) {
        return new Script(script.items().stream()
                .map(item -> new Script.Item(
                        pipeline(item.first()),
                        item.rest().stream()
                                .map(link -> new Script.Link(link.onSuccess(), pipeline(link.pipeline())))
                                .toList(),
                        item.background()))
                .toList());
    }

    private Script.Pipeline pipeline(Script.Pipeline pipeline) {
        return new Script.Pipeline(
                pipeline.negated(),
                pipeline.time(),
                pipeline.stages().stream()
                        .map(stage -> new Script.Stage(command(stage.command()), stage.errorsToo()))
                        .toList());
    }

    private Command command(Command command) {
        return command.accept(new Inside());
    }

    private List<Redirection> redirections(List<Redirection> all) {
        return all.stream()
                .map(each -> new Redirection(
                        each.descriptor(),
                        each.operator(),
                        word(each.target()),
                        each.document()
                                .map(document -> new Redirection.Document(
                                        document.delimiter(), document.literal(), word(document.body())))))
                .toList();
    }

    private Assignment assignment(Assignment assignment) {
        return new Assignment(
                assignment.name(),
                assignment.subscript().map(this::word),
                assignment.append(),
                word(assignment.value()),
                assignment.elements().map(this::elements));
    }

    private List<Assignment.Element> elements(List<Assignment.Element> elements) {
        return elements.stream()
                .map(each ->
                        new Assignment.Element(each.subscript().map(this::word), each.append(), word(each.value())))
                .toList();
    }

    private Word word(Word word) {
        return new Word(parts(word.parts()));
    }

    private List<Word> words(List<Word> words) {
        return words.stream().map(this::word).toList();
    }

    private List<Part> parts(List<Part> parts) {
        return parts.stream().map(this::part).toList();
    }

    private Part part(Part part) {
        if (part instanceof Part.DoubleQuoted quoted) {
            return new Part.DoubleQuoted(parts(quoted.parts()), quoted.translated());
        }
        if (part instanceof Part.Substitution substitution) {
            return new Part.Substitution(script(substitution.script()), substitution.backquoted());
        }
        if (part instanceof Part.Pipe pipe) {
            return new Part.Pipe(script(pipe.script()), pipe.output());
        }
        if (part instanceof Part.Arithmetic arithmetic) {
            return new Part.Arithmetic(word(arithmetic.expression()));
        }
        if (part instanceof Part.Braces braces) {
            return new Part.Braces(words(braces.alternatives()));
        }
        if (part instanceof Part.Array array) {
            return new Part.Array(elements(array.elements()));
        }
        if (part instanceof Part.Parameter parameter) {
            return new Part.Parameter(
                    parameter.name(),
                    parameter.braced(),
                    parameter.length(),
                    parameter.indirect(),
                    parameter.subscript().map(this::word),
                    parameter.operator(),
                    words(parameter.operands()));
        }
        return part;
    }

    /** Goes one level down. */
    private final class Inside implements Command.Visitor<Command> {

        @Override
        public Command simple(Command.Simple command) {
            Command other = exchange.apply(command);
            if (other != command) {
                return other;
            }
            return new Command.Simple(
                    command.assignments().stream()
                            .map(Rewriting.this::assignment)
                            .toList(),
                    words(command.words()),
                    redirections(command.redirections()));
        }

        @Override
        public Command group(Command.Group command) {
            return new Command.Group(script(command.body()), redirections(command.redirections()));
        }

        @Override
        public Command subshell(Command.Subshell command) {
            return new Command.Subshell(script(command.body()), redirections(command.redirections()));
        }

        @Override
        public Command conditional(Command.If command) {
            return new Command.If(
                    command.branches().stream()
                            .map(each -> new Command.If.Branch(script(each.condition()), script(each.body())))
                            .toList(),
                    command.otherwise().map(Rewriting.this::script),
                    redirections(command.redirections()));
        }

        @Override
        public Command loop(Command.Loop command) {
            return new Command.Loop(
                    command.until(),
                    script(command.condition()),
                    script(command.body()),
                    redirections(command.redirections()));
        }

        @Override
        public Command each(Command.For command) {
            return new Command.For(
                    command.name(),
                    command.words().map(Rewriting.this::words),
                    script(command.body()),
                    redirections(command.redirections()));
        }

        @Override
        public Command arithmeticFor(Command.ArithmeticFor command) {
            return new Command.ArithmeticFor(
                    word(command.start()),
                    word(command.condition()),
                    word(command.step()),
                    script(command.body()),
                    redirections(command.redirections()));
        }

        @Override
        public Command select(Command.Select command) {
            return new Command.Select(
                    command.name(),
                    command.words().map(Rewriting.this::words),
                    script(command.body()),
                    redirections(command.redirections()));
        }

        @Override
        public Command choice(Command.Case command) {
            return new Command.Case(
                    word(command.subject()),
                    command.arms().stream()
                            .map(arm -> new Command.Case.Arm(words(arm.patterns()), script(arm.body()), arm.end()))
                            .toList(),
                    redirections(command.redirections()));
        }

        @Override
        public Command test(Command.Test command) {
            return new Command.Test(
                    command.tokens().stream()
                            .map(token -> new Command.Test.Token(word(token.word()), token.operator()))
                            .toList(),
                    redirections(command.redirections()));
        }

        @Override
        public Command arithmetic(Command.Arithmetic command) {
            return new Command.Arithmetic(word(command.expression()), redirections(command.redirections()));
        }

        @Override
        public Command function(Command.Function command) {
            return new Command.Function(command.name(), command(command.body()));
        }

        @Override
        public Command coprocess(Command.Coprocess command) {
            return new Command.Coprocess(command.name(), command(command.body()));
        }

        @Override
        public Command opaque(Command.Opaque command) {
            return command;
        }
    }
}
