package io.brattice.shell;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.ShellState.Value;
import io.brattice.shell.Walk.End;
import io.brattice.shell.program.Acts;
import io.brattice.shell.program.DryRun;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Situation.Input;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Assignment;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Redirection;
import io.brattice.shell.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through one simple command: expands it, finds what its name means, and hears what that does. */
final class SimpleWalk {

    private static final int LONGEST_SCRIPT = 64 << 10;
    private static final int DEEPEST = 12;

    /** The function that bash calls for a name that no program has. */
    private static final String NOT_FOUND = "command_not_found_handle";

    private final Walk walk;
    private final Names names;
    private final ShellState state;

    SimpleWalk(Walk walk, Names names, ShellState state) {
        this.walk = walk;
        this.names = names;
        this.state = state;
    }

    /** @param plain true when it is all the line does */
    End walk(Command.Simple command, Input input, boolean plain) {
        List<Term> words = new ArrayList<>(command.words().size());
        Expansion expansion = walk.expansion(state);
        for (Word word : command.words()) {
            expansion.words(word, words);
        }
        if (words.isEmpty()) {
            return assignments(command, input);
        }
        Map<String, Term> environment = prefixed(command.assignments(), words.get(0));
        Input from = documents(command, input);
        Optional<String> output = StaticOutput.of(words, from, state);
        from = files(command, from, output);
        boolean redirected = command.redirections().stream()
                .anyMatch(redirection -> redirection.operator() != Redirection.Operator.READ
                        && redirection.operator() != Redirection.Operator.HERE_DOCUMENT
                        && redirection.operator() != Redirection.Operator.HERE_DOCUMENT_TABS
                        && redirection.operator() != Redirection.Operator.HERE_STRING);
        walk.findings.ran(command, words);
        if (!command.assignments().isEmpty()) {
            walk.findings.calls().sets("env", command.assignments());
        }
        if (plain) {
            walk.findings.in(state.cwd());
        }
        End end = before(command, words, environment, from, plain);
        Optional<String> printed = redirected ? Optional.<String>empty() : output.or(end::output);
        return new End(end.certainty(), printed, end.numeric() && !redirected);
    }

    /** Assignments on their own change the shell. */
    private End assignments(Command.Simple command, Input input) {
        boolean runs = false;
        walk.findings.calls().sets("export", command.assignments());
        for (Assignment assignment : command.assignments()) {
            Value value = walk.assigned(assignment, state);
            walk.variables().assigned(assignment.name(), value, state);
            state.set(assignment.name(), value);
            runs |= assignment.value().staticValue().isEmpty();
        }
        walk.redirections(command.redirections(), state, input, command, Optional.of(""));
        return runs ? End.QUIET : End.DONE;
    }

    /** What bash does itself, and functions, see the assignments in front of them as variables. */
    private End before(
            Command.Simple command, List<Term> words, Map<String, Term> environment, Input input, boolean plain) {
        String name = words.get(0).text();
        boolean itself = Builtins.NAMES.contains(name) || state.function(name).isPresent();
        if (command.assignments().isEmpty() || !itself) {
            return named(command, words, environment, input, plain);
        }
        boolean passes = Set.of("read", "mapfile", "readarray", "printf", "echo", "test", "[", ":", "true", "cd")
                        .contains(name)
                && state.function(name).isEmpty();
        Map<String, Value> outer = new HashMap<>();
        for (Assignment assignment : command.assignments()) {
            outer.put(assignment.name(), state.get(assignment.name()));
            state.set(assignment.name(), Value.of(environment.getOrDefault(assignment.name(), Term.beginning(""))));
        }
        End end = named(command, words, environment, input, plain);
        outer.forEach((variable, value) -> {
            if (passes) {
                state.restore(variable, value);
            } else {
                state.leaveLocal(variable);
            }
        });
        return end;
    }

    private Map<String, Term> prefixed(List<Assignment> assignments, Term name) {
        if (assignments.isEmpty()) {
            return state.environment();
        }
        Map<String, Term> environment = new HashMap<>(state.environment());
        for (Assignment assignment : assignments) {
            Value value = walk.assigned(assignment, state);
            walk.variables().prefixed(assignment.name(), value, name.text(), state);
            environment.put(assignment.name(), value.scalar());
        }
        return Map.copyOf(environment);
    }

    private Input documents(Command.Simple command, Input input) {
        Input from = input;
        for (Redirection redirection : command.redirections()) {
            if (isDocument(redirection)) {
                from = new RedirectionWalk(walk, state, command).walk(redirection, from, Optional.empty());
            }
        }
        return from;
    }

    private Input files(Command.Simple command, Input input, Optional<String> output) {
        Input from = input;
        for (Redirection redirection : command.redirections()) {
            if (!isDocument(redirection)) {
                from = new RedirectionWalk(walk, state, command).walk(redirection, from, output);
            }
        }
        return from;
    }

    private static boolean isDocument(Redirection redirection) {
        return switch (redirection.operator()) {
            case HERE_DOCUMENT, HERE_DOCUMENT_TABS, HERE_STRING -> true;
            case READ, WRITE, APPEND, CLOBBER, READ_WRITE, COPY_IN, COPY_OUT, BOTH, BOTH_APPEND -> false;
        };
    }

