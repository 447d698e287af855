package io.brattice.shell;

import io.brattice.shell.ShellState.Value;
import io.brattice.shell.Walk.End;
import io.brattice.shell.program.Situation.Input;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Redirection;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through the commands that hold other commands. */
final class CompoundWalk implements Command.Visitor<End> {

    private static final Set<String> ARITHMETIC_TESTS = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");

    private static final int MOST_WIDENINGS = 8;

    private final Walk walk;
    private final ShellState state;
    private final Input input;

    CompoundWalk(Walk walk, ShellState state, Input input) {
        this.walk = walk;
        this.state = state;
        this.input = input;
    }

    private Input redirected(List<Redirection> redirections, Command by) {
        return walk.redirections(redirections, state, input, by, Optional.empty());
    }

    private End body(Script script, ShellState in, Input from) {
        return walk.script(script, in, from, Optional.empty());
    }

    private End perhaps(Script script, ShellState in, Input from) {
        return walk.perhaps(() -> body(script, in, from));
    }

    @Override
    public End simple(Command.Simple command) {
        throw new IllegalArgumentException("a simple command holds no other");
    }

    @Override
    public End group(Command.Group command) {
        Input from = redirected(command.redirections(), command);
        return body(command.body(), state, from);
    }

    @Override
    public End subshell(Command.Subshell command) {
        Input from = redirected(command.redirections(), command);
        End end = body(command.body(), state.copy(), from);
        return end.certainty() == Walk.Certainty.EXITS ? End.OPEN : end;
    }

    @Override
    public End conditional(Command.If command) {
        Input from = redirected(command.redirections(), command);
        List<ShellState> ends = new ArrayList<>();
        for (Command.If.Branch branch : command.branches()) {
            perhaps(branch.condition(), state, from);
            ShellState inside = state.copy();
            if (perhaps(branch.body(), inside, from).certainty() != Walk.Certainty.EXITS) {
                ends.add(inside);
            }
        }
        ShellState other = state.copy();
        boolean leaves = command.otherwise().isPresent()
                && perhaps(command.otherwise().get(), other, from).certainty() == Walk.Certainty.EXITS;
        if (!leaves) {
            ends.add(other);
        }
        if (!ends.isEmpty()) {
            state.become(ends.get(0));
            ends.subList(1, ends.size()).forEach(state::join);
        }
        return End.OPEN;
    }

    @Override
    public End loop(Command.Loop command) {
        Input from = redirected(command.redirections(), command);
        rounds(List.of(command.condition(), command.body()), from);
        return End.OPEN;
    }

    /** Any number of rounds: what a round changes may have been changed by one before it. */
    private void rounds(List<Script> scripts, Input from) {
        ShellState head = state.copy();
        head.forgetValues(Walk.assignedIn(scripts));
        ShellState before = state.copy();
        for (int round = 0; round < MOST_WIDENINGS; round++) {
            int began = walk.findings.acts().size();
            state.become(head);
            Walk.Frame frame = walk.enters(false);
            for (Script script : scripts) {
                perhaps(script, state, from.given() ? Input.UNKNOWN : from);
            }
            frame.join(state);
            walk.leaves();
            ShellState wider = head.copy();
            wider.join(state);
            if (wider.isAs(head)) {
                walk.findings.race(
                        began,
                        walk.findings.acts().size(),
                        began,
                        walk.findings.acts().size());
                state.join(before);
                return;
            }
            head = wider;
        }
        walk.findings.opaque("what a loop changes from round to round cannot be followed");
    }

    @Override
    public End each(Command.For command) {
        Input from = redirected(command.redirections(), command);
        List<Term> words = words(command.words());
        each(command.name(), words, command.body(), from);
        return End.OPEN;
    }

    private List<Term> words(Optional<List<Word>> written) {
        if (written.isEmpty()) {
            return state.parameters();
        }
        List<Term> words = new ArrayList<>();
        Expansion expansion = walk.expansion(state);
        written.get().forEach(word -> expansion.words(word, words));
        return words;
    }

    private void each(String name, List<Term> words, Script body, Input from) {
        boolean few = words.size() <= walk.mostRounds() && words.stream().noneMatch(Term::many);
        if (few) {
            Walk.Frame frame = walk.enters(false);
            for (Term word : words) {
                state.set(name, Value.of(word));
                perhaps(body, state, from);
                frame.join(state);
            }
            walk.leaves();
            return;
        }
        String common = words.get(0).text();
        for (Term word : words) {
            common = ShellState.common(common, word.text());
        }
        Value any = Value.of(Term.beginning(common));
        state.set(name, any);
        ShellState before = state.copy();
        Set<String> changed = Walk.assignedIn(List.of(body));
        changed.remove(name);
        ShellState head = state.copy();
        head.forgetValues(changed);
        for (int round = 0; round < MOST_WIDENINGS; round++) {
            int began = walk.findings.acts().size();
            state.become(head);
            state.set(name, any);
            Walk.Frame frame = walk.enters(false);
            perhaps(body, state, from);
            frame.join(state);
            walk.leaves();
            ShellState wider = head.copy();
            wider.join(state);
            if (wider.isAs(head)) {
                walk.findings.race(
                        began,
                        walk.findings.acts().size(),
                        began,
                        walk.findings.acts().size());
                state.join(before);
                return;
            }
            head = wider;
        }
        walk.findings.opaque("what a loop changes from round to round cannot be followed");
    }

