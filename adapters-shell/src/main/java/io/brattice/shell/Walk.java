package io.brattice.shell;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.shell.ShellState.Value;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Programs;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Situation.Input;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Assignment;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Parser;
import io.brattice.shell.syntax.Redirection;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.SyntaxException;
import io.brattice.shell.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a command line as bash would, without running anything, and writes down everything that any part of it could do.
 *
 * <p>Every branch, loop body, function that is called, substitution and trap is gone through, whether or not it would be reached: the
 * findings are what the line does at its worst. Where bash's state is not certain (after a command that may fail, where two branches
 * meet) the variables and the folder are unknown from there on. Bounded by steps and depth, never by time.
 */
final class Walk {

    private static final int MOST_STEPS = 20_000;
    private static final int DEEPEST = 24;
    private static final int MOST_ROUNDS = 200;
    private static final int MOST_CALLS = 12;

    /** How a command ends, and what it prints, as far as that is certain. */
    record End(Certainty certainty, Optional<String> output, boolean numeric) {
        static final End OPEN = new End(Certainty.OPEN, Optional.empty(), false);
        static final End QUIET = new End(Certainty.OPEN, Optional.of(""), false);
        static final End DONE = new End(Certainty.SUCCEEDS, Optional.of(""), false);
        static final End FAILED = new End(Certainty.FAILS, Optional.of(""), false);
        static final End EXIT = new End(Certainty.EXITS, Optional.of(""), false);

        static End printing(String text) {
            return new End(Certainty.SUCCEEDS, Optional.of(text), false);
        }
    }

    /** Whether a command succeeds. */
    enum Certainty {
        SUCCEEDS,
        FAILS,
        OPEN,
        /** Nothing behind it runs. */
        EXITS
    }

    final Findings findings;
    final LineWorld world;
    final Programs programs;
    final Path home;
    private final Names names;
    private final Influence influence;
    private int steps;
    private int depth;
    private int calls;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<int[]> later = new ArrayList<>();
    private boolean trapped;

    /** A loop or a function that is being walked: the states in which it is left before its end. */
    record Frame(boolean function, List<ShellState> left, Set<String> locals) {

        /** At the end of a round, or of the function. */
        void join(ShellState state) {
            left.forEach(state::join);
            left.clear();
        }
    }

    Frame enters(boolean function) {
        Frame frame = new Frame(function, new ArrayList<>(), new TreeSet<>());
        frames.push(frame);
        return frame;
    }

    void leaves() {
        frames.pop();
    }

    /** Leaving early goes on behind one of the loops around it, or behind the function. */
    void jumps(boolean returns, ShellState state) {
        for (Frame frame : frames) {
            if (frame.function() && !returns) {
                return;
            }
            frame.left().add(state.copy());
            if (frame.function()) {
                return;
            }
        }
    }

    /** A variable that is gone when the function returns; false outside of functions. */
    boolean declaresLocal(String name) {
        for (Frame frame : frames) {
            if (frame.function()) {
                frame.locals().add(name);
                return true;
            }
        }
        return false;
    }

    /** Code that runs later was set. */
    void traps() {
        trapped = true;
    }

    boolean hasTraps() {
        return trapped;
    }

    private int branches;
    /** What a command moves away, until it is told where to. */
    private World.Kind carried = World.Kind.NOTHING;

    Walk(Findings findings, World world, Programs programs, Names names, Ground ground) {
        this.findings = findings;
        this.world = new LineWorld(world);
        this.programs = programs;
        this.names = names;
        this.home = ground.home();
        this.influence = new Influence(findings, ground);
    }

    /** The whole line. */
    void line(Script script, ShellState state) {
        Optional<Command.Simple> only = only(script);
        state.listen(influence::assigned);
        findings.begins(state.environment());
        script(script, state, Input.CLOSED, only);
        int end = findings.acts().size();
        later.forEach(range -> findings.race(range[0], range[1], range[1], end));
        findings.decidedBy(world.texts());
    }