    private End named(
            Command.Simple command, List<Term> words, Map<String, Term> environment, Input input, boolean plain) {
        Term name = words.get(0);
        if (!name.known()) {
            walk.findings.opaque("the name of a command is not known before it runs");
            return End.OPEN;
        }
        Optional<Command> function = state.function(name.text());
        if (function.isPresent()) {
            return function(name.text(), function.get(), words, input);
        }
        Situation situation = new Situation(state.cwd(), walk.home, environment, input, plain, walk.world);
        if (Builtins.NAMES.contains(name.text())) {
            walk.findings.calls().add(words);
        }
        Optional<End> builtin = new Builtins(walk, this, state).run(command, words, situation);
        if (builtin.isPresent()) {
            return builtin.get();
        }
        return program(words, situation, command, 0);
    }

    private End function(String name, Command body, List<Term> words, Input input) {
        if (!walk.enter()) {
            walk.findings.opaque("`" + name + "` calls itself, or too many others");
            return End.OPEN;
        }
        List<Term> outer = state.parameters();
        state.parameters(words.subList(1, words.size()));
        Walk.Frame frame = walk.enters(true);
        End end = walk.command(body, state, input, Optional.empty());
        frame.join(state);
        frame.locals().forEach(state::leaveLocal);
        walk.leaves();
        state.parameters(outer);
        walk.leave();
        return end.certainty() == Walk.Certainty.EXITS ? End.OPEN : end;
    }

    /** A program, found by its name or path. */
    End program(List<Term> words, Situation situation, Command.@Nullable Simple by, int depth) {
        return program(words, situation, by, new Place(by, List.of()), depth);
    }

    /**
     * Where a program's words stand in the line.
     *
     * @param in the command of the line; null where there is none
     * @param before the words of wrappers that stand before them in that command
     */
    private record Place(Command.@Nullable Simple in, List<Term> before) {

        /** Where the words of a command inside a wrapper stand, which are the last ones of the wrapper's own. */
        Place inside(List<Term> outer, List<Term> inner) {
            int at = outer.size() - inner.size();
            if (at <= 0 || !outer.subList(at, outer.size()).equals(inner)) {
                return new Place(null, List.of());
            }
            List<Term> more = new ArrayList<>(before);
            more.addAll(outer.subList(0, at));
            return new Place(in, more);
        }
    }

    private End program(List<Term> words, Situation situation, Command.@Nullable Simple by, Place place, int depth) {
        Term name = words.isEmpty() ? Term.any("") : words.get(0);
        if (!name.known() || name.text().isEmpty()) {
            walk.findings.opaque("the name of a command is not known before it runs");
            return End.OPEN;
        }
        if (depth > DEEPEST) {
            walk.findings.opaque("it wraps commands more than " + DEEPEST + " deep");
            return End.OPEN;
        }
        boolean byPath = name.text().indexOf('/') >= 0;
        Optional<Path> path = byPath ? situation.path(name) : Optional.empty();
        Optional<String> known = byPath ? names.program(name.text(), path) : Optional.of(name.text());
        if (known.isEmpty()) {
            script(name, path, words, situation);
            return End.OPEN;
        }
        String program = known.get();
        walk.findings.program(program);
        state.heededBy(program).ifPresent(walk.findings::opaque);
        if (!byPath && walk.programs.named(program).isEmpty() && isAbsent(program, situation)) {
            walk.findings.absent(program);
            return state.function(NOT_FOUND)
                    .map(handler -> function(NOT_FOUND, handler, handled(words), situation.input()))
                    .orElse(End.QUIET);
        }
        if (!byPath && !names.trusts(program)) {
            walk.findings.opaque(
                    "the program `" + Expansion.shortened(program) + "` can be exchanged by others than root");
            Fetched.of(words, false).ifPresent(walk.findings::fetched);
            return End.OPEN;
        }
        List<Term> called = words;
        if (byPath) {
            called = new ArrayList<>(words);
            called.set(0, Term.of(known.get()));
        }
        int from = walk.findings.acts().size();
        walk.findings.calls().add(called);
        Listening listening = new Listening(situation, words, by, place, depth);
        walk.programs.read(new Invocation(called, situation), listening);
        Runner.inside(called).ifPresent(inner -> judgedToo(inner, situation, depth));
        Fetched.of(called, false).ifPresent(walk.findings::fetched);
        listening.rehearsed(from);
        return StaticOutput.isCount(called) ? new End(Walk.Certainty.OPEN, Optional.empty(), true) : End.OPEN;
    }

    /** What runs has a name, and is judged as what has that name. That it is code was told before. */
    private void judgedToo(List<Term> inner, Situation situation, int depth) {
        String name = inner.get(0).text();
        walk.findings.calls().add(inner);
        if (depth < DEEPEST && walk.programs.named(name).isPresent()) {
            walk.findings.program(name);
            Place nowhere = new Place(null, List.of());
            walk.programs.read(
                    new Invocation(inner, situation), new Listening(situation, inner, null, nowhere, depth + 1));
        }
    }

