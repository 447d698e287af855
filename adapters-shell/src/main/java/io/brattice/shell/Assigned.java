package io.brattice.shell;

import io.brattice.shell.syntax.Assignment;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Part;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.Word;
import java.util.List;
import java.util.Set;

/** Names that commands assign, wherever they stand: more rather than fewer. */
final class Assigned {

    private final Set<String> found;

    private Assigned(Set<String> found) {
        this.found = found;
    }

    static void in(Script script, Set<String> found) {
        new Assigned(found).script(script);
    }

    private void script(Script script) {
        for (Script.Item item : script.items()) {
            pipeline(item.first());
            item.rest().forEach(link -> pipeline(link.pipeline()));
        }
    }

    private void pipeline(Script.Pipeline pipeline) {
        pipeline.stages().forEach(stage -> command(stage.command()));
    }

    private void command(Command command) {
        if (command instanceof Command.Simple simple) {
            simple(simple);
        } else if (command instanceof Command.Group group) {
            script(group.body());
        } else if (command instanceof Command.If conditional) {
            conditional.branches().forEach(branch -> {
                script(branch.condition());
                script(branch.body());
            });
            conditional.otherwise().ifPresent(this::script);
        } else if (command instanceof Command.Loop loop) {
            script(loop.condition());
            script(loop.body());
        } else if (command instanceof Command.For each) {
            found.add(each.name());
            script(each.body());
        } else if (command instanceof Command.Select select) {
            found.add(select.name());
            script(select.body());
        } else if (command instanceof Command.ArithmeticFor loop) {
            names(loop.start());
            names(loop.condition());
            names(loop.step());
            script(loop.body());
        } else if (command instanceof Command.Case choice) {
            choice.arms().forEach(arm -> script(arm.body()));
        } else if (command instanceof Command.Arithmetic arithmetic) {
            names(arithmetic.expression());
        }
    }

    private void simple(Command.Simple simple) {
        for (Assignment assignment : simple.assignments()) {
            found.add(assignment.name());
        }
        if (simple.words().isEmpty()) {
            return;
        }
        // Builtins that set variables take their names among their words.
        boolean sets = simple.words()
                .get(0)
                .staticValue()
                .filter(name -> List.of(
                                "read",
                                "mapfile",
                                "readarray",
                                "declare",
                                "local",
                                "export",
                                "typeset",
                                "readonly",
                                "printf",
                                "getopts",
                                "let",
                                "unset",
                                "eval")
                        .contains(name))
                .isPresent();
        if (sets) {
            simple.words().subList(1, simple.words().size()).forEach(this::names);
        }
        simple.words().forEach(this::expansions);
    }

    /** {@code ${x:=…}} and {@code $((x++))} inside a word. */
    private void expansions(Word word) {
        for (Part part : word.parts()) {
            if (part instanceof Part.Parameter parameter && parameter.operator().endsWith("=")) {
                found.add(parameter.name());
            } else if (part instanceof Part.Arithmetic arithmetic) {
                names(arithmetic.expression());
            } else if (part instanceof Part.DoubleQuoted quoted) {
                expansions(new Word(quoted.parts()));
            }
        }
    }

    /** Every name in the text of an expression. */
    private void names(Word word) {
        StringBuilder text = new StringBuilder();
        for (Part part : word.parts()) {
            text.append(part.staticValue().orElse(" "));
        }
        names(text, found);
    }

    /** Every name in a text. */
    static void names(CharSequence text, Set<String> found) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inName = i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
            if (inName && start < 0) {
                start = i;
            } else if (!inName && start >= 0) {
                String name = text.subSequence(start, i).toString();
                if (Expansion.isName(name)) {
                    found.add(name);
                }
                start = -1;
            }
        }
    }
}
