package io.brattice.shell;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.Secured;
import io.brattice.StaleException;
import io.brattice.StateFolder;
import io.brattice.Tool;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.files.LocalWorld;
import io.brattice.files.store.Made;
import io.brattice.files.store.Provenance;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Restoration;
import io.brattice.shell.children.ChildStarted;
import io.brattice.shell.children.Children;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.git.GitProgram;
import io.brattice.shell.git.GitSteps;
import io.brattice.shell.git.Shelf;
import io.brattice.shell.network.Grant;
import io.brattice.shell.network.Registries;
import io.brattice.shell.network.SessionNetwork;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.OutputListener;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Programs;
import io.brattice.shell.rehearsal.Rehearsals;
import io.brattice.shell.remote.RemotePrograms;
import io.brattice.shell.remote.RemoteSteps;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bash command lines, as the tool {@code bash} with the arguments {@code command} and, if it wishes, {@code cwd}, {@code contained}: false
 * for a line that would run contained and cannot do its work there, so that a person is asked, {@code network}: the names of hosts that a
 * line needs when it runs contained, about which a person is asked unless they are known registries of packages, and {@code background}:
 * true for one that is to stay, see {@link Children}.
 *
 * <p>Guarantees: a line is parsed as bash parses it, and every command in it is judged at its worst; what is not understood is unknown, and
 * so IRREVERSIBLE. What runs is what was understood: pipelines of plain programs without a shell, anything else printed anew, with the
 * files that were shown in place of globs, by {@code bash -p} in a rebuilt environment. What a line changes in the workspace is kept first,
 * and taken back on request. Input is closed; time and output are bounded; all that a line started ends with it. Code that nobody can read
 * runs contained where the host can do that, see {@link Containment}: then nobody need be asked.
 *
 * <p>Does not: contain what a person said yes to, nor what was understood. Such a line can do whatever its user can.
 */
public final class ShellTool implements Tool {

    static final String UNDO = "bash.undo";
    private static final Set<String> ARGUMENTS = Set.of("command", "cwd", "contained", "background", "network");

    private final Path workspace;
    private final Containment containment;
    private final Store store;
    private final Environment environment;
    private final LineReader reader;
    private final Provenance provenance;
    private final LineRun runs;
    private final GitProgram git;
    private final Set<String> protectedBranches;
    private final RemotePrograms remote;
    private final Rehearsals rehearsals;
    private final DryRuns dryRuns;
    private final Children children;
    private final Background background;

    private ShellTool(Builder builder) throws IOException {
        this.workspace = required(builder.workspace, "workspace").toRealPath();
        Path home = required(builder.home, "home").toRealPath();
        this.containment = builder.containment.orElseGet(Containment::ofThisHost);
        this.store = Store.in(required(builder.store, "store"));
        if (store.root().startsWith(workspace)) {
            throw new IllegalArgumentException(
                    "the store `" + store.root() + "` is inside the workspace; put it elsewhere");
        }
        Environment.Builder variables = Environment.in(home);
        builder.environment.forEach(variables::variable);
        builder.programFolders.forEach(variables::programsFrom);
        this.environment = variables.build();
        this.protectedBranches = Set.copyOf(builder.protectedBranches);
        Execution execution = new Execution(environment.variables(), builder.time, builder.mostOutput);
        this.git = GitProgram.probing(
                new Execution(environment.variables(), Duration.ofSeconds(20), 16 << 20),
                protectedBranches,
                workspace,
                store);
        this.rehearsals = new Rehearsals(store.root().resolve("plans"));
        DryRuns.Answers answers = builder.answers == null
                ? (dryRun, cwd, time, assessed) -> rehearsals.run(dryRun, cwd, environment, time, assessed)
                : builder.answers;
        this.dryRuns = new DryRuns(answers, Duration.ofSeconds(25)); // less than a gate waits for a preview
        Scratch.sweep();
        this.children = new Children(
                containment,
                new Execution(environment.variables(), builder.childTime, builder.mostOutput),
                InstantSource.system());
        WayOut out = new WayOut(builder.networks, store.root(), builder.inside);
        Containing containing = new Containing(containment, workspace, home, hidden(builder), children, out);
        this.runs = new LineRun(
                execution,
                environment,
                store,
                rehearsals,
                containing,
                builder.listener,
                List.copyOf(builder.programs.values()));
        Programs programs = Programs.with(builder.programs).allowing(builder.packages);
        this.remote = new RemotePrograms(programs, execution, environment.binaries(), workspace, builder.programs);
        this.reader = new LineReader(
                new Ground(workspace, home, Optional.of(store.root()), true, containment.holds())
                        .reaching(new Reach(
                                builder.registries,
                                Set.of(),
                                () -> NamedHosts.of(containment).holds())),
                programs,
                new BinaryNames(environment.binaries()),
                new Secrets(home),
                ShellState.exported(environment.variables()),
                true,
                Made.nothing());
        this.provenance = new Provenance(store);
        this.background = new Background(reader.ground(), containing, children, environment, store);
    }

