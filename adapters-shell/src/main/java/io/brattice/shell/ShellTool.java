package io.brattice.shell;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.Secured;
import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.files.Restoration;
import io.brattice.files.Step;
import io.brattice.files.Store;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bash command lines, as the tool {@code bash} with the arguments {@code command} and, if it wishes, {@code cwd}.
 *
 * <p>Guarantees: a command that is understood (one plain command with static words: {@code rm}, {@code mv}, {@code cp},
 * {@code mkdir}, {@code touch}, a few readers, some of {@code git}) is run without a shell, from the system's folders, on the
 * state that was judged. Everything else is unknown, and so IRREVERSIBLE; with a permit it is run by bash as it stands. No
 * command sees an environment variable of this process.
 *
 * <p>Does not: contain what it runs. A command with a permit can do whatever its user can.
 */
public final class ShellTool implements Tool {

    private static final Set<String> ARGUMENTS = Set.of("command", "cwd");

    private final Path workspace;
    private final Path home;
    private final Store store;
    private final Set<String> protectedBranches;
    private final Execution execution;
    private final Map<String, Command> commands;

    private ShellTool(Builder builder) throws IOException {
        this.workspace = required(builder.workspace, "workspace").toRealPath();
        this.home = required(builder.home, "home").toRealPath();
        this.store = Store.in(required(builder.store, "store"));
        if (store.root().startsWith(workspace)) {
            throw new IllegalArgumentException(
                    "the store `" + store.root() + "` is inside the workspace; put it elsewhere");
        }
        this.protectedBranches = Set.copyOf(builder.protectedBranches);
        Map<String, String> environment = new LinkedHashMap<>(builder.environment);
        environment.put(
                "PATH", Place.TRUSTED.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        environment.put("HOME", home.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        this.execution = new Execution(Map.copyOf(environment), builder.time, builder.mostOutput);
        Command git = new GitCommand(execution.environment(), protectedBranches);
        this.commands = Map.ofEntries(
                Map.entry("rm", new Remove()),
                Map.entry("mv", Transfer.move()),
                Map.entry("cp", Transfer.copy()),
                Map.entry("mkdir", Make.folders()),
                Map.entry("touch", Make.files()),
                Map.entry("git", git),
                Map.entry("ls", Look.at("al1AhdrRtF", "")),
                Map.entry("cat", Look.at("n", "")),
                Map.entry("head", Look.at("", "nc")),
                Map.entry("tail", Look.at("", "nc")),
                Map.entry("wc", Look.at("lwcm", "")),
                Map.entry("pwd", Look.saying()),
                Map.entry("echo", Look.saying()),
                Map.entry("true", Look.saying()));
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
            public Optional<Assessment> assess(ToolCall call) throws IOException, InterruptedException {
                return Optional.of(plan(call).assessment());
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
                return plan.preview()
                        .orElseGet(
                                () -> Preview.none(plan.assessment().reasons().get(0)));
            }

            @Override
            public Secured secure(ToolCall call, Preview judged) throws Exception {
                return ShellTool.this.secure(call, judged);
            }
        });
    }

    @Override
    public Optional<Tool> undo() {
        return Optional.of(Restoration.of("bash.undo", this::step));
    }

    @Override
    public Digest digest() {
        return Digest.of("tool:bash\n" + getClass().getName() + "\n" + workspace + "\n" + home + "\n" + store.root()
                + "\n" + new TreeSet<>(protectedBranches));
    }

    @Override
    public ShellResult run(Permit permit) throws Exception {
        ToolCall call = permit.redeem();
        return run(call, permit.preview(), permit.secured(), permit::leave);
    }

    /** Keeps what the steps need. A call without steps is not made any safer. */
    Secured secure(ToolCall call, Preview judged) throws IOException, InterruptedException, StaleException {
        Plan plan = plan(call);
        if (plan.steps().isEmpty()) {
            return new Secured(Set.of(), Arguments.none(), "");
        }
        if (judged.fidelity() != Preview.Fidelity.NONE) { // else it was not worth a rehearsal: the run looks again
            refuseDrift(plan, judged);
        }
        Arguments kept = store.keep(call.id(), plan.steps());
        Set<String> safeguards =
                Plan.safeguards(plan.steps()).stream().map(Safeguard::id).collect(Collectors.toSet());
        String summary = plan.steps().get(0).summary()
                + (plan.steps().size() == 1 ? "" : ", and " + (plan.steps().size() - 1) + " more");
        return new Secured(safeguards, kept, summary);
    }

