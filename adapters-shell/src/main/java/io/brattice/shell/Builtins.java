package io.brattice.shell;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.shell.ShellState.Value;
import io.brattice.shell.Walk.End;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What bash does itself: the commands that change the shell, run other text, or only speak. */
final class Builtins {

    private static final int LONGEST_SCRIPT = 64 << 10;
    private static final Set<String> HARMLESS_SET = Set.of(
            "e",
            "u",
            "x",
            "v",
            "n",
            "errexit",
            "nounset",
            "xtrace",
            "verbose",
            "noexec",
            "pipefail",
            "errtrace",
            "E",
            "m",
            "b",
            "h",
            "H",
            "monitor",
            "hashall",
            "histexpand",
            "C",
            "noclobber",
            "T",
            "functrace");

    /** Signals at which a trap is what ends the shell, or runs while it ends. */
    private static final Set<String> AT_THE_END = Set.of(
            "EXIT", "0", "INT", "SIGINT", "2", "TERM", "SIGTERM", "15", "HUP", "SIGHUP", "1", "QUIT", "SIGQUIT", "3");

    private static final Set<String> MILD_OPTIONS = Set.of(
            "dotglob",
            "extglob",
            "failglob",
            "globstar",
            "globasciiranges",
            "nocaseglob",
            "nullglob",
            "nocasematch",
            "checkwinsize",
            "cmdhist",
            "histappend",
            "inherit_errexit",
            "interactive_comments");

    /** What bash does itself, whether or not there is a program of that name. */
    static final Set<String> NAMES = Set.of(
            "echo",
            "jobs",
            "times",
            "umask",
            "ulimit",
            "help",
            "dirs",
            "caller",
            "disown",
            "fg",
            "bg",
            "wait",
            "suspend",
            "logout",
            "bind",
            "complete",
            "compopt",
            ":",
            "true",
            "false",
            "exit",
            "return",
            "break",
            "continue",
            "cd",
            "pushd",
            "popd",
            "export",
            "declare",
            "typeset",
            "local",
            "readonly",
            "unset",
            "read",
            "getopts",
            "mapfile",
            "readarray",
            "let",
            "test",
            "[",
            "printf",
            "set",
            "shopt",
            "shift",
            "eval",
            ".",
            "source",
            "exec",
            "command",
            "builtin",
            "trap",
            "alias",
            "unalias",
            "type",
            "hash",
            "enable",
            "compgen",
            "history",
            "fc",
            "kill",
            "pwd");

    private final Walk walk;
    private final SimpleWalk simple;
    private final ShellState state;

    Builtins(Walk walk, SimpleWalk simple, ShellState state) {
        this.walk = walk;
        this.simple = simple;
        this.state = state;
    }

