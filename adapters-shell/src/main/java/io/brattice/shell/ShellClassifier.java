package io.brattice.shell;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.ToolCall;
import io.brattice.files.LocalWorld;
import io.brattice.files.World;
import io.brattice.files.store.Made;
import io.brattice.shell.ShellState.Value;
import io.brattice.shell.git.GitProgram;
import io.brattice.shell.network.Registries;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Programs;
import io.brattice.shell.remote.RemotePrograms;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a bash command line would do, for a host whose framework runs the command itself: {@code command} and, if it wishes,
 * {@code cwd}.
 *
 * <p>Guarantees: every command of the line is gone through, also in branches, loops, functions, substitutions and traps, and judged at
 * its worst; what is not understood makes the list incomplete and the call unknown. Reads the world with bounded look-ups and changes
 * nothing.
 *
 * <p>Does not: know the environment in which the host runs the command, unless it is given: a variable that is not given may be anything.
 * Nothing is secured: what destroys is judged at its inherent class. What is judged is not what runs, if the host runs it elsewhere, later,
 * or with other files in place: {@link ShellTool} is the safer choice.
 */
public final class ShellClassifier implements Classifier {

    private static final Set<String> ARGUMENTS = Set.of("command", "cwd");

    private static final Duration PROBING = Duration.ofSeconds(20);
    private static final int MOST_OUTPUT = 16 << 20;

    private final Path workspace;
    private final LineReader reader;

    private ShellClassifier(Builder builder) {
        this.workspace = Builder.required(builder.workspace, "workspace");
        Path home = Builder.required(builder.home, "home");
        Map<String, Program> programs = new LinkedHashMap<>(builder.programs);
        Map<String, Value> seen = ShellState.exported(builder.environment.orElse(Map.of("HOME", home.toString())));
        boolean here = builder.store.isPresent();
        Environment around = Environment.in(home).build();
        Execution probing = new Execution(around.variables(), PROBING, MOST_OUTPUT);
        builder.store.ifPresent(store -> programs.putIfAbsent(
                "git",
                GitProgram.asThoughSecuring(probing, builder.protectedBranches, workspace, store.resolve("shelf"))));
        programs.putIfAbsent("git", GitProgram.classifying(builder.protectedBranches));
        Ground ground = new Ground(workspace, home, builder.store, builder.secures, builder.contains)
                .reaching(new Reach(builder.registries, Set.of(), () -> true));
        Programs known = Programs.with(programs).allowing(builder.packages);
        RemotePrograms remote = new RemotePrograms(known, probing, around.binaries(), workspace, builder.programs);
        this.reader = new LineReader(
                ground,
                builder.store
                        .map(store -> known.and(remote.asThoughSecuring(store.resolve("shelf"))))
                        .orElse(known),
                here ? new BinaryNames(around.binaries()) : new SystemNames(),
                new Secrets(home),
                seen,
                builder.environment.isPresent(),
                Made.nothing());
    }

    private ShellClassifier(Path workspace, LineReader reader) {
        this.workspace = workspace;
        this.reader = reader;
    }

    /** The same for another workspace. What was read about programs is shared. */
    public ShellClassifier in(Path folder) {
        return new ShellClassifier(folder, reader.on(reader.ground().in(folder)));
    }

    /** The environment in which the shell tool runs commands, unless it is told of more. */
    public static Map<String, String> environment(Path home) {
        return Environment.in(home).build().variables();
    }

    /** A builder; workspace and home have no default. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Optional<Assessment> assess(ToolCall call) throws IOException {
        if (!ARGUMENTS.containsAll(call.arguments().names())) {
            return Optional.of(Assessment.unknown("it has arguments besides `command` and `cwd`"));
        }
        String command = call.arguments().string("command").orElse("");
        try {
            Path cwd =
                    workspace.resolve(call.arguments().string("cwd").orElse("")).toRealPath();
            return Optional.of(judge(command, cwd, new LocalWorld()).assessment());
        } catch (InvalidPathException e) {
            return Optional.of(
                    Assessment.unknown("`cwd` cannot be named in this locale; start the JVM with LC_ALL=C.UTF-8"));
        }
    }

    @Override
    public boolean probes() {
        return true;
    }

    /** What a line would do in a given world, begun in a given folder. */
    public Judged judge(String command, Path cwd, World world) {
        return new Judged(reader.read(command, cwd, world));
    }