    ShellResult run(ToolCall call, Optional<Preview> judged, Optional<Secured> secured, Consumer<Arguments> leave)
            throws IOException, InterruptedException, StaleException {
        Plan plan = plan(call);
        if (judged.isPresent()) {
            refuseDrift(plan, judged.get());
        } else if (plan.assessment().inherent().isAtLeast(Reversibility.RECOVERABLE)) {
            throw new StaleException("what the command would change was judged as harmless and is not any more");
        }
        boolean keeps = secured.isPresent() && !secured.get().kept().names().isEmpty();
        if (plan.steps().isEmpty() && plan.argv().isEmpty()) {
            // Nothing was there to be done. Bash would do it to whatever has come since.
            return plan.done();
        }
        if (!keeps && judged.isEmpty() && !plan.steps().isEmpty()) {
            throw new IOException("what the command makes could not be noted, so that it could not be taken back");
        }
        if (!keeps && plan.argv().isEmpty()) {
            // Judged at its inherent class: the command itself, with nothing to take it back by.
            return execution.run(bash(call), cwd(call));
        }
        if (!keeps) {
            return execution.run(plan.argv(), cwd(call));
        }
        List<?> notes = (List<?>) secured.get().kept().get("steps").orElse(List.of());
        List<Step> steps = notes.stream().map(note -> step((Map<?, ?>) note)).toList();
        if (!steps.stream()
                .map(Step::note)
                .toList()
                .equals(plan.steps().stream().map(Step::note).toList())) {
            throw new StaleException("what was secured is not what the command would change now");
        }
        try {
            for (int i = 0; i < steps.size(); i++) {
                performOrTakeBack(steps, i);
            }
            return plan.argv().isEmpty() ? plan.done() : execution.run(plan.argv(), cwd(call));
        } finally {
            leave.accept(Restoration.left(steps));
        }
    }

    /** A step that finds another thing than was judged takes back those before it: nothing has been done then. */
    private static void performOrTakeBack(List<Step> steps, int index) throws IOException, StaleException {
        try {
            steps.get(index).perform();
        } catch (IOException | StaleException e) {
            for (int i = index - 1; i >= 0; i--) {
                steps.get(i).takeBack();
            }
            throw e;
        }
    }

    private static void refuseDrift(Plan plan, Preview judged) throws StaleException {
        // What was shown of a call that was not understood is nothing, and must still be nothing.
        boolean same = plan.preview().isPresent()
                ? plan.fingerprint().equals(judged.fingerprint())
                : judged.fidelity() == Preview.Fidelity.NONE;
        if (!same) {
            throw new StaleException("what the command would change is not what was judged");
        }
    }

    private Plan plan(ToolCall call) throws IOException, InterruptedException {
        String command = call.arguments().string("command").orElse("");
        try {
            if (!ARGUMENTS.containsAll(call.arguments().names())) {
                throw new Opaque("it has arguments besides command and cwd");
            }
            Path cwd = cwd(call);
            Place place = new Place(cwd, workspace, home, store, store.shelf(call.id()));
            if (!Files.isDirectory(place.inWorkspace(cwd))) {
                throw new Opaque("`cwd` is no folder");
            }
            List<String> words = Words.of(command, home.toString());
            Command known = commands.get(words.get(0));
            if (known == null) {
                throw new Opaque("`" + words.get(0) + "` is not one that is understood");
            }
            return known.plan(words, place);
        } catch (Opaque opaque) {
            String shown = command.length() > 200 ? command.substring(0, 200) + "…" : command;
            return new Plan(
                    Assessment.unknown(
                            "`" + shown + "` is not a plain command that is understood: " + opaque.getMessage()),
                    Optional.empty(),
                    List.of(),
                    bash(call),
                    new ShellResult(0, "", "", false));
        }
    }

    private static List<String> bash(ToolCall call) {
        String bash = Place.TRUSTED.stream()
                .map(folder -> folder.resolve("bash").toString())
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("bash");
        return List.of(
                bash,
                "--noprofile",
                "--norc",
                "-p",
                "-c",
                call.arguments().string("command").orElse(""));
    }

    private Path cwd(ToolCall call) throws IOException {
        try {
            return workspace.resolve(call.arguments().string("cwd").orElse("")).toRealPath();
        } catch (InvalidPathException e) {
            throw new IOException("`cwd` cannot be named in this locale; start the JVM with LC_ALL=C.UTF-8", e);
        }
    }

    private Step step(Map<?, ?> note) {
        String kind = Restoration.text(note, "kind");
        if (!kind.equals(GitIndex.KIND) && !kind.equals(GitRef.KIND)) {
            return Restoration.fileStep(note);
        }
        Path top = Path.of(Restoration.text(note, "top"));
        Git git = new Git(
                top, top.resolve(".git"), top, new Execution(execution.environment(), execution.time(), 16 << 20));
        return kind.equals(GitRef.KIND)
                ? new GitRef(git, Restoration.text(note, "ref"), Restoration.text(note, "before"))
                : new GitIndex(git, Path.of(Restoration.text(note, "aside")), Boolean.TRUE.equals(note.get("existed")));
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
        private Set<String> protectedBranches = Set.of("main", "master");
        private Duration time = Duration.ofMinutes(2);
        private int mostOutput = 1 << 20;

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

        /** Variables that commands see besides PATH, HOME, LANG and GIT_TERMINAL_PROMPT, which cannot be set. */
        public Builder environment(Map<String, String> variables) {
            this.environment = Map.copyOf(variables);
            return this;
        }

        /** Branches that others build on; {@code main} and {@code master} unless set. A push to them is IRREVERSIBLE. */
        public Builder protectedBranches(Set<String> names) {
            this.protectedBranches = Set.copyOf(names);
            return this;
        }

        /** After this time a command and all it started is killed; two minutes unless set. */
        public Builder timeLimit(Duration limit) {
            this.time = limit;
            return this;
        }

        /** How many bytes of each output are kept; a mebibyte unless set. */
        public Builder outputLimit(int bytes) {
            this.mostOutput = bytes;
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
