package io.brattice.shell;

import io.brattice.files.World;
import io.brattice.files.store.Made;
import io.brattice.shell.ShellState.Value;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Programs;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Parser;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.SyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a command line: parses it, walks through it, decides how grave it is. Looks at the world, changes nothing.
 *
 * @param environment what the line's shell sees
 * @param complete true when it sees nothing else
 * @param made what the session made before
 */
record LineReader(
        Ground ground,
        Programs programs,
        Names names,
        Secrets secrets,
        Map<String, Value> environment,
        boolean complete,
        Made made) {

    /** The same for a session that made something. */
    LineReader knowing(Made other) {
        return new LineReader(ground, programs, names, secrets, environment, complete, other);
    }

    /** The same with a program that is judged by code of its own. */
    LineReader with(String name, Program program) {
        return new LineReader(ground, programs.and(name, program), names, secrets, environment, complete, made);
    }

    /** The same with several. */
    LineReader with(Map<String, Program> more) {
        return new LineReader(ground, programs.and(more), names, secrets, environment, complete, made);
    }

    /** The same with other folders. */
    LineReader on(Ground other) {
        return new LineReader(other, programs, names, secrets, environment, complete, made);
    }

    private static List<String> deceptions(String line, Script script) {
        List<String> found = Deception.of(line);
        return found.isEmpty()
                ? found
                : LastDocument.of(line, script)
                        .map(begin -> Deception.of(line, begin))
                        .orElse(found);
    }

    Plan read(String line, Path cwd, World world) {
        if (line.isEmpty()) {
            return Plan.unknown("there is no command; pass one", cwd);
        }
        Script script;
        try {
            script = Parser.parse(line);
        } catch (SyntaxException e) {
            boolean secures = ground.secures() && !world.supposes();
            return Plan.unknown("bash would not accept it: " + e.getMessage(), cwd)
                    .with(secures ? ground.precaution(Set.of()) : Precaution.NONE);
        }
        long before = world.nanos();
        Findings findings = new Findings();
        findings.own(script);
        findings.deceives(deceptions(line, script));
        if (!cwd.equals(ground.workspace())) {
            // What is done there without naming it is done to this folder.
            findings.add(new Findings.OnFile(
                    FileAct.LIST, Term.of(cwd.toString()), Optional.of(cwd), null, Optional.empty()));
        }
        Walk walk = new Walk(findings, world, programs, names, ground);
        walk.line(script, new ShellState(cwd, environment, complete));
        findings.settle();
        Optional<Command.Simple> only = Walk.only(script);
        boolean nothing = findings.acts().isEmpty()
                && findings.opaque().isEmpty()
                && findings.code().isEmpty();
        Decided decided =
                nothing ? Decided.NOTHING : new Planner(line, ground, secrets, world, findings, made).decide();
        List<Findings.Rehearsed> rehearsed = Rehearsable.in(script, findings, decided, world);
        long probed = walk.world.nanos() - before;
        return Plan.of(decided, findings, script, only, walk.world.changes(), rehearsed, probed, cwd);
    }
}