    /** Empty for what is no builtin, or a builtin that does what the program of that name does. */
    Optional<End> run(Command.Simple command, List<Term> words, Situation situation) {
        List<Term> arguments = words.subList(1, words.size());
        return switch (words.get(0).text()) {
            case "echo",
                    "jobs",
                    "times",
                    "umask",
                    "ulimit",
                    "help",
                    "dirs",
                    "caller",
                    "disown",
                    "fg",
                    "bg",
                    "suspend",
                    "logout",
                    "bind",
                    "complete",
                    "compopt",
                    "pwd" -> Optional.of(plain(words));
            case ":", "true" -> Optional.of(End.DONE);
            case "false" -> Optional.of(End.FAILED);
            case "exit" -> Optional.of(End.EXIT);
            case "return", "break", "continue" -> {
                walk.jumps(words.get(0).text().equals("return"), state);
                yield Optional.of(End.EXIT);
            }
            case "cd", "chdir" -> Optional.of(cd(arguments));
            case "pushd" -> {
                boolean rotates = arguments.isEmpty()
                        || arguments.get(0).text().startsWith("+")
                        || arguments.get(0).text().startsWith("-");
                if (rotates) {
                    state.cwd(Optional.empty());
                }
                yield Optional.of(rotates ? End.OPEN : cd(arguments));
            }
            case "popd" -> {
                state.cwd(Optional.empty());
                yield Optional.of(End.OPEN);
            }
            case "export", "declare", "typeset", "local", "readonly" ->
                Optional.of(declare(words.get(0).text(), arguments));
            case "unset" -> Optional.of(unset(arguments));
            case "read" -> Optional.of(read(arguments));
            case "getopts" -> {
                arguments.stream().skip(1).limit(1).forEach(name -> state.set(name.text(), Value.unknown()));
                yield Optional.of(End.QUIET);
            }
            case "mapfile", "readarray" -> Optional.of(mapfile(arguments, situation));
            case "let" -> {
                arguments.forEach(this::evaluated);
                yield Optional.of(End.QUIET);
            }
            case "test", "[" -> Optional.of(test(arguments, situation));
            case "printf" -> Optional.of(printf(arguments));
            case "set" -> Optional.of(set(arguments));
            case "shopt" -> Optional.of(shopt(arguments));
            case "shift" -> {
                shift(arguments);
                yield Optional.of(End.QUIET);
            }
            case "eval" -> Optional.of(eval(arguments, situation));
            case ".", "source" -> Optional.of(source(arguments, situation));
            case "exec" -> Optional.of(exec(arguments, situation));
            case "command" -> Optional.of(command(arguments, situation, command));
            case "builtin" ->
                arguments.isEmpty()
                        ? Optional.of(End.DONE)
                        : !arguments.get(0).known()
                                ? Optional.of(opaque("the name of a command is not known before it runs"))
                                : run(command, arguments, situation)
                                        .or(() -> Optional.of(opaque("`builtin` of what is none")));
            case "trap" -> Optional.of(trap(arguments, situation));
            case "alias" -> {
                // A shell that is called `sh` expands them, and this one behind `shopt -s expand_aliases`.
                boolean defines = arguments.stream()
                        .anyMatch(each -> !each.known() || each.text().contains("="));
                yield Optional.of(defines ? opaque("`alias` gives names another meaning") : End.OPEN);
            }
            case "wait" ->
                Optional.of(
                        arguments.stream().anyMatch(each -> each.mayBeOption() && !each.equals(Term.of("-n")))
                                ? opaque("`wait -p` sets a variable")
                                : End.OPEN);
            case "unalias" -> Optional.of(End.QUIET);
            case "type" -> Optional.of(End.OPEN);
            case "hash", "enable", "compgen" -> Optional.of(lookup(words));
            case "history", "fc" -> Optional.of(history(words));
            case "kill" -> Optional.empty();
            default -> Optional.empty();
        };
    }

    private End plain(List<Term> words) {
        boolean speaks = words.get(0).text().equals("echo");
        if (words.get(0).text().equals("bind") && words.size() > 1) {
            return opaque("`bind` gives keys a meaning");
        }
        return speaks ? new End(Walk.Certainty.SUCCEEDS, Optional.empty(), false) : End.OPEN;
    }

    private End opaque(String why) {
        walk.findings.opaque(why);
        return End.OPEN;
    }

    private End cd(List<Term> arguments) {
        List<Term> operands = new ArrayList<>();
        for (Term argument : arguments) {
            boolean option = argument.known() && Set.of("-P", "-L", "-e", "--").contains(argument.text());
            if (!option) {
                operands.add(argument);
            }
        }
        Term to = operands.isEmpty() ? state.get("HOME").scalar() : operands.get(0);
        boolean elsewhere = !state.get("CDPATH").elements().isEmpty();
        if (operands.size() > 1
                || !to.known()
                || to.text().isEmpty()
                || to.text().equals("-")
                || elsewhere) {
            state.cwd(Optional.empty());
            return End.OPEN;
        }
        Optional<Path> named = path(to.text());
        Optional<Path> path = named.flatMap(walk.world::target);
        Optional<Path> logical = named.map(Path::normalize).flatMap(walk.world::target);
        boolean dots = List.of(to.text().split("/", -1)).contains("..");
        if (dots && (state.linked() || !logical.equals(path))) {
            state.cwd(Optional.empty()); // bash takes `..` from the words, not from the folders
            return End.OPEN;
        }
        World.Kind kind = path.map(walk.world::followed).orElse(World.Kind.UNKNOWN);
        boolean fails = kind == World.Kind.NOTHING || kind == World.Kind.FILE || kind == World.Kind.OTHER;
        if (fails && !walk.world.worst()) {
            return End.FAILED;
        }
        boolean straight = path.isPresent() && path.equals(named.map(Path::normalize));
        state.linked(!straight || (state.linked() && !to.text().startsWith("/")));
        state.cwd(path);
        walk.findings.add(new Findings.OnFile(FileAct.LIST, to, path, null, Optional.empty()));
        return kind == World.Kind.FOLDER ? End.DONE : End.OPEN;
    }

    private Optional<Path> path(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? Optional.of(path) : state.cwd().map(folder -> folder.resolve(path));
        } catch (java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }

    private End declare(String name, List<Term> arguments) {
        boolean exports = name.equals("export");
        boolean fixes = name.equals("readonly");
        boolean global = name.equals("export") || name.equals("readonly");
        boolean evaluates = false;
        for (Term argument : arguments) {
            String text = argument.text();
            if (argument.known() && (text.startsWith("-") || text.startsWith("+")) && text.indexOf('=') < 0) {
                exports |= text.startsWith("-") && text.indexOf('x') > 0;
                fixes |= text.startsWith("-") && text.indexOf('r') > 0;
                global |= text.indexOf('g') > 0;
                evaluates |= text.indexOf('i') > 0;
                boolean alters = text.startsWith("-") && "nulcf".chars().anyMatch(c -> text.indexOf(c) > 0);
                boolean shows = text.startsWith("-")
                        && (text.indexOf('p') > 0 || text.indexOf('f') > 0)
                        && !fixes
                        && !exports
                        && !text.matches("-.*[nulc].*");
                if (alters && !shows) {
                    return opaque("`" + name + " " + Expansion.shortened(text) + "` gives names another meaning");
                }
                continue;
            }
            int equals = text.indexOf('=');
            String variable = equals < 0 ? text : text.substring(0, equals);
            if (variable.endsWith("+")) {
                variable = variable.substring(0, variable.length() - 1);
            }
            if (!Expansion.isName(variable) || (!argument.known() && equals < 0)) {
                walk.findings.opaque("it declares a variable whose name is not plain or not known");
                continue;
            }
            boolean local = !global && walk.declaresLocal(variable);
            if (equals < 0) {
                if (evaluates) {
                    return opaque("`" + name + " -i` evaluates what is assigned later, which may run code");
                }
                if (local) {
                    state.set(variable, Value.unknown());
                }
                if (exports) {
                    state.set(variable, state.get(variable).export());
                }
                if (fixes) {
                    state.fix(variable);
                }
                continue;
            }
            String value = text.substring(equals + 1);
            boolean array = value.startsWith("(");
            if (array && Arithmetic.mayRunCode(value, state::get)) {
                walk.findings.opaque("it evaluates the subscripts of an array, which may run code");
            }
            Value now = array || text.charAt(equals - 1) == '+'
                    ? Value.unknown()
                    : Value.of(argument.known() ? Term.of(value) : Term.beginning(value));
            if (evaluates) {
                walk.findings.opaque(
                        "it evaluates a value as arithmetic, and what is assigned later: that may run code");
            }
            walk.variables().assigned(variable, now, state);
            state.set(variable, exports ? now.export() : now);
            if (fixes) {
                state.fix(variable);
            }
        }
        return End.DONE;
    }

    private End unset(List<Term> arguments) {
        boolean functions = false;
        boolean variables = false;
        for (Term argument : arguments) {
            String text = argument.text();
            if (argument.known() && text.startsWith("-") && text.length() > 1) {
                functions |= text.indexOf('f') > 0;
                variables |= text.indexOf('v') > 0;
                if (text.indexOf('n') > 0) {
                    return opaque("`unset -n` takes from a name what it stands for");
                }
                continue;
            }
            if (!argument.known() || !Expansion.isName(text)) {
                boolean plain = functions && argument.known() && text.indexOf('[') < 0;
                if (!plain) {
                    return opaque("it evaluates a subscript, which may run code");
                }
            }
            if (functions) {
                state.undefine(text);
            } else if (variables) {
                state.unset(text);
            } else {
                state.unsetEither(text);
            }
        }
        return End.QUIET;
    }

    private End names(List<Term> arguments) {
        for (Term argument : arguments) {
            if (!argument.known() || !Expansion.isName(argument.text())) {
                return opaque("it evaluates a subscript, which may run code");
            }
            state.set(argument.text(), Value.unknown());
        }
        return End.QUIET;
    }