    /** A builder; workspace, home and store have no default. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "bash";
    }

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(new Classifier() {
            @Override
            public Optional<Assessment> assess(ToolCall call) throws IOException {
                Plan plan = plan(call);
                return Optional.of(isBackground(call) ? background.assess(call, plan) : plan.assessment());
            }

            @Override
            public boolean probes() {
                return true;
            }
        });
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return Optional.of(new Rehearsal() {
            @Override
            public Preview preview(ToolCall call) throws IOException, InterruptedException {
                Plan plan = plan(call);
                if (isBackground(call)) {
                    return Preview.none(background.assess(call, plan).reasons().get(0));
                }
                Preview shown = dryRuns.of(plan);
                return plan.decided().precaution().folders().isEmpty() ? shown : promised(plan, shown);
            }

            @Override
            public Secured secure(ToolCall call, Preview judged)
                    throws IOException, InterruptedException, StaleException {
                Plan read = plan(call, rehearsals.plan(judged.fingerprint()));
                if (isBackground(call)) {
                    return background.secure(call, read);
                }
                Plan plan = read.covering(read.decided().precaution().fitting());
                if (!plan.isKept()) {
                    return runs.nothing();
                }
                if (judged.fidelity()
                        != Preview.Fidelity.NONE) { // else it was not worth a rehearsal: the run looks again
                    refuseDrift(read, judged);
                }
                try {
                    return runs.secure(call, plan);
                } catch (IOException e) {
                    remote.unkept(call, plan.parts(), e); // nothing has run, and nothing will before it is judged anew
                    throw e;
                }
            }
        });
    }

    @Override
    public Optional<Tool> undo() {
        return Optional.of(Restoration.of(UNDO, runs::step));
    }

    /**
     * What takes the lines of any shell tool back: for whoever has the journal and the store, and no workspace. Nothing runs through it but
     * git and the programs that reach other machines, which tell and put back what was there.
     *
     * @param home what {@code ~} means to git
     * @param programs those that the tool was given: what they kept, they put back
     */
    public static Restoration restoring(Path home, List<Program> programs) throws IOException {
        Execution execution =
                new Execution(Environment.in(home.toRealPath()).build().variables(), Duration.ofMinutes(2), 16 << 20);
        return Restoration.of(UNDO, note -> step(note, execution, programs));
    }

    /** The step of a note, of git, of other machines or of files. */
    static Step step(Map<?, ?> note, Execution execution, List<Program> programs) {
        Optional<ChildStarted> child = ChildStarted.read(note);
        return child.isPresent()
                ? child.get()
                : GitSteps.read(note, execution)
                        .or(() -> RemoteSteps.read(note, execution))
                        .or(() -> RemotePrograms.step(note, execution, programs))
                        .orElseGet(() -> Restoration.fileStep(note));
    }