    /** What was found from here on may happen at any time until the line ends. */
    void anyTime(int from) {
        later.add(new int[] {from, findings.acts().size()});
    }

    /** The one command of a line that does nothing else, except going to a folder first. */
    static Optional<Command.Simple> only(Script script) {
        if (script.items().size() != 1 || script.items().get(0).background()) {
            return Optional.empty();
        }
        Script.Item item = script.items().get(0);
        List<Script.Pipeline> all = new ArrayList<>();
        all.add(item.first());
        for (Script.Link link : item.rest()) {
            if (!link.onSuccess()) {
                return Optional.empty();
            }
            all.add(link.pipeline());
        }
        Optional<Command.Simple> last = Optional.empty();
        for (int i = 0; i < all.size(); i++) {
            Script.Pipeline pipeline = all.get(i);
            if (pipeline.negated()
                    || pipeline.time() != Script.Time.NONE
                    || pipeline.stages().size() != 1) {
                return Optional.empty();
            }
            if (!(pipeline.stages().get(0).command() instanceof Command.Simple simple)
                    || simple.words().isEmpty()
                    || !simple.assignments().isEmpty()
                    || !simple.redirections().isEmpty()) {
                return Optional.empty();
            }
            boolean goes = simple.words().size() == 2
                    && simple.words().get(0).staticValue().filter("cd"::equals).isPresent();
            if (i < all.size() - 1 && !goes) {
                return Optional.empty();
            }
            last = Optional.of(simple);
        }
        return last;
    }

    End script(Script script, ShellState state, Input input, Optional<Command.Simple> only) {
        if (++depth > DEEPEST) {
            findings.opaque("it is nested more than " + DEEPEST + " deep");
            depth--;
            return End.OPEN;
        }
        End end = End.DONE;
        Optional<String> output = Optional.of("");
        boolean numeric = false;
        for (Script.Item item : script.items()) {
            ShellState here = item.background() ? state.copy() : state;
            int from = findings.acts().size();
            end = item.background() ? perhaps(() -> item(item, here, input, only)) : item(item, here, input, only);
            if (item.background()) {
                anyTime(from);
            }
            Optional<String> more = end.output();
            output = output.flatMap(text -> more.map(text::concat));
            numeric = end.numeric() && script.items().size() == 1;
            if (item.background()) {
                end = End.DONE;
            }
        }
        depth--;
        return new End(end.certainty(), output, numeric);
    }

    private End item(Script.Item item, ShellState state, Input input, Optional<Command.Simple> only) {
        List<Integer> outside = findings.branch();
        End end = links(item, state, input, only);
        findings.branch(outside);
        return end;
    }

    private End links(Script.Item item, ShellState state, Input input, Optional<Command.Simple> only) {
        Optional<Path> before = state.cwd();
        Optional<Path> last = before;
        End end = pipeline(item.first(), state, input, only);
        for (Script.Link link : item.rest()) {
            ShellState failed = state.copy();
            failed.cwd(before);
            Certainty certain = end.certainty();
            before = state.cwd();
            last = before;
            if (link.onSuccess()) {
                findings.branch(branch(findings.branch()));
                if (certain == Certainty.FAILS) {
                    pipeline(link.pipeline(), state.copy(), input, only);
                    state.cwd(failed.cwd());
                    continue;
                }
                end = pipeline(link.pipeline(), state, input, only);
                if (certain == Certainty.OPEN) {
                    settle(end, last, state);
                    last = state.cwd();
                    state.join(failed);
                    end = new End(Certainty.OPEN, Optional.empty(), false);
                }
            } else {
                End other = instead(() -> pipeline(link.pipeline(), failed, input, only));
                if (certain == Certainty.FAILS) {
                    state.become(failed);
                    end = other;
                } else if (certain == Certainty.OPEN && other.certainty() != Certainty.EXITS) {
                    state.join(failed);
                    end = End.OPEN;
                } else if (certain == Certainty.OPEN) {
                    end = new End(Certainty.SUCCEEDS, Optional.empty(), false);
                }
            }
        }
        settle(end, last, state);
        return end;
    }

