package io.brattice.shell;

import io.brattice.action.Arguments;
import io.brattice.action.ToolCall;
import io.brattice.files.Aftermath;
import io.brattice.files.SupposedWorld;
import io.brattice.files.World;
import io.brattice.shell.git.GitProgram;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Programs;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Spelled;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Parser;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.SyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes command lines of bash apart: every simple command that a line could run, after expansion, wherever it stands: in branches, loops,
 * functions that are called, substitutions, traps, in texts that a shell is given, and behind wrappers such as {@code env}, {@code sudo}
 * and {@code xargs}, which are commands of their own beside what they run.
 *
 * <p>What the shell does itself stands as the command that would do the same: {@code NAME=value} as {@code export}, or {@code env} in
 * front of a command; output into a file as {@code tee}.
 *
 * <p>Pure: looks at no disk and at no environment, so that the same line is always the same commands. What cannot be known that way makes
 * the whole line unknown: a program or an option that a variable, a glob, a file or the input of a pipe decides, scripts, aliases, what
 * changes what commands mean.
 *
 * <p>Does not: tell what the programs do. One that runs others without saying so in its words ({@code make}, {@code npm test}, {@code
 * python x.py}) is one command.
 */
public final class CommandLines {

    /**
     * One simple command.
     *
     * @param program its name; without the folder, where that is one of the system's
     * @param subcommand the first word that is no option, for programs that have such
     * @param options those that were given, in every spelling that is known for them; else as they stand, and bundles letter by letter
     * @param words as they are after expansion; what is not known of one, and cannot be an option, is an ellipsis
     */
    public record Simple(String program, Optional<String> subcommand, Set<String> options, List<String> words) {
        public Simple {
            options = Set.copyOf(options);
            words = List.copyOf(words);
        }
    }

    /** What has no subcommands: its words are files, texts, addresses. */
    private static final Set<String> PLAIN = Set.of(
            "ls",
            "cat",
            "rm",
            "cp",
            "mv",
            "mkdir",
            "rmdir",
            "touch",
            "ln",
            "chmod",
            "chown",
            "grep",
            "egrep",
            "fgrep",
            "rg",
            "sed",
            "head",
            "tail",
            "wc",
            "sort",
            "uniq",
            "cut",
            "tr",
            "diff",
            "cmp",
            "echo",
            "printf",
            "true",
            "false",
            ":",
            "test",
            "[",
            "pwd",
            "cd",
            "date",
            "sleep",
            "tar",
            "gzip",
            "gunzip",
            "zip",
            "unzip",
            "curl",
            "wget",
            "python",
            "python3",
            "node",
            "java",
            "ruby",
            "perl",
            "tee",
            "stat",
            "file",
            "du",
            "df",
            "ps",
            "kill",
            "pkill",
            "killall",
            "which",
            "whoami",
            "id",
            "uname",
            "basename",
            "dirname",
            "realpath",
            "readlink",
            "jq",
            "tree",
            "less",
            "more",
            "shred",
            "dd",
            "truncate",
            "psql",
            "mysql",
            "sqlite3",
            "rsync",
            "scp",
            "tsc",
            "eslint",
            "pytest",
            "ruff",
            "export");

    /** No folder that anything real could lie in. */
    private static final Path NOWHERE = Path.of("/nowhere/home");

    private static final Programs PROGRAMS =
            Programs.with(Map.of("git", GitProgram.classifying(Set.of("main", "master"))));

    private CommandLines() {}

    /** The commands of a call of {@link ShellTool}; empty for what is none, or what cannot be known. */
    public static Optional<List<Simple>> of(ToolCall call) {
        Arguments arguments = call.arguments();
        return isCommandLine(call.tool(), "command") && arguments.get("command").orElse(0) instanceof String line
                ? of(line)
                : Optional.empty();
    }

    /** Whether this argument of this tool is a command line. */
    public static boolean isCommandLine(String tool, String argument) {
        return tool.equals("bash") && argument.equals("command");
    }