    @Override
    public Digest digest() {
        return Digest.of("tool:bash\n" + getClass().getName() + "\n" + workspace + "\n" + reader.ground() + "\n"
                + new TreeSet<>(protectedBranches) + "\n" + new TreeMap<>(environment.variables()));
    }

    @Override
    public ShellResult run(Permit permit) throws Exception {
        ToolCall call = permit.redeem();
        Optional<Secured> secured = permit.secured();
        if (isBackground(call)) {
            cwd(call);
            return background.run(call, plan(call), provenance.of(call.caller()), secured, permit::leave);
        }
        return run(call, permit.preview(), secured, plan -> (left, traffic) -> {
            permit.leave(left);
            List<Effect> did = runs.did(plan, secured, left, traffic);
            permit.did(did);
            if (secured.filter(each -> each.safeguards().contains(Containable.SAFEGUARD))
                    .isPresent()) {
                own(call, did);
            }
        });
    }

    /** What a contained line made is the session's own. */
    private void own(ToolCall call, List<Effect> did) {
        try {
            Made made = provenance.of(call.caller());
            Set<Path> noted = new LinkedHashSet<>();
            for (Effect effect : did) {
                if (effect.verb() == Verb.CREATE) {
                    Path path = Path.of(URI.create(effect.resource().uri()));
                    if (noted.stream().noneMatch(path::startsWith)) {
                        made.made(path, Set.of());
                        noted.add(path);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // Not known to be the session's own, then.
        }
    }

    private static boolean isBackground(ToolCall call) {
        return Boolean.TRUE.equals(call.arguments().get("background").orElse(false));
    }

    /** What sessions keep running in the background, and the tools by which they see and stop it. */
    public Children children() {
        return children;
    }

    /** What must not be seen in a cell, besides what no cell shows: what the gate remembers. */
    private Set<Path> hidden(Builder builder) {
        Set<Path> hidden = new LinkedHashSet<>(builder.hidden);
        hidden.add(store.root());
        hidden.add(StateFolder.ofThisUser().root());
        return hidden;
    }

    ShellResult run(
            ToolCall call, Optional<Preview> judged, Optional<Secured> secured, Function<Plan, LineRun.Left> leave)
            throws IOException, InterruptedException, StaleException {
        Optional<String> unkept = secured.isEmpty() ? remote.hindrance(call) : Optional.empty();
        if (unkept.isPresent()) {
            throw new StaleException("what is there could not be kept: " + unkept.get());
        }
        cwd(call); // a call that cannot be understood is not run elsewhere, or as another one, whoever said yes
        Plan plan = plan(call);
        if (judged.isPresent()) {
            refuseDrift(plan, judged.get());
        } else if (plan.assessment().inherent().isAtLeast(io.brattice.action.Reversibility.RECOVERABLE)) {
            throw new StaleException("what the command would change was judged as harmless and is not any more");
        }
        try {
            return runs.run(call, runs.asSecured(plan, secured), judged, secured, leave.apply(plan));
        } finally {
            plan.decided().travels().note(plan);
        }
    }

    /** What the line would do now, as the line is judged and as it is run. */
    Plan plan(ToolCall call) throws IOException {
        return plan(call, Optional.empty());
    }

    /** The same with the plan of another program that was shown for it. */
    private Plan plan(ToolCall call, Optional<Path> shown) throws IOException {
        try {
            Path cwd = cwd(call);
            String command = call.arguments().string("command").orElse("");
            Shelf shelf = runs.shelf(call);
            boolean contained =
                    !Boolean.FALSE.equals(call.arguments().get("contained").orElse(true)) && !isBackground(call);
            boolean accompanied = children.network(call.caller()).isPresent();
            Ground ground = contained
                    ? reader.ground()
                            .accompanied(accompanied)
                            .reaching(reader.ground().reach().asking(AskedHosts.of(call.arguments())))
                    : reader.ground().uncontained();
            LineReader reading = reader.on(ground);
            return reading.knowing(provenance.of(call.caller()))
                    .with("git", git.forCall(shelf))
                    .with(remote.forCall(call, shelf::next, shown))
                    .read(command, cwd, new LocalWorld());
        } catch (IllegalArgumentException e) {
            return Plan.unknown(String.valueOf(e.getMessage()), workspace);
        }
    }

    /**
     * Where a call runs.
     *
     * @throws IllegalArgumentException for a call that has other arguments than it may have
     */
    private Path cwd(ToolCall call) throws IOException {
        boolean plain = ARGUMENTS.containsAll(call.arguments().names())
                && call.arguments()
                        .string("command")
                        .filter(line -> !line.isEmpty())
                        .isPresent()
                && call.arguments().get("contained").orElse(true) instanceof Boolean
                && call.arguments().get("background").orElse(false) instanceof Boolean;
        if (!plain) {
            throw new IllegalArgumentException(
                    "`bash` takes exactly `command` and, if you wish, `cwd`, `contained` and `background`, true or false,"
                            + " and `network`, a list of hosts");
        }
        boolean hosts = !AskedHosts.of(call.arguments()).isEmpty();
        if (hosts && Boolean.FALSE.equals(call.arguments().get("contained").orElse(true))) {
            throw new IllegalArgumentException(
                    "`network` is for what runs contained: what does not has all of it; leave one of the two out");
        }
        Path cwd;
        try {
            cwd = workspace.resolve(call.arguments().string("cwd").orElse(""));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "`cwd` cannot be named in this locale; start the JVM with LC_ALL=C.UTF-8", e);
        }
        Path real = Files.isDirectory(cwd) ? cwd.toRealPath() : cwd;
        if (!real.startsWith(workspace) || !Files.isDirectory(real)) {
            throw new IllegalArgumentException("`cwd` is no folder of the workspace; leave it out, or name one");
        }
        return real;
    }

    /** The same with whether the line could be taken back. */
    private static Preview promised(Plan plan, Preview shown) {
        Precaution precaution = plan.decided().precaution();
        String text = shown.text() + "\n" + precaution.text(precaution.fitting());
        return shown.fidelity() == Preview.Fidelity.NONE
                ? Preview.none(text)
                : new Preview(shown.effects(), shown.fidelity(), shown.fingerprint(), text);
    }

    private void refuseDrift(Plan plan, Preview judged) throws StaleException, InterruptedException {
        // What was shown of a call that was not understood is nothing, and must still be nothing.
        Preview now = DryRuns.has(plan) && !runs.applies(plan, judged) ? dryRuns.of(plan) : plan.preview();
        boolean same = runs.applies(plan, judged)
                || (judged.fidelity() == Preview.Fidelity.NONE && now.fidelity() == Preview.Fidelity.NONE)
                || now.fingerprint().equals(judged.fingerprint());
        if (!same) {
            throw new StaleException("what the command would change is not what was judged");
        }
    }

    private static Path required(@Nullable Path path, String what) {
        if (path == null) {
            throw new IllegalArgumentException("the shell tool needs a " + what + "; give the builder one");
        }
        return path;
    }

    /** What a shell tool needs to know. Paths must exist, but for the store. */
    public static final class Builder {
        private @Nullable Path workspace;
        private @Nullable Path home;
        private @Nullable Path store;
        private Map<String, String> environment = Map.of();
        private final Map<String, Program> programs = new LinkedHashMap<>();
        private final Set<Path> programFolders = new LinkedHashSet<>();
        private Set<String> protectedBranches = Set.of("main", "master");
        private Set<String> packages = Set.of();
        private Duration time = Duration.ofMinutes(2);
        private Duration childTime = Duration.ofHours(8);
        private int mostOutput = 1 << 20;
        private OutputListener listener = (error, text) -> {};
        private Registries registries = Registries.usual();
        private Set<String> inside = Set.of();
        private WayOut.Networks networks = SessionNetwork::below;
        private DryRuns.@Nullable Answers answers;

        private final Set<Path> hidden = new LinkedHashSet<>();
        private Optional<Containment> containment = Optional.empty();

        private Builder() {}

        /** Where commands run, unless they name a folder below it. */
        public Builder workspace(Path folder) {
            this.workspace = folder;
            return this;
        }

        /** What {@code ~} means. */
        public Builder home(Path folder) {
            this.home = folder;
            return this;
        }

        /** Where what is removed or overwritten is kept: outside the workspace, on the same file system. */
        public Builder store(Path folder) {
            this.store = folder;
            return this;
        }

        /** Variables that commands see besides those of the rebuilt environment; one that may run other code is refused. */
        public Builder environment(Map<String, String> variables) {
            this.environment = Map.copyOf(variables);
            return this;
        }

        /** A program that is judged by code of its own, before the rows of this library. Not {@code git}. */
        public Builder program(String name, Program program) {
            this.programs.put(name, program);
            return this;
        }

        /** A folder whose programs are trusted like the system's, after them. */
        public Builder programsFrom(Path folder) {
            this.programFolders.add(folder);
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

        /** Branches that others build on; {@code main} and {@code master} unless set. A push to them is IRREVERSIBLE. */
        public Builder protectedBranches(Set<String> names) {
            this.protectedBranches = Set.copyOf(names);
            return this;
        }

        /** What runs code that nobody can read; what this host can contain, unless set. */
        public Builder containment(Containment means) {
            this.containment = Optional.of(means);
            return this;
        }

        /**
         * The registries of packages from which contained commands may download without a question; the usual ones unless set, none with
         * {@code Registries.none()}.
         */
        public Builder registries(Registries known) {
            this.registries = known;
            return this;
        }

        /**
         * Hosts of the operator's own network: a line that a person gives one of them reaches it there, too. Any other host must have a public
         * address. An operator's own registry of packages is a row of {@link #registries} instead.
         */
        public Builder inside(Set<String> hosts) {
            hosts.forEach(Grant::tunnelInside); // refuses what is none
            this.inside = Set.copyOf(hosts);
            return this;
        }

        /** For tests: what leads to the hosts. */
        Builder networks(WayOut.Networks given) {
            this.networks = given;
            return this;
        }

        /** Something that code which nobody can read must not see: where the gate keeps its journal, secrets, rulebooks and keys. */
        public Builder hidden(Path path) {
            this.hidden.add(path.toAbsolutePath().normalize());
            return this;
        }

        /** For tests: what answers in place of the programs. */
        Builder answering(DryRuns.Answers given) {
            this.answers = given;
            return this;
        }

        /** After this time a command and all it started is killed; two minutes unless set. */
        public Builder timeLimit(Duration limit) {
            this.time = limit;
            return this;
        }

        /** After this time a command in the background is killed; eight hours unless set. */
        public Builder childTimeLimit(Duration limit) {
            this.childTime = limit;
            return this;
        }

        /** How many bytes of each output are kept; a mebibyte unless set. */
        public Builder outputLimit(int bytes) {
            this.mostOutput = bytes;
            return this;
        }

        /** Hears what commands write while they run. */
        public Builder output(OutputListener hears) {
            this.listener = hears;
            return this;
        }

        /**
         * The tool.
         *
         * @throws IOException when a folder is missing
         * @throws UnsupportedOperationException on a machine without bash
         */
        public ShellTool build() throws IOException {
            if (!Files.isExecutable(Path.of("/bin/bash")) && !Files.isExecutable(Path.of("/usr/bin/bash"))) {
                throw new UnsupportedOperationException(
                        "the shell tool needs bash in /bin or /usr/bin; run it on Linux or macOS, or in WSL");
            }
            return new ShellTool(this);
        }
    }
}
