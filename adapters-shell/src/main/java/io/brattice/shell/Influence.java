package io.brattice.shell;

import io.brattice.shell.ShellState.Value;
import io.brattice.shell.process.Variables;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an assignment does to the commands behind it: most do nothing, some change which code runs. */
final class Influence {

    /** Folders of the system's owner. */
    private static final List<String> SYSTEM = List.of("/usr", "/bin", "/sbin");

    /** Folders of whoever installs programs by hand: trusted behind those of the system, whose names they cannot take then. */
    private static final List<String> ADDED = List.of("/opt", "/snap", "/Library", "/nix", "/home/linuxbrew");

    /** What the shell itself heeds, exported or not. */
    private static final Set<String> SHELL = Set.of(
            "PROMPT_COMMAND",
            "PS4",
            "PS1",
            "PS2",
            "PS0",
            "BASH_ENV",
            "ENV",
            "SHELLOPTS",
            "BASHOPTS",
            "EXECIGNORE",
            "BASH_CMDS",
            "BASH_ALIASES",
            "histchars");

    private final Findings findings;
    private final Ground ground;

    Influence(Findings findings, Ground ground) {
        this.findings = findings;
        this.ground = ground;
    }

    /** {@code NAME=value} on its own, or behind {@code export}: it stays. */
    void assigned(String name, Value value, ShellState state) {
        if (name.equals("PATH")) {
            path(value.scalar(), state);
        } else if (name.equals("GLOBIGNORE")) {
            state.globsChanged();
        } else if (name.equals("HOME")) {
            home(value.scalar());
        } else if (name.equals("PWD") || name.equals("DIRSTACK")) {
            findings.opaque("`" + name + "` is set by hand, which makes the shell believe it is somewhere else");
        } else if (OwnVariables.isNumber(name) && !value.numeric()) {
            findings.opaque("`" + name + "` evaluates what it is set to as arithmetic, which may run code");
        } else if (!name.equals("IFS") && !name.equals("CDPATH")) {
            stays(name, value, state);
        }
    }

    /** What stays matters to every command behind it that sees it: which those are is not looked at. */
    private void stays(String name, Value value, ShellState state) {
        Term text = value.scalar();
        Variables.Meaning meaning = text.known() ? Variables.effect(name, text.text()) : Variables.effect(name);
        boolean seen = value.exported() || state.get(name).exported() || SHELL.contains(name);
        switch (meaning.kind()) {
            case HARMLESS -> {}
            case MATTERS -> {
                if (seen) {
                    state.heeded(meaning.programs(), "`" + name + "` " + meaning.why());
                }
            }
            case EXECUTES, UNKNOWN -> {
                if (seen) {
                    findings.opaque("`" + Expansion.shortened(name) + "` " + meaning.why());
                }
            }
        }
    }

    /** {@code NAME=value command}: only that command sees it. */
    void prefixed(String name, Value value, String program, ShellState state) {
        if (name.equals("PATH")) {
            path(value.scalar(), state);
        } else if (name.equals("HOME")) {
            home(value.scalar());
        } else if (!name.equals("IFS") && !name.equals("CDPATH") && !name.equals("GLOBIGNORE")) {
            executes(name, value, program);
        }
    }

    private void executes(String name, Value value, String program) {
        Term text = value.scalar();
        Variables.Meaning meaning = text.known() ? Variables.effect(name, text.text()) : Variables.effect(name);
        boolean matters = switch (meaning.kind()) {
            case HARMLESS -> false;
            case MATTERS -> meaning.mattersTo(program);
            case EXECUTES, UNKNOWN -> true;
        };
        if (matters) {
            findings.opaque("`" + Expansion.shortened(name) + "` " + meaning.why());
        }
    }

    private void home(Term value) {
        boolean same = value.known() && value.text().equals(ground.home().toString());
        if (!same) {
            findings.opaque("`HOME` is set to another folder, from which programs take their settings");
        }
    }

    /** Folders may be added where only the system's owner can put programs. */
    private void path(Term value, ShellState state) {
        List<String> before = List.of(state.get("PATH").scalar().text().split(":", -1));
        boolean trusted = value.known();
        Set<String> seen = new HashSet<>();
        for (String folder : value.text().split(":", -1)) {
            boolean own = folder.startsWith("/") && Path.of(folder).normalize().startsWith(ground.workspace());
            boolean behind = seen.containsAll(before);
            boolean system = isBelow(folder, SYSTEM) || (behind && isBelow(folder, ADDED));
            trusted &= before.contains(folder) || (system && !own);
            seen.add(folder);
        }
        if (!trusted) {
            findings.opaque("`PATH` is set to folders in which others may have put programs of known names");
        }
    }

    private static boolean isBelow(String folder, List<String> roots) {
        String place = folder.startsWith("/") ? Path.of(folder).normalize().toString() : "";
        return roots.stream().anyMatch(root -> place.equals(root) || place.startsWith(root + "/"));
    }
}