    /** The commands of a line, each once, in the order in which they are come by; empty where there are none, or they cannot be known. */
    public static Optional<List<Simple>> of(String line) {
        World world = SupposedWorld.onNothing(true, Set.of(NOWHERE), new Aftermath());
        Ground ground = new Ground(NOWHERE, NOWHERE, Optional.empty(), false, false);
        Findings findings = new Findings();
        try {
            Script script = Parser.parse(line);
            if (!Deception.of(line).isEmpty()) {
                return Optional.empty();
            }
            new Walk(findings, world, PROGRAMS, new SystemNames(), ground)
                    .line(script, new ShellState(NOWHERE, Map.of(), false));
        } catch (SyntaxException e) {
            return Optional.empty();
        }
        List<Simple> all = new ArrayList<>();
        for (List<Term> words : findings.calls().all()) {
            Optional<Simple> simple = simple(words, world);
            if (simple.isEmpty()) {
                return Optional.empty();
            }
            all.add(simple.get());
        }
        return all.isEmpty() || findings.calls().hidden() ? Optional.empty() : Optional.of(all);
    }

    private static Optional<Simple> simple(List<Term> words, World world) {
        Term name = words.get(0);
        if (!name.known()
                || name.text().isEmpty()
                || name.text().indexOf('/') >= 0
                || name.text().equals("ssh")) {
            return Optional.empty(); // what `ssh` runs elsewhere nobody has taken apart.
        }
        Situation situation =
                new Situation(Optional.of(NOWHERE), NOWHERE, Map.of(), Situation.Input.UNKNOWN, false, world);
        Optional<Program> program = PROGRAMS.named(name.text());
        Optional<Spelled> spelled = program.flatMap(known -> known.spelled(new Invocation(words, situation)));
        if (spelled.isEmpty()) {
            return name.text().equals("git") ? Optional.empty() : asTheyStand(words);
        }
        Optional<Term> subcommand =
                isPlain(name.text()) ? Optional.empty() : spelled.get().subcommand();
        return spelled.get().whole() && subcommand.map(Term::known).orElse(true)
                ? Optional.of(new Simple(
                        name.text(), subcommand.map(Term::text), spelled.get().options(), texts(words)))
                : Optional.empty();
    }

    private static boolean isPlain(String program) {
        return PLAIN.contains(program) || Calls.runsOthers(program) || Builtins.NAMES.contains(program);
    }

    /** A program of which the options are not known: which of them take the next word is not known either. */
    private static Optional<Simple> asTheyStand(List<Term> words) {
        String program = words.get(0).text();
        boolean plain = isPlain(program);
        Set<String> options = new LinkedHashSet<>();
        Optional<String> subcommand = Optional.empty();
        boolean ended = false;
        for (int i = 1; i < words.size(); i++) {
            Term word = words.get(i);
            boolean option = !ended && word.mayBeOption();
            boolean first = !plain && subcommand.isEmpty() && !ended && !option;
            if ((option || first) && !word.known() || first && !options.isEmpty()) {
                return Optional.empty(); // `tool -C x push`: which word is the subcommand depends on the option.
            }
            if (first) {
                subcommand = Optional.of(word.text());
            } else if (option) {
                ended = word.text().equals("--");
                options.addAll(ended ? Set.of() : spellings(word.text()));
            }
        }
        return Optional.of(new Simple(program, subcommand, options, texts(words)));
    }

    /** Letters behind one dash are one option or several: that depends on the program. */
    private static Set<String> spellings(String word) {
        int equal = word.indexOf('=');
        String name = equal < 0 ? word : word.substring(0, equal);
        Set<String> spellings = new LinkedHashSet<>(Set.of(name));
        if (!name.startsWith("--")) {
            name.substring(1).codePoints().forEach(letter -> spellings.add("-" + Character.toString(letter)));
        }
        return spellings;
    }

    private static List<String> texts(List<Term> words) {
        return words.stream().map(Term::toString).toList();
    }
}