    /** Behind a command that may have failed to go somewhere it is not certain where the shell is. */
    private static void settle(End end, Optional<Path> before, ShellState state) {
        if (end.certainty() == Certainty.OPEN && !state.cwd().equals(before)) {
            state.cwd(Optional.empty());
        }
    }

    private List<Integer> branch(List<Integer> outer) {
        List<Integer> longer = new ArrayList<>(outer);
        longer.add(++branches);
        return longer;
    }

    /** What is gone through now may run while what was gone through before did not. */
    <T> T perhaps(Supplier<T> inner) {
        List<Integer> before = findings.branch();
        findings.branch(branch(before));
        T result = inner.get();
        findings.branch(before);
        return result;
    }

    /** The same for what runs where something before it failed: nothing that came before is certain to have happened. */
    private <T> T instead(Supplier<T> inner) {
        List<Integer> before = findings.branch();
        findings.branch(List.of(++branches));
        T result = inner.get();
        findings.branch(before);
        return result;
    }

    private End pipeline(Script.Pipeline pipeline, ShellState state, Input input, Optional<Command.Simple> only) {
        End end;
        if (pipeline.stages().size() == 1) {
            end = command(pipeline.stages().get(0).command(), state, input, only);
        } else {
            end = End.OPEN;
            Input next = input;
            int first = findings.acts().size();
            for (Script.Stage stage : pipeline.stages()) {
                int begin = findings.acts().size();
                Input from = next;
                end = perhaps(() -> command(stage.command(), state.copy(), from, only));
                findings.race(first, begin, begin, findings.acts().size());
                next = end.output().isPresent() && !stage.errorsToo()
                        ? Input.of(end.output().get())
                        : Input.UNKNOWN;
            }
            end = new End(Certainty.OPEN, end.output(), end.numeric());
        }
        findings.endsPipeline();
        if (pipeline.negated()) {
            Certainty turned = switch (end.certainty()) {
                case SUCCEEDS -> Certainty.FAILS;
                case FAILS -> Certainty.SUCCEEDS;
                case OPEN, EXITS -> end.certainty();
            };
            return new End(turned, end.output(), end.numeric());
        }
        return end;
    }

    End command(Command command, ShellState state, Input input, Optional<Command.Simple> only) {
        if (++steps > MOST_STEPS) {
            findings.opaque("it takes more than " + MOST_STEPS + " steps to look at");
            return End.OPEN;
        }
        if (command instanceof Command.Simple simple) {
            return new SimpleWalk(this, names, state).walk(simple, input, isThat(only, simple));
        }
        return command.accept(new CompoundWalk(this, state, input));
    }

