package io.brattice.shell;

import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The commands that a walk came by, expanded, each once; and whether there may be others. */
final class Calls {

    private static final int MOST = 1_000;

    /** What runs commands that its words, its input or files name: where it is not understood, they are not known. */
    private static final Set<String> CALLERS = Set.of(
            "sudo",
            "sudoedit",
            "doas",
            "su",
            "runuser",
            "pkexec",
            "env",
            "xargs",
            "parallel",
            "bash",
            "sh",
            "dash",
            "zsh",
            "ksh",
            "csh",
            "tcsh",
            "fish",
            "rbash",
            "busybox",
            "toybox",
            "command",
            "builtin",
            "exec",
            "eval",
            "nohup",
            "nice",
            "ionice",
            "timeout",
            "time",
            "watch",
            "script",
            "setsid",
            "stdbuf",
            "flock",
            "chroot",
            "unshare",
            "nsenter",
            "taskset",
            "chrt",
            "strace",
            "ltrace",
            "systemd-run",
            "at",
            "batch",
            "entr",
            "expect",
            "find",
            "fd",
            "fdfind",
            "awk",
            "gawk",
            "mawk",
            "nawk",
            "sed",
            "gsed",
            "ed",
            "ex",
            "vi",
            "vim",
            "nvim",
            "view",
            "emacs",
            "tmux",
            "screen",
            "ssh",
            "start-stop-daemon",
            "daemonize",
            "proot",
            "fakeroot",
            "dbus-run-session",
            "xvfb-run",
            "chronic",
            "ts",
            "unbuffer",
            "catchsegv",
            "setarch",
            "linux32",
            "linux64",
            "prlimit",
            "numactl",
            "cgexec",
            "firejail",
            "bwrap",
            "ld.so",
            "ld-linux-x86-64.so.2",
            "tar",
            "rsync");

    private final Set<List<Term>> all = new LinkedHashSet<>(4);
    private boolean hidden;

    /** A command runs, or may run. */
    void add(List<Term> words) {
        if (all.size() < MOST) {
            all.add(List.copyOf(words));
        } else {
            hidden = true;
        }
    }

    /** Variables are set: to the commands behind that is what the program of this name does. */
    void sets(String program, List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            add(List.of(Term.of(program), Term.beginning(assignment.name() + "=")));
        }
    }

    /** Something is written by the shell itself, as {@code tee} would. */
    void writes(Term target) {
        add(List.of(Term.of("tee"), Term.of("--"), target.many() ? Term.beginning(target.text()) : target));
    }

    /** Something runs, or may run, that nobody can tell. */
    void hide() {
        hidden = true;
    }

    boolean hidden() {
        return hidden;
    }

    List<List<Term>> all() {
        return new ArrayList<>(all);
    }

    static boolean runsOthers(String program) {
        return CALLERS.contains(program);
    }
}
