package io.brattice.shell.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The environment in which commands run: rebuilt from nothing, so that a command means what its words say.
 *
 * <p>Guarantees: programs come from trusted folders; nothing asks a question or starts a pager; no variable makes a program run
 * other code, unless the operator forced it in by a method named for that.
 */
public final class Environment {

    private static final List<Path> SYSTEM = List.of(
            Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private final Map<String, String> variables;
    private final Binaries binaries;

    private Environment(Map<String, String> variables, Binaries binaries) {
        this.variables = Map.copyOf(variables);
        this.binaries = binaries;
    }

    /** A builder for commands of someone whose home folder this is. */
    public static Builder in(Path home) {
        return new Builder(home);
    }

    /** All of it. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Where its programs are found. */
    public Binaries binaries() {
        return binaries;
    }

    /** The same with variables of one command, whose effects were judged: {@code LC_ALL=C sort}. */
    public Environment with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(more);
        return new Environment(all, binaries);
    }

    /** How an operator adds to it. */
    public static final class Builder {
        private final Map<String, String> variables = new LinkedHashMap<>();
        private final List<Path> added = new ArrayList<>();

        private Builder(Path home) {
            variables.put("HOME", home.toAbsolutePath().toString());
            variables.put("LANG", "C.UTF-8");
            variables.put("TERM", "dumb");
            for (String pager : List.of("PAGER", "GIT_PAGER", "MANPAGER", "SYSTEMD_PAGER", "AWS_PAGER")) {
                variables.put(pager, "cat");
            }
            variables.put("LESS", "");
            variables.put("GIT_TERMINAL_PROMPT", "0");
            variables.put("GIT_OPTIONAL_LOCKS", "0"); // a look must not rewrite the index
            variables.put("DEBIAN_FRONTEND", "noninteractive");
        }

        /** A folder whose programs are trusted like the system's, after them. Its owner vouches for what is in it. */
        public Builder programsFrom(Path folder) {
            if (!folder.isAbsolute() || folder.toString().indexOf(File.pathSeparatorChar) >= 0) {
                throw new IllegalArgumentException(
                        "`" + folder + "` cannot be a folder of programs; pass an absolute path" + " without `"
                                + File.pathSeparator + "`");
            }
            added.add(folder);
            return this;
        }

        /**
         * A variable that every command sees.
         *
         * @throws IllegalArgumentException for one that may change what programs do, and for PATH and HOME
         */
        public Builder variable(String name, String value) {
            Variables.Meaning meaning = Variables.effect(name, value);
            boolean harmless = meaning.kind() == Variables.Kind.HARMLESS || meaning.kind() == Variables.Kind.MATTERS;
            if (!harmless) {
                throw new IllegalArgumentException("`" + name + "` " + meaning.why()
                        + "; leave it out, or force it with `variableThatMayChangeWhatProgramsDo`");
            }
            return variableThatMayChangeWhatProgramsDo(name, value);
        }

        /** Forces one in: what commands are judged to do may not be what they do then. Not PATH and HOME. */
        public Builder variableThatMayChangeWhatProgramsDo(String name, String value) {
            if (name.equals("PATH") || name.equals("HOME")) {
                throw new IllegalArgumentException("`" + name + "` is set by the folders; use `programsFrom` or `in`");
            }
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("`" + name + "` cannot be a variable; pass a name without `=`");
            }
            variables.put(name, value);
            return this;
        }

        public Environment build() {
            List<Path> folders = new ArrayList<>(SYSTEM);
            folders.addAll(added);
            Map<String, String> all = new LinkedHashMap<>(variables);
            all.put("PATH", folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            return new Environment(all, new Binaries(SYSTEM, added));
        }
    }
}