    /** The very command, not one that reads alike somewhere else in the line. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isThat(Optional<Command.Simple> only, Command.Simple simple) {
        return only.isPresent() && only.get() == simple;
    }

    /** The value of a substitution: what its commands print, without the line ends behind it. */
    Value substitution(Script script, ShellState state) {
        Optional<Value> file = contentOf(script, state);
        if (file.isPresent()) {
            return file.get();
        }
        End end = script(script, state.copy(), Input.CLOSED, Optional.empty());
        if (end.output().isEmpty()) {
            return new Value(List.of(Term.beginning("")), end.numeric(), false);
        }
        String text = end.output().get();
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == '\n') {
            length--;
        }
        return Value.of(Term.of(text.substring(0, length)));
    }

    /** {@code $(<file)}. */
    private Optional<Value> contentOf(Script script, ShellState state) {
        boolean bare = script.items().size() == 1
                && script.items().get(0).rest().isEmpty()
                && script.items().get(0).first().stages().size() == 1
                && script.items().get(0).first().stages().get(0).command() instanceof Command.Simple simple
                && simple.words().isEmpty()
                && simple.assignments().isEmpty()
                && simple.redirections().size() == 1;
        if (!bare) {
            return Optional.empty();
        }
        script(script, state.copy(), Input.CLOSED, Optional.empty());
        return Optional.of(Value.unknown());
    }

    /** A text that a shell is given to run: parsed, and walked in a shell of its own. */
    void shell(Term text, Situation situation, ShellState state) {
        if (!text.known()) {
            findings.opaque("it runs a text as commands that is not known before");
            return;
        }
        try {
            Script script = Parser.parse(text.text());
            ShellState child = state.child(situation.cwd());
            environment(situation, child);
            script(script, child, situation.input(), Optional.empty());
        } catch (SyntaxException e) {
            findings.opaque("it runs a text as commands that bash would not accept: " + e.getMessage());
        }
    }

    /** What a shell is started with: variables, and its parameters under their numbers. */
    private void environment(Situation situation, ShellState child) {
        situation.environment().forEach((name, value) -> {
            if (Expansion.isName(name) && !child.get(name).scalar().equals(value)) {
                Value seen = Value.of(value).export();
                influence.assigned(name, seen, child);
                child.set(name, seen);
            }
        });
        List<Term> parameters = new ArrayList<>();
        for (int i = 1; situation.environment().containsKey(Integer.toString(i)); i++) {
            parameters.add(situation.environment().get(Integer.toString(i)));
        }
        child.parameters(parameters);
        child.name(situation.environment().getOrDefault("0", Term.beginning("")));
    }

    /** The same in this very shell: {@code eval}, {@code source}, {@code trap}. */
    End inside(Term text, ShellState state, Input input) {
        if (!text.known()) {
            findings.opaque("it runs a text as commands that is not known before");
            return End.OPEN;
        }
        try {
            return script(Parser.parse(text.text()), state, input, Optional.empty());
        } catch (SyntaxException e) {
            findings.opaque("it runs a text as commands that bash would not accept: " + e.getMessage());
            return End.OPEN;
        }
    }

    Expansion expansion(ShellState state) {
        return new Expansion(state, new Expansion.Surroundings() {
            @Override
            public Value substitution(Script script) {
                return Walk.this.substitution(script, state);
            }

            @Override
            public void process(Script script) {
                int from = findings.acts().size();
                script(script, state.copy(), Input.UNKNOWN, Optional.empty());
                anyTime(from);
            }

            @Override
            public void opaque(String why) {
                findings.opaque(why);
            }

            @Override
            public Optional<List<String>> glob(String pattern) {
                return Globs.expand(pattern, state.cwd(), world);
            }

            @Override
            public Path home() {
                return home;
            }
        });
    }

    /** {@code name=value} as a command of its own, or before one. */
    Value assigned(Assignment assignment, ShellState state) {
        Expansion expansion = expansion(state);
        if (assignment.subscript().isPresent()) {
            Word subscript = assignment.subscript().get();
            if (subscript.staticValue().filter(key -> isKey(key, state)).isEmpty()) {
                expansion.arithmetic(subscript);
            }
            expansion.text(assignment.value());
            return Value.unknown();
        }
        if (assignment.elements().isPresent()) {
            List<Term> elements = new ArrayList<>();
            for (Assignment.Element element : assignment.elements().get()) {
                element.subscript().ifPresent(subscript -> {
                    if (subscript.staticValue().filter(key -> isKey(key, state)).isEmpty()) {
                        expansion.arithmetic(subscript);
                    }
                });
                expansion.words(element.value(), elements);
            }
            if (assignment.append()) {
                List<Term> all = new ArrayList<>(state.get(assignment.name()).elements());
                all.addAll(elements);
                return new Value(all, false, false);
            }
            return new Value(elements, false, false);
        }
        Term value = expansion.text(assignment.value());
        if (assignment.append()) {
            Term before = state.get(assignment.name()).scalar();
            return Value.of(
                    before.known() && before.text().length() + value.text().length() <= 1 << 20
                            ? new Term(before.text() + value.text(), value.known(), false)
                            : Term.beginning(""));
        }
        boolean number = !value.known()
                && assignment.value().parts().size() == 1
                && expansion.isNumber(assignment.value().parts().get(0));
        return number ? new Value(List.of(value), true, false) : Value.of(value);
    }

    /** A key or an index that is written out: evaluated or not, it runs nothing. */
    private static boolean isKey(String text, ShellState state) {
        return text.indexOf('=') < 0
                && !text.contains("++")
                && !text.contains("--")
                && !Arithmetic.mayRunCode(text, state::get);
    }

    /** What redirections do, and what comes by standard input then. */
    Input redirections(List<Redirection> all, ShellState state, Input input, Command by, Optional<String> output) {
        Input now = input;
        for (Redirection redirection : all) {
            now = new RedirectionWalk(this, state, by)
                    .walk(redirection, now, all.size() == 1 ? output : Optional.empty());
        }
        return now;
    }

    /** A file act of the line's own, noted and remembered for the commands behind it. */
    void file(FileAct act, Term term, Optional<Path> path, @Nullable Command by, Optional<String> text) {
        if (term.known() && RedirectionWalk.isFree(term.text())) {
            return; // what comes through a pipe, and what goes nowhere
        }
        findings.add(new Findings.OnFile(act, term, path, by, text));
        path.ifPresent(place -> remember(act, place, text));
    }

    private void remember(FileAct act, Path path, Optional<String> text) {
        World.Kind arrives = carried == World.Kind.FOLDER ? World.Kind.FOLDER : World.Kind.FILE;
        carried = act == FileAct.MOVE_AWAY ? world.kind(path) : World.Kind.NOTHING;
        switch (act) {
            case WRITE, UPDATE ->
                world.target(path).filter(this::mayBeMade).ifPresent(p -> world.made(p, World.Kind.FILE, text));
            case REPLACE, CREATE ->
                world.real(path).filter(this::mayBeMade).ifPresent(p -> world.made(p, arrives, text));
            case LINK -> world.real(path).ifPresent(p -> world.made(p, World.Kind.LINK, Optional.empty()));
            case APPEND, TOUCH -> {
                boolean there = world.followed(path).exists();
                if (!there) {
                    world.real(path).filter(this::mayBeMade).ifPresent(p -> world.made(p, World.Kind.FILE, text));
                } else if (act == FileAct.APPEND && world.followed(path) == World.Kind.FILE) {
                    world.target(path).ifPresent(p -> world.made(p, World.Kind.FILE, Optional.empty()));
                }
            }
            case FOLDER, FOLDERS, WRITE_TREE -> {
                if (act == FileAct.WRITE_TREE) {
                    world.stirred(false);
                }
                if (world.followed(path) != World.Kind.FOLDER) {
                    world.real(path).ifPresent(p -> world.made(p, World.Kind.FOLDER, Optional.empty()));
                }
            }
            case DELETE, DELETE_TREE, DELETE_EMPTY, MOVE_AWAY, SHRED ->
                world.real(path).ifPresent(world::removed);
            case UPDATE_TREE -> world.stirred(false);
            case LIST, READ, READ_TREE, MODE, MODE_TREE, FRESH -> {}
        }
    }

    /** Nothing comes to be where there is no folder for it. */
    private boolean mayBeMade(Path path) {
        return path.getParent() == null || world.followed(path.getParent()) != World.Kind.NOTHING;
    }

    void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
        findings.add(new Findings.OnOther(verb, resource, inherent, why));
    }

    /** The names that a script assigns, at any depth: what a loop may have changed when it comes round again. */
    static Set<String> assignedIn(List<Script> scripts) {
        Set<String> found = new TreeSet<>();
        scripts.forEach(script -> Assigned.in(script, found));
        return found;
    }

    /** The names in an expression, which it may assign. */
    static Set<String> namesIn(String expression) {
        Set<String> found = new TreeSet<>();
        Assigned.names(expression, found);
        return found;
    }

    /** One call deeper; false when it is too deep, and then it is not left again. */
    boolean enter() {
        if (calls >= MOST_CALLS) {
            return false;
        }
        calls++;
        return true;
    }

    void leave() {
        calls--;
    }

    /** Judges assignments. */
    Influence variables() {
        return influence;
    }

    int mostRounds() {
        return MOST_ROUNDS;
    }
}
