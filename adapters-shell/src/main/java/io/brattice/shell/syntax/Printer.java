package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a tree as text for bash: parsed again, it is the same tree. */
public final class Printer {
    private final StringBuilder out = new StringBuilder();
    private final WordPrinter words = new WordPrinter(this, out);

    /** Here-documents of the line being written. */
    private List<Redirection.Document> documents = new ArrayList<>();

    Printer() {}

    /** The text of a script; its words as they were quoted. */
    public static String print(Script script) {
        Printer printer = new Printer();
        printer.script(script);
        printer.drain();
        return printer.out.toString();
    }

    /** The text of one word. */
    public static String print(Word word) {
        Printer printer = new Printer();
        printer.words.word(word);
        return printer.out.toString();
    }

    private void drain() {
        if (documents.isEmpty()) {
            return;
        }
        List<Redirection.Document> waiting = documents;
        documents = new ArrayList<>();
        newline();
        for (Redirection.Document document : waiting) {
            words.body(document);
            out.append(document.delimiter()).append('\n');
        }
    }

    private void newline() {
        if (out.length() == 0 || out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    /** The commands of a substitution, and their here-documents. */
    void nested(Script script) {
        List<Redirection.Document> outer = documents;
        documents = new ArrayList<>();
        script(script);
        drain();
        documents = outer;
    }

    private void script(Script script) {
        for (int i = 0; i < script.items().size(); i++) {
            Script.Item item = script.items().get(i);
            pipeline(item.first());
            for (Script.Link link : item.rest()) {
                out.append(link.onSuccess() ? " && " : " || ");
                pipeline(link.pipeline());
            }
            if (item.background()) {
                out.append(" &");
            }
            if (!documents.isEmpty()) {
                drain();
            } else if (i + 1 < script.items().size()) {
                out.append(item.background() ? " " : "; ");
            }
        }
    }

    /** A script before a reserved word. */
    private void body(Script script) {
        script(script);
        if (out.charAt(out.length() - 1) != '\n') {
            boolean background = script.items().get(script.items().size() - 1).background();
            out.append(background ? " " : "; ");
        }
    }

    private void pipeline(Script.Pipeline pipeline) {
        if (pipeline.time() != Script.Time.NONE) {
            out.append(pipeline.time() == Script.Time.TIME ? "time " : "time -p ");
            if (pipeline.stages().get(0).command() instanceof Command.Simple simple && isDashed(simple)) {
                out.append("-- ");
            }
        }
        if (pipeline.negated()) {
            out.append("! ");
        } else if (pipeline.time() == Script.Time.NONE
                && isNothing(pipeline.stages().get(0).command())) {
            out.append("! ! ");
        }
        for (int i = 0; i < pipeline.stages().size(); i++) {
            Script.Stage stage = pipeline.stages().get(i);
            command(stage.command());
            if (i + 1 < pipeline.stages().size()) {
                out.append(stage.errorsToo() ? " |& " : " | ");
            }
        }
    }

    /** True for a command that {@code time} would take for its own option. */
    private static boolean isDashed(Command.Simple command) {
        return !command.words().isEmpty()
                && command.words().get(0).parts().get(0) instanceof Part.Literal literal
                && literal.text().startsWith("-");
    }

    private static boolean isNothing(Command command) {
        return command instanceof Command.Simple simple
                && simple.words().isEmpty()
                && simple.assignments().isEmpty()
                && simple.redirections().isEmpty();
    }

    private void command(Command command) {
        command.accept(new Commanding());
    }

    private void redirections(List<Redirection> redirections) {
        for (Redirection each : redirections) {
            out.append(' ');
            redirection(each);
        }
    }

    private void redirection(Redirection redirection) {
        redirection.descriptor().ifPresent(out::append);
        out.append(redirection.operator().text());
        int from = out.length();
        words.word(redirection.target());
        if (out.length() > from && "<>&(-".indexOf(out.charAt(from)) >= 0 && !isClose(redirection)) {
            out.insert(from, ' ');
        }
        redirection.document().ifPresent(documents::add);
    }

    private static boolean isClose(Redirection redirection) {
        return redirection.operator() == Redirection.Operator.COPY_IN
                || redirection.operator() == Redirection.Operator.COPY_OUT;
    }

    private void list(List<Word> list) {
        for (Word word : list) {
            out.append(' ');
            words.word(word);
        }
    }

    private void assignment(Assignment assignment) {
        out.append(assignment.name());
        assignment.subscript().ifPresent(subscript -> {
            out.append('[');
            words.word(subscript);
            out.append(']');
        });
        out.append(assignment.append() ? "+=" : "=");
        if (assignment.elements().isPresent()) {
            words.array(assignment.elements().get());
        } else {
            words.word(assignment.value());
        }
    }

    private final class Commanding implements Command.Visitor<Optional<String>> {
        private Optional<String> done(List<Redirection> redirections) {
            redirections(redirections);
            return Optional.empty();
        }

        @Override
        public Optional<String> simple(Command.Simple command) {
            String separator = "";
            for (Assignment assignment : command.assignments()) {
                out.append(separator);
                assignment(assignment);
                separator = " ";
            }
            // behind a redirection a reserved word is a word: there it must stay
            boolean first = command.assignments().isEmpty() && Reserved.is(command.words());
            if (first) {
                for (Redirection redirection : command.redirections()) {
                    out.append(separator);
                    redirection(redirection);
                    separator = " ";
                }
            }
            for (Word word : command.words()) {
                out.append(separator);
                words.word(word);
                separator = " ";
            }
            if (!first) {
                for (Redirection redirection : command.redirections()) {
                    out.append(separator);
                    redirection(redirection);
                    separator = " ";
                }
            }
            return Optional.empty();
        }

        @Override
        public Optional<String> group(Command.Group command) {
            out.append("{ ");
            body(command.body());
            out.append('}');
            return done(command.redirections());
        }

        @Override
        public Optional<String> subshell(Command.Subshell command) {
            int from = out.append('(').length();
            script(command.body());
            if (out.charAt(from) == '(') {
                out.insert(from, ' ');
            }
            out.append(')');
            return done(command.redirections());
        }

        @Override
        public Optional<String> conditional(Command.If command) {
            String word = "if ";
            for (Command.If.Branch branch : command.branches()) {
                out.append(word);
                body(branch.condition());
                out.append("then ");
                body(branch.body());
                word = "elif ";
            }
            command.otherwise().ifPresent(otherwise -> {
                out.append("else ");
                body(otherwise);
            });
            out.append("fi");
            return done(command.redirections());
        }

        @Override
        public Optional<String> loop(Command.Loop command) {
            out.append(command.until() ? "until " : "while ");
            body(command.condition());
            return loopBody(command.body(), command.redirections());
        }

        private Optional<String> loopBody(Script body, List<Redirection> redirections) {
            out.append("do ");
            body(body);
            out.append("done");
            return done(redirections);
        }

        @Override
        public Optional<String> each(Command.For command) {
            return named("for ", command.name(), command.words(), command.body(), command.redirections());
        }

        @Override
        public Optional<String> select(Command.Select command) {
            return named("select ", command.name(), command.words(), command.body(), command.redirections());
        }

        private Optional<String> named(
                String word, String name, Optional<List<Word>> list, Script body, List<Redirection> redirections) {
            out.append(word).append(name);
            list.ifPresent(words -> {
                out.append(" in");
                list(words);
            });
            out.append("; ");
            return loopBody(body, redirections);
        }

        @Override
        public Optional<String> arithmeticFor(Command.ArithmeticFor command) {
            out.append("for ((");
            words.word(command.start());
            out.append(';');
            words.word(command.condition());
            out.append(';');
            words.word(command.step());
            out.append(")); ");
            return loopBody(command.body(), command.redirections());
        }

        @Override
        public Optional<String> choice(Command.Case command) {
            out.append("case ");
            words.word(command.subject());
            out.append(" in ");
            for (Command.Case.Arm arm : command.arms()) {
                String separator = "(";
                for (Word pattern : arm.patterns()) {
                    out.append(separator);
                    words.word(pattern);
                    separator = " | ";
                }
                out.append(") ");
                script(arm.body());
                out.append(
                        switch (arm.end()) {
                            case BREAK -> " ;; ";
                            case FALL_THROUGH -> " ;& ";
                            case TEST_NEXT -> " ;;& ";
                        });
            }
            out.append("esac");
            return done(command.redirections());
        }

        @Override
        public Optional<String> test(Command.Test command) {
            out.append("[[");
            for (Command.Test.Token token : command.tokens()) {
                out.append(' ');
                words.word(token.word());
            }
            out.append(" ]]");
            return done(command.redirections());
        }

        @Override
        public Optional<String> arithmetic(Command.Arithmetic command) {
            out.append("((");
            words.word(command.expression());
            out.append("))");
            return done(command.redirections());
        }

        @Override
        public Optional<String> function(Command.Function command) {
            out.append("function ").append(command.name()).append(" () ");
            command(command.body());
            return Optional.empty();
        }

        @Override
        public Optional<String> coprocess(Command.Coprocess command) {
            out.append("coproc ");
            command.name().ifPresent(name -> out.append(name).append(' '));
            command(command.body());
            return Optional.empty();
        }

        @Override
        public Optional<String> opaque(Command.Opaque command) {
            out.append(command.text());
            return Optional.empty();
        }
    }
}