    /**
     * The same for a call of {@link ShellTool}, with its arguments {@code contained}, {@code background} and {@code network}.
     *
     * @throws IllegalArgumentException where they are no such arguments
     */
    public Judged judge(Arguments arguments, Path cwd, World world) {
        String command = arguments
                .string("command")
                .orElseThrow(() -> new IllegalArgumentException("`bash` takes a `command`; pass one"));
        boolean background = flag(arguments, "background", false);
        boolean contained = flag(arguments, "contained", true);
        Set<String> asked = AskedHosts.of(arguments);
        if (contained && !background) {
            Ground ground = reader.ground();
            LineReader reading = asked.isEmpty()
                    ? reader
                    : reader.on(ground.reaching(ground.reach().asking(asked)));
            return new Judged(reading.read(command, cwd, world));
        }
        Ground bare = reader.ground().uncontained();
        Plan plan = reader.on(bare).read(command, cwd, world);
        if (!background) {
            return new Judged(plan);
        }
        boolean contains = reader.ground().contains();
        return new Judged(
                plan, Optional.of(Background.assess(Background.refusal(arguments, plan, bare, contains), "to-be")));
    }

    private static boolean flag(Arguments arguments, String name, boolean usually) {
        if (arguments.get(name).orElse(usually) instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("`" + name + "` is true or false");
    }

    /** What a classifier needs to know. */
    public static final class Builder {
        private @Nullable Path workspace;
        private @Nullable Path home;
        private Optional<Map<String, String>> environment = Optional.empty();
        private Map<String, Program> programs = Map.of();
        private Set<String> protectedBranches = Set.of("main", "master");
        private Set<String> packages = Set.of();
        private boolean secures;
        private boolean contains;
        private Registries registries = Registries.none();
        private Optional<Path> store = Optional.empty();

        private Builder() {}

        /** Where commands run, after links. */
        public Builder workspace(Path folder) {
            this.workspace = folder;
            return this;
        }

        /** What {@code ~} means, after links. */
        public Builder home(Path folder) {
            this.home = folder;
            return this;
        }

        /** Every variable that commands see. Without this any variable may hold anything. */
        public Builder environment(Map<String, String> variables) {
            this.environment = Optional.of(Map.copyOf(variables));
            return this;
        }

        /**
         * Packages that the operator vouches for, besides the well-known ones and those of a lock file: {@code pypi/some-name},
         * {@code npm/@scope/name}.
         */
        public Builder allowPackages(Set<String> names) {
            this.packages = Set.copyOf(names);
            return this;
        }

        /** Branches that others build on; {@code main} and {@code master} unless set. */
        public Builder protectedBranches(Set<String> names) {
            this.protectedBranches = Set.copyOf(names);
            return this;
        }

        /** Programs that are read by code of their own: they go before the rows of this library. */
        public Builder programs(Map<String, Program> given) {
            this.programs = Map.copyOf(given);
            return this;
        }

        /**
         * Judges as {@link ShellTool} does, which keeps what a line changes and can take it back. For reports about that tool; a host
         * that runs commands itself must not say this.
         */
        public Builder asTheToolWould() {
            this.secures = true;
            return this;
        }

        /**
         * The same where the workspace is on this machine: judged as the tool judges that has its store there. The store need not exist, and
         * is not made; git is asked about repositories of the workspace.
         */
        public Builder asTheToolWould(Path place) {
            this.store = Optional.of(place);
            return asTheToolWould();
        }

        /**
         * Judges as the tool does on a host where commands can be run contained: see {@link
         * io.brattice.shell.containment.Containment}. Means something only with {@link #asTheToolWould()}.
         */
        public Builder containing(boolean possible) {
            this.contains = possible;
            return this;
        }

        /**
         * Registries of packages from which what runs contained may download; none unless set. Means something only with {@link
         * #containing}.
         */
        public Builder registries(Registries known) {
            this.registries = known;
            return this;
        }

        /** The classifier. */
        public ShellClassifier build() {
            return new ShellClassifier(this);
        }

        private static Path required(@Nullable Path path, String what) {
            if (path == null) {
                throw new IllegalArgumentException("the shell classifier needs a " + what + "; give the builder one");
            }
            return path;
        }
    }
}
