package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code make TARGET}: the lines of a plain makefile, each read as the shell text that it is; else code. */
final class MakeReader implements Reader {

    private static final int MOST = 256 << 10;

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Situation situation = call.situation();
        for (Term folder : reading.values("--directory")) {
            situation = situation.in(situation.path(folder).flatMap(situation.world()::target));
        }
        List<String> goals = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        boolean understood = reading.values("--file").size() < 2 && PipReader.isClear(reading);
        for (Term operand : reading.operands()) {
            int equals = operand.text().indexOf('=');
            String name = equals < 0 ? "" : operand.text().substring(0, equals);
            boolean special = equals >= 0
                    && (!Makefile.isName(name)
                            || Makefile.isSpecial(name)
                            || operand.text().indexOf('$') >= 0);
            if (!operand.known() || special) {
                understood = false;
            } else if (equals < 0) {
                goals.add(operand.text());
            } else {
                given.put(name, operand.text().substring(equals + 1));
            }
        }
        Optional<Path> file = file(reading, situation);
        World world = situation.world();
        Optional<Makefile> makefile =
                file.flatMap(path -> world.text(path, MOST)).flatMap(text -> Makefile.of(text, given));
        understood &= makefile.isPresent();
        if (!understood) {
            acts.code("runs `make " + String.join(" ", goals) + "`, whose makefile is not understood");
            return;
        }
        tell(reading, makefile.get(), file.get(), goals, situation, acts);
    }

    private static void tell(
            Reading reading, Makefile makefile, Path file, List<String> goals, Situation situation, Acts acts) {
        acts.file(FileAct.READ, Term.of(file.toString()));
        if (goals.isEmpty()) {
            makefile.goal().ifPresent(goals::add);
        }
        boolean rebuilt = makefile.has(String.valueOf(file.getFileName()))
                || isMadeByRule(situation, String.valueOf(file.getFileName()));
        if (rebuilt || (reading.rehearses() && makefile.runsUnasked())) {
            acts.code("runs `make`, which runs lines before it is asked to");
            return;
        }
        if (reading.rehearses()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (String goal : goals) {
            if (!makefile.has(goal) || !makefile.lines(goal, name -> !isMadeByRule(situation, name), done, lines)) {
                acts.code("runs `make " + goal + "`, whose rules are not understood");
                return;
            }
        }
        for (String line : lines) {
            acts.shell(Term.of(line), situation.amongOthers());
        }
    }

    /** True when make may know a way of its own to make a file of this name: from one with another ending, or from an archive. */
    private static boolean isMadeByRule(Situation situation, String name) {
        Optional<Path> path = situation.path(name);
        Optional<List<String>> names =
                path.flatMap(at -> Optional.ofNullable(at.getParent())).flatMap(situation.world()::names);
        if (names.isEmpty()) {
            return true;
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        String stem = last.contains(".") ? last.substring(0, last.lastIndexOf('.')) : last;
        for (String other : names.get()) {
            boolean source = other.startsWith(stem + ".") || other.startsWith(last + ".") || other.equals("s." + last);
            if ((source && !other.equals(last))
                    || other.equals("RCS")
                    || other.equals("SCCS")
                    || other.startsWith(last + ",")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Path> file(Reading reading, Situation situation) {
        Optional<Term> named = reading.value("--file");
        if (named.isPresent()) {
            return situation.path(named.get());
        }
        for (String name : List.of("GNUmakefile", "makefile", "Makefile")) {
            Optional<Path> path = situation.path(name);
            if (path.isPresent() && situation.world().kind(path.get()) != World.Kind.NOTHING) {
                return path;
            }
        }
        return Optional.empty();
    }
}