    private End read(List<Term> arguments) {
        List<Term> names = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Term argument = arguments.get(i);
            String text = argument.text();
            if (argument.known() && text.startsWith("-") && text.length() > 1) {
                char last = text.charAt(text.length() - 1);
                if ("adinNptu".indexOf(last) >= 0) {
                    i++;
                    if (last == 'a' && i < arguments.size()) {
                        names.add(arguments.get(i));
                    }
                }
                continue;
            }
            names.add(argument);
        }
        state.set("REPLY", Value.unknown());
        End end = names(names);
        return end.output().isEmpty() ? end : End.QUIET;
    }

    private End mapfile(List<Term> arguments, Situation situation) {
        state.set("MAPFILE", Value.unknown());
        for (int i = 0; i < arguments.size(); i++) {
            Term argument = arguments.get(i);
            if (!argument.known()) {
                return opaque("an option of `mapfile` is not known");
            }
            if (argument.text().startsWith("-C")) {
                Term code = argument.text().length() > 2
                        ? Term.of(argument.text().substring(2))
                        : i + 1 < arguments.size() ? arguments.get(i + 1) : Term.any("");
                walk.shell(code, situation, state);
                return opaque("`mapfile -C` runs a command for what it reads");
            }
            if (argument.text().startsWith("-")) {
                i += argument.text().length() == 2
                                && "dnOsuc".indexOf(argument.text().charAt(1)) >= 0
                        ? 1
                        : 0;
            } else {
                names(List.of(argument));
            }
        }
        return End.QUIET;
    }

    private void evaluated(Term expression) {
        if (!expression.known() || Arithmetic.mayRunCode(expression.text(), state::get)) {
            walk.findings.opaque("arithmetic on a value that bash would evaluate as code");
        }
        state.forget(Walk.namesIn(expression.text()));
    }

    private End test(List<Term> arguments, Situation situation) {
        for (int i = 0; i + 1 < arguments.size(); i++) {
            String operator = arguments.get(i).text();
            Term operand = arguments.get(i + 1);
            if (operator.equals("-v") && (!operand.known() || operand.text().indexOf('[') >= 0)) {
                return opaque("`-v` evaluates what its operand holds as code");
            }
            boolean looks = operator.length() == 2
                    && operator.charAt(0) == '-'
                    && "bcdefghkLprsSuwxGNO".indexOf(operator.charAt(1)) >= 0;
            if (looks && operand.known()) {
                walk.findings.add(
                        new Findings.OnFile(FileAct.LIST, operand, situation.path(operand), null, Optional.empty()));
            }
        }
        return End.QUIET;
    }

    private End printf(List<Term> arguments) {
        boolean stores = !arguments.isEmpty()
                && arguments.get(0).known()
                && arguments.get(0).text().startsWith("-v");
        if (!stores) {
            boolean open = !arguments.isEmpty() && arguments.get(0).many();
            return open
                    ? opaque("the first operand of `printf` is not known")
                    : new End(Walk.Certainty.SUCCEEDS, Optional.empty(), false);
        }
        Term name = arguments.get(0).text().length() > 2
                ? Term.of(arguments.get(0).text().substring(2))
                : arguments.size() > 1 ? arguments.get(1) : Term.any("");
        return names(List.of(name));
    }

    private End set(List<Term> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            Term argument = arguments.get(i);
            String text = argument.text();
            if (argument.known() && (text.equals("--") || !(text.startsWith("-") || text.startsWith("+")))) {
                state.parameters(arguments.subList(text.equals("--") ? i + 1 : i, arguments.size()));
                return End.QUIET;
            }
            if (!argument.known()) {
                state.parameters(List.of(Term.any("")));
                return opaque("what `set` is told is not known");
            }
            String options = text.substring(1);
            boolean named = options.endsWith("o");
            if (named && i + 1 < arguments.size()) {
                i++;
                options = options.substring(0, options.length() - 1);
                option(arguments.get(i).text());
            }
            options.chars().forEach(c -> option(String.valueOf((char) c)));
        }
        return End.QUIET;
    }

    private void option(String name) {
        if (name.equals("f") || name.equals("noglob")) {
            state.globsChanged();
        } else if (!HARMLESS_SET.contains(name)) {
            walk.findings.opaque("`set` with `" + Expansion.shortened(name) + "` changes what commands mean");
        }
    }

    /** Only options that change what globs match, or nothing that matters here. */
    private End shopt(List<Term> arguments) {
        for (Term argument : arguments) {
            boolean mild = argument.known()
                    && (MILD_OPTIONS.contains(argument.text())
                            || argument.text().matches("-[supq]+"));
            if (!mild) {
                return opaque("`shopt` changes what commands mean");
            }
        }
        state.globsChanged();
        return End.QUIET;
    }

    private void shift(List<Term> arguments) {
        List<Term> now = state.parameters();
        boolean one = arguments.isEmpty() && !now.isEmpty() && !now.get(0).many();
        state.parameters(one ? now.subList(1, now.size()) : List.of(Term.any("")));
    }

    private End eval(List<Term> arguments, Situation situation) {
        StringBuilder text = new StringBuilder();
        for (Term argument : arguments) {
            if (!argument.known()) {
                return opaque("`eval` runs a text that is not known before");
            }
            text.append(text.isEmpty() ? "" : " ").append(argument.text());
        }
        return text.isEmpty() ? End.DONE : walk.inside(Term.of(text.toString()), state, situation.input());
    }

    private End source(List<Term> arguments, Situation situation) {
        if (arguments.isEmpty() || !arguments.get(0).known()) {
            return opaque("`source` runs a file that is not known before");
        }
        Term file = arguments.get(0);
        Optional<Path> path = situation.path(file);
        walk.findings.add(new Findings.OnFile(FileAct.READ, file, path, null, Optional.empty()));
        boolean named = file.text().indexOf('/') >= 0;
        Optional<String> text = named ? path.flatMap(p -> walk.world.text(p, LONGEST_SCRIPT)) : Optional.empty();
        String shown = "`" + Expansion.shortened(file.text()) + "`";
        if (text.isEmpty() || !walk.enter()) {
            walk.findings.commands("runs the commands of " + shown + " in this shell");
            return End.OPEN;
        }
        Walk.Frame frame = walk.enters(true);
        End end = walk.inside(Term.of(text.get()), state, situation.input());
        frame.join(state);
        frame.locals().forEach(state::leaveLocal);
        walk.leaves();
        walk.leave();
        return end;
    }

    private End exec(List<Term> arguments, Situation situation) {
        int from = 0;
        while (from < arguments.size()
                && arguments.get(from).known()
                && arguments.get(from).text().startsWith("-")) {
            String option = arguments.get(from).text();
            from += option.equals("-a") ? 2 : 1;
            if (!Set.of("-a", "-c", "-l", "-cl", "-lc", "--").contains(option)) {
                return opaque("`exec` with `" + Expansion.shortened(option) + "`");
            }
        }
        if (from >= arguments.size()) {
            return End.DONE;
        }
        simple.program(arguments.subList(from, arguments.size()), situation.amongOthers(), null, 1);
        return End.EXIT;
    }

    private End command(List<Term> arguments, Situation situation, Command.Simple command) {
        int from = 0;
        while (from < arguments.size()
                && arguments.get(from).known()
                && arguments.get(from).text().startsWith("-")) {
            String option = arguments.get(from).text();
            if (option.equals("-v") || option.equals("-V")) {
                return End.OPEN;
            }
            if (!option.equals("-p") && !option.equals("--")) {
                return opaque("`command` with `" + Expansion.shortened(option) + "`");
            }
            from++;
        }
        if (from >= arguments.size()) {
            return End.DONE;
        }
        List<Term> inner = arguments.subList(from, arguments.size());
        if (!inner.get(0).known()) {
            return opaque("the name of a command is not known before it runs");
        }
        Situation among = situation.amongOthers();
        return run(command, inner, among).orElseGet(() -> simple.program(inner, among, null, 1));
    }

    private End trap(List<Term> arguments, Situation situation) {
        if (arguments.isEmpty()
                || arguments.get(0).equals(Term.of("-p"))
                || arguments.get(0).equals(Term.of("-l"))) {
            return End.QUIET;
        }
        Term code =
                arguments.get(0).equals(Term.of("--")) && arguments.size() > 1 ? arguments.get(1) : arguments.get(0);
        boolean takesBack =
                code.known() && (code.text().equals("-") || code.text().isEmpty());
        if (!takesBack) {
            List<Term> signals = arguments.subList(arguments.get(0).equals(Term.of("--")) ? 2 : 1, arguments.size());
            boolean atTheEnd =
                    signals.stream().allMatch(signal -> signal.known() && AT_THE_END.contains(signal.text()));
            if (!atTheEnd) {
                walk.findings.opaque("`trap` runs commands between others");
            }
            walk.traps();
            ShellState later = state.copy();
            later.forgetAll();
            int began = walk.findings.acts().size();
            walk.inside(code, later, situation.input());
            walk.anyTime(began);
        }
        return End.QUIET;
    }

    private End lookup(List<Term> words) {
        String name = words.get(0).text();
        boolean asks = words.size() == 1
                || (name.equals("hash") && words.size() == 2 && words.get(1).equals(Term.of("-r")));
        return asks ? End.OPEN : opaque("`" + name + "` changes what the names of commands mean, or runs one");
    }

    private End history(List<Term> words) {
        boolean looks = words.size() == 1
                || (words.size() == 2
                        && words.get(1).known()
                        && words.get(1).text().matches("[0-9]+"));
        if (looks && words.get(0).text().equals("history")) {
            return End.OPEN;
        }
        walk.effect(
                Verb.DELETE,
                Resource.file(walk.home.resolve(".bash_history")),
                Reversibility.IRREVERSIBLE,
                "changes the shell's history, or runs from it");
        return End.OPEN;
    }
}
