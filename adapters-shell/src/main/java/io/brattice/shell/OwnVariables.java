package io.brattice.shell;

import io.brattice.shell.ShellState.Value;
import io.brattice.shell.program.Term;
import java.util.Optional;
import java.util.Set;

/** Variables that bash itself changes, or that mean something else than what was assigned to them. */
final class OwnVariables {

    /** With the attribute of an integer: what is assigned is evaluated, which may run code. */
    private static final Set<String> NUMBERS = Set.of(
            "RANDOM",
            "SRANDOM",
            "SECONDS",
            "LINENO",
            "EPOCHSECONDS",
            "BASHPID",
            "HISTCMD",
            "BASH_SUBSHELL",
            "OPTIND",
            "OPTERR",
            "PPID",
            "UID",
            "EUID",
            "COLUMNS",
            "LINES");

    private static final Set<String> TEXTS = Set.of(
            "_",
            "OLDPWD",
            "BASH",
            "BASHOPTS",
            "SHELLOPTS",
            "FUNCNAME",
            "GROUPS",
            "DIRSTACK",
            "HOSTNAME",
            "HOSTTYPE",
            "MACHTYPE",
            "OSTYPE",
            "PIPESTATUS",
            "EPOCHREALTIME",
            "SHLVL",
            "OPTARG",
            "REPLY",
            "MAPFILE");

    /** What bash splits words at, whatever its environment says. */
    static final Value BLANKS = Value.of(Term.of(" \t\n"));

    /** What bash gives itself where its environment does not. */
    private static final Set<String> GIVEN = Set.of("PWD", "SHELL", "TERM", "PATH", "PS4", "PS1", "PS2");

    private OwnVariables() {}

    /** What a variable is before anybody assigned it: empty where bash leaves it unset. */
    static Optional<Value> atFirst(String name) {
        if (name.equals("IFS")) {
            return Optional.of(BLANKS);
        }
        return GIVEN.contains(name) ? Optional.of(Value.unknown()) : Optional.empty();
    }

    /** True for what may hold anything, whatever was assigned. */
    static boolean changes(String name) {
        return NUMBERS.contains(name)
                || TEXTS.contains(name)
                || name.startsWith("BASH_")
                || name.startsWith("COMP_")
                || name.startsWith("READLINE_");
    }

    /** True for what is always a number. */
    static boolean isNumber(String name) {
        return NUMBERS.contains(name);
    }

    /** What programs need to be found: an assignment of it is judged where it is done. */
    static boolean staysExported(String name) {
        return name.equals("PATH") || name.equals("HOME");
    }
}