    private static List<Term> handled(List<Term> words) {
        List<Term> handled = new ArrayList<>(List.of(Term.of(NOT_FOUND)));
        handled.addAll(words);
        return handled;
    }

    /** True when no folder of PATH has a program of this name: bash would say so, and run nothing. */
    private boolean isAbsent(String name, Situation situation) {
        Term path = situation.environment().getOrDefault("PATH", Term.beginning(""));
        if (!path.known() || walk.world.worst()) {
            return false;
        }
        for (String folder : path.text().split(":", -1)) {
            Optional<Path> place = situation.path(folder.isEmpty() ? "." : folder);
            if (place.isEmpty()
                    || walk.world.followed(place.get().resolve(name)).exists()) {
                return false;
            }
        }
        return true;
    }

    /** A file that is run by its path: read, where it is a script of a shell, else code that nobody has read. */
    private void script(Term name, Optional<Path> path, List<Term> words, Situation situation) {
        Optional<String> text = path.flatMap(p -> walk.world.text(p, LONGEST_SCRIPT));
        String shown = "`" + Expansion.shortened(name.text()) + "`";
        if (situation.isMissing(name)) {
            walk.findings.absent(name.text());
            return;
        }
        if (text.isEmpty() || !isShell(text.get())) {
            walk.findings.commands("runs " + shown);
            Fetched.of(words, true).ifPresent(walk.findings::fetched);
            return;
        }
        if (!walk.enter()) {
            walk.findings.opaque("scripts that call each other too deep");
            return;
        }
        ShellState child = state.child(situation.cwd());
        child.parameters(words.subList(1, words.size()));
        walk.inside(Term.of(text.get()), child, situation.input());
        walk.leave();
    }

    private static boolean isShell(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        if (!first.startsWith("#!")) {
            return false;
        }
        String[] line = first.substring(2).strip().split("[ \t]+", -1);
        String interpreter = line[0].equals("/usr/bin/env") && line.length == 2 ? line[1] : line[0];
        return switch (interpreter) {
            case "/bin/sh", "/bin/bash", "/usr/bin/bash", "/usr/bin/sh", "bash", "sh" -> true;
            default -> false;
        };
    }

    /** Hears what a program does. */
    final class Listening implements Acts {

        private final Situation situation;
        private final List<Term> words;
        private final Command.@Nullable Simple by;
        private final Place place;
        private final int depth;
        private Optional<DryRun> dryRun = Optional.empty();

        private Listening(Situation situation, List<Term> words, Command.@Nullable Simple by, Place place, int depth) {
            this.situation = situation;
            this.words = words;
            this.by = by;
            this.place = place;
            this.depth = depth;
        }

        @Override
        public void file(FileAct act, Term path) {
            walk.file(act, path, situation.path(path), by, Optional.empty());
        }

        @Override
        public void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
            walk.effect(verb, resource, inherent, why);
        }

        @Override
        public void run(List<Term> other, Situation inner) {
            String name = other.isEmpty() ? "" : other.get(0).text();
            inner.environment().forEach((variable, value) -> {
                if (!value.equals(situation.environment().get(variable))) {
                    walk.variables().prefixed(variable, Value.of(value), name, state);
                }
            });
            program(other, inner, null, place.inside(words, other), depth + 1);
        }

        @Override
        public void shell(Term script, Situation inner) {
            walk.shell(script, inner, state);
        }

        @Override
        public void code(String what) {
            if (Calls.runsOthers(words.get(0).text())) {
                walk.findings.commands(what);
            } else {
                walk.findings.code(what);
            }
        }

        @Override
        public void perhaps() {
            walk.findings.perhaps();
        }

        @Override
        public void opaque(String why) {
            if (Calls.runsOthers(words.get(0).text())) {
                walk.findings.opaque(why);
            } else {
                walk.findings.unclear(why);
            }
        }

        @Override
        public void network(String host) {
            walk.findings.host(host);
        }

        @Override
        public void prepared(Prepared part) {
            walk.findings.add(part);
            boolean files = part.effects().stream()
                    .anyMatch(effect -> effect.verb() != Verb.READ
                            && effect.resource().scheme().equals("file"));
            if (files) {
                walk.world.stirred(true);
            }
        }

        @Override
        public void rehearsal(DryRun rehearsal) {
            if (situation.plain()) {
                walk.findings.rehearsal(rehearsal);
            }
            dryRun = Optional.of(rehearsal);
        }

        private void rehearsed(int from) {
            dryRun.ifPresent(found -> walk.findings.rehearsed(new Findings.Rehearsed(
                    found,
                    situation.cwd(),
                    Optional.ofNullable(place.in()),
                    depth == 0
                            ? Optional.empty()
                            : place.before().stream().findFirst().map(first -> first.text() + (depth == 1 ? "" : "…")),
                    situation.environment(),
                    from,
                    walk.findings.acts().size(),
                    Integer.MAX_VALUE)));
        }

        @Override
        public void instead(List<Term> other) {
            List<Term> all = new ArrayList<>(place.before());
            all.addAll(other);
            walk.findings.instead(place.in(), all);
        }
    }
}