    @Override
    public End arithmeticFor(Command.ArithmeticFor command) {
        Input from = redirected(command.redirections(), command);
        Expansion expansion = walk.expansion(state);
        expansion.arithmetic(command.start());
        Set<String> changed = Walk.assignedIn(List.of(new Script(List.of(new Script.Item(
                new Script.Pipeline(false, Script.Time.NONE, List.of(new Script.Stage(command, false))),
                List.of(),
                false)))));
        for (String name : changed) {
            state.set(name, new Value(List.of(Term.beginning("")), isCounted(command, name), false));
        }
        expansion.arithmetic(command.condition());
        rounds(List.of(command.body()), from);
        expansion.arithmetic(command.step());
        return End.OPEN;
    }

    /** True when only the head of the loop changes it: then it is always a number. */
    private static boolean isCounted(Command.ArithmeticFor command, String name) {
        return !Walk.assignedIn(List.of(command.body())).contains(name);
    }

    @Override
    public End select(Command.Select command) {
        Input from = redirected(command.redirections(), command);
        words(command.words());
        state.set(command.name(), Value.unknown());
        rounds(List.of(command.body()), from);
        return End.OPEN;
    }

    @Override
    public End choice(Command.Case command) {
        Input from = redirected(command.redirections(), command);
        Expansion expansion = walk.expansion(state);
        expansion.text(command.subject());
        ShellState none = state.copy();
        List<ShellState> ends = new ArrayList<>(List.of(none));
        for (Command.Case.Arm arm : command.arms()) {
            arm.patterns().forEach(expansion::text);
            ShellState inside = state.copy();
            if (arm.end() != Command.Case.End.BREAK) {
                // What follows may run in the state that this arm leaves.
                state.forget(Walk.assignedIn(List.of(arm.body())));
            }
            if (perhaps(arm.body(), inside, from).certainty() != Walk.Certainty.EXITS) {
                ends.add(inside);
            }
        }
        state.become(ends.get(0));
        ends.subList(1, ends.size()).forEach(state::join);
        return End.OPEN;
    }

    @Override
    public End test(Command.Test command) {
        redirected(command.redirections(), command);
        Expansion expansion = walk.expansion(state);
        List<Command.Test.Token> tokens = command.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Command.Test.Token token = tokens.get(i);
            if (token.operator()) {
                continue;
            }
            boolean counted =
                    isOperator(tokens, i - 1, ARITHMETIC_TESTS) || isOperator(tokens, i + 1, ARITHMETIC_TESTS);
            boolean named = isOperator(tokens, i - 1, Set.of("-v"));
            if (counted) {
                expansion.arithmetic(token.word());
            } else if (named) {
                Term name = expansion.text(token.word());
                if (!name.known() || name.text().indexOf('[') >= 0) {
                    walk.findings.opaque("`-v` evaluates what its operand holds as code");
                }
            } else {
                expansion.text(token.word());
            }
        }
        return End.QUIET;
    }

    private static boolean isOperator(List<Command.Test.Token> tokens, int at, Set<String> operators) {
        return at >= 0
                && at < tokens.size()
                && tokens.get(at)
                        .word()
                        .staticValue()
                        .filter(operators::contains)
                        .isPresent();
    }

    @Override
    public End arithmetic(Command.Arithmetic command) {
        redirected(command.redirections(), command);
        walk.expansion(state).arithmetic(command.expression());
        return End.QUIET;
    }

    @Override
    public End function(Command.Function command) {
        if (walk.hasTraps()) {
            walk.findings.opaque("it defines a function behind `trap`, which may run it at any time");
        }
        state.define(command.name(), command.body());
        return End.DONE;
    }

    @Override
    public End coprocess(Command.Coprocess command) {
        int began = walk.findings.acts().size();
        walk.command(command.body(), state.copy(), Input.UNKNOWN, Optional.empty());
        walk.anyTime(began);
        state.forget(List.of(command.name().orElse("COPROC")));
        return End.OPEN;
    }

    @Override
    public End opaque(Command.Opaque command) {
        walk.findings.opaque(command.why());
        return End.OPEN;
    }
}
