package io.brattice.shell;

import io.brattice.Secured;
import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Emerged;
import io.brattice.files.undo.FolderTimes;
import io.brattice.files.undo.Part;
import io.brattice.files.undo.Restoration;
import io.brattice.files.undo.TreeKept;
import io.brattice.shell.git.Levers;
import io.brattice.shell.git.Shelf;
import io.brattice.shell.network.Traffic;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.OutputListener;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.process.Stage;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Term;
import io.brattice.shell.rehearsal.Rehearsals;
import io.brattice.shell.rehearsal.SavedPlan;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what a line would change, and runs it.
 *
 * @param execution for the commands of agents
 * @param containing how lines are run that nobody could read
 * @param programs those of somebody else's, some of which keep things
 */
record LineRun(
        Execution execution,
        Environment environment,
        Store store,
        Rehearsals rehearsals,
        Containing containing,
        OutputListener listener,
        List<Program> programs) {

    private static final int LONGEST_ARGUMENT = 100_000;
    private static final Duration PLAN_TIME = Duration.ofMinutes(1);
    private static final Secured NOTHING = new Secured(Set.of(), Arguments.none(), "");

    Secured nothing() {
        return NOTHING;
    }

    /** Names on the shelf of a call, for parts that keep things in their own way. */
    Shelf shelf(ToolCall call) {
        Path shelf = store.shelf(call.id());
        int[] next = {0};
        return () -> shelf.resolve("part-" + next[0]++);
    }

    Secured secure(ToolCall call, Plan plan) throws IOException {
        List<Step> steps = steps(plan, store.shelf(call.id()));
        Arguments kept = store.keep(call, withTimes(steps, store.shelf(call.id())));
        Set<String> safeguards = new HashSet<>();
        for (Safeguard each : plan.decided().safeguards()) {
            safeguards.add(each.id());
        }
        if (plan.isContained()) {
            Outlet outlet = plan.outlet();
            containing.prove(outlet);
            safeguards.add(Containable.SAFEGUARD);
            if (!outlet.isNone()) {
                safeguards.add(outlet.safeguard());
            }
        }
        String summary = steps.get(0).summary() + (steps.size() == 1 ? "" : ", and " + (steps.size() - 1) + " more");
        return new Secured(safeguards, kept, summary);
    }

    /** The times of the folders that the steps change come last, so that the numbers of the others stay. */
    private static List<Step> withTimes(List<Step> steps, Path shelf) {
        List<Step> all = new ArrayList<>(steps);
        FolderTimes.of(steps, shelf.resolve("times")).ifPresent(all::add);
        return all;
    }

    /** What a line did that nobody could know beforehand. */
    List<Effect> did(Plan plan, Optional<Secured> secured, Arguments left, List<Traffic> traffic) {
        List<Effect> all = new ArrayList<>();
        traffic.forEach(each -> all.add(had(each)));
        try {
            Restoration back = Restoration.of(ShellTool.UNDO, this::step);
            all.addAll(TreeEffects.of(back.parts(secured.map(Secured::kept).orElse(Arguments.none()), left), plan));
        } catch (IOException | IllegalArgumentException e) {
            // It has run: that it cannot be counted must not hide how it ended.
        }
        return all;
    }

    private static Effect had(Traffic traffic) {
        Effect effect = traffic.downloads()
                ? Effect.of(Verb.READ, Outlet.web(traffic.host()), Reversibility.READ_ONLY)
                : Effect.of(Verb.SEND, Outlet.web(traffic.host()), Reversibility.IRREVERSIBLE);
        return effect.measuring(traffic.times(), traffic.bytes());
    }

    /** The plan with the folders kept whole that were when it was secured. */
    Plan asSecured(Plan plan, Optional<Secured> secured) {
        List<Path> folders = plan.decided().precaution().folders();
        List<Path> whole = new ArrayList<>();
        List<?> notes = secured.flatMap(each -> each.kept().get("steps"))
                .map(each -> (List<?>) each)
                .orElse(List.of());
        for (Object each : notes) {
            if (each instanceof Map<?, ?> note
                    && step(note) instanceof TreeKept tree
                    && folders.contains(tree.path())) {
                whole.add(tree.path());
            }
        }
        return plan.covering(whole);
    }

    private static List<Step> steps(Plan plan, Path shelf) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Provision provision : plan.decided().provisions()) {
            steps.add(provision.step(shelf.resolve(Integer.toString(steps.size()))));
        }
        for (Prepared part : plan.parts()) {
            steps.addAll(part.steps());
        }
        if (plan.isContained()) {
            steps.add(new Emerged(Sharing.TEMPORARY, shelf.resolve("emerged")));
        }
        return steps;
    }

    /** Hears what an undo needs to know of a run, and what the line had of the network. */
    @FunctionalInterface
    interface Left {
        void leave(Arguments left, List<Traffic> traffic);
    }

    ShellResult run(ToolCall call, Plan plan, Optional<Preview> judged, Optional<Secured> secured, Left leave)
            throws IOException, InterruptedException, StaleException {
        boolean keeps = secured.isPresent() && !secured.get().kept().names().isEmpty();
        if (secured.isEmpty() && plan.promises() || !keeps && plan.isKept() && judged.isEmpty()) {
            throw new IOException(
                    "what the command changes could not be kept first, so that it could not be taken back;"
                            + " nothing was run: make room in the store");
        }
        if (!keeps) {
            return effect(call, plan, judged, Map.of());
        }
        Path shelf = store.shelf(call.id());
        List<Step> now = withTimes(steps(plan, shelf), shelf);
        List<?> notes = (List<?>) secured.get().kept().get("steps").orElse(List.of());
        List<Step> steps = notes.stream().map(note -> step((Map<?, ?>) note)).toList();
        if (!steps.stream()
                .map(Step::note)
                .toList()
                .equals(now.stream().map(Step::note).toList())) {
            throw new StaleException("what was secured is not what the command would change now");
        }
        Map<Path, Path> aside = new HashMap<>();
        Set<Integer> left = new HashSet<>();
        boolean contained = secured.get().safeguards().contains(Containable.SAFEGUARD);
        boolean sameNetwork = !plan.isContained()
                || plan.outlet().isNone()
                || secured.get().safeguards().contains(plan.outlet().safeguard());
        if (contained != plan.isContained() || !sameNetwork) {
            throw new StaleException("what the command needs in order to run contained is not what was judged");
        }
        boolean whole = !contained && isRemoval(plan);
        for (int i = 0; i < plan.decided().provisions().size(); i++) {
            Provision provision = plan.decided().provisions().get(i);
            if (provision.moves()) {
                aside.put(provision.path(), shelf.resolve(Integer.toString(i)));
                if (!whole) {
                    left.add(i); // the line itself moves it, when it comes to that
                }
            }
        }
        if (contained) {
            return contained(call, plan, secured.get().kept(), steps, leave);
        }
        try {
            perform(steps, left);
            ShellResult result = whole ? removed(plan) : effect(call, plan, judged, aside);
            if (plan.only().isPresent()) {
                steps.forEach(step -> step.heard(result.exit(), result.stdout()));
            }
            return result;
        } finally {
            leave.leave(Restoration.left(steps), List.of());
        }
    }

    /** Runs it in a cell, and takes away by what it would make others run something outside of one. */
    private ShellResult contained(ToolCall call, Plan plan, Arguments kept, List<Step> steps, Left leave)
            throws IOException, InterruptedException, StaleException {
        List<TreeKept> trees = steps.stream()
                .filter(TreeKept.class::isInstance)
                .map(TreeKept.class::cast)
                .toList();
        Optional<Levers> levers = Optional.empty();
        List<String> taken = new ArrayList<>();
        List<Traffic> traffic = new ArrayList<>();
        ShellResult result;
        try {
            perform(steps, Set.of());
            levers = Optional.of(Levers.of(trees, plan.findings().programs().equals(Set.of("git"))));
            Containing.Ran ran = containing.run(
                    call, plan, levers.get().closed(), Scratch.step(steps), execution, environment, listener);
            traffic.addAll(ran.traffic());
            result = ran.result();
        } finally {
            Arguments left = Restoration.left(steps);
            List<Part> parts = Restoration.of(ShellTool.UNDO, this::step).parts(kept, left);
            levers.ifPresent(each -> taken.addAll(each.takeAway(parts)));
            leave.leave(taken.isEmpty() ? left : Restoration.left(steps), traffic);
        }
        return Hints.with(result, taken);
    }

    private static void perform(List<Step> steps, Set<Integer> without) throws IOException, StaleException {
        for (int i = 0; i < steps.size(); i++) {
            if (!without.contains(i)) {
                performOrTakeBack(steps, i, without);
            }
        }
    }

    /** A step that finds another thing than was judged takes back those before it: nothing has been done then. */
    private static void performOrTakeBack(List<Step> steps, int index, Set<Integer> left)
            throws IOException, StaleException {
        try {
            steps.get(index).perform();
        } catch (IOException | StaleException e) {
            for (int i = index - 1; i >= 0; i--) {
                if (!left.contains(i)) {
                    steps.get(i).takeBack();
                }
            }
            throw e;
        }
    }

    /** True when removing things is all that the line does: then this process moves them, and checks what it moved. */
    private static boolean isRemoval(Plan plan) {
        return plan.only().isPresent()
                && plan.decided().aside().containsKey(plan.only().get());
    }

    /** What is left to do of a removal: the messages about what is not there, or cannot be removed. */
    private ShellResult removed(Plan plan) throws IOException, InterruptedException {
        Command.Simple only = plan.only().orElseThrow();
        List<Term> words = plan.findings().words(only).orElseThrow();
        Optional<List<String>> rest =
                LineText.rest(words, plan.decided().aside().getOrDefault(only, List.of()));
        if (rest.isEmpty()) {
            return new ShellResult(0, "", "", false);
        }
        return launched(List.of(rest.get()), folder(plan), List.of())
                .orElseThrow(() -> new IOException("`" + rest.get().get(0) + "` is not in the system's folders"));
    }

    private ShellResult effect(ToolCall call, Plan plan, Optional<Preview> judged, Map<Path, Path> aside)
            throws IOException, InterruptedException, StaleException {
        if (judged.isPresent() && plan.dryRun().isPresent()) {
            Optional<SavedPlan> saved = rehearsals.saved(
                    plan.dryRun().get(), judged.get().fingerprint(), folder(plan), environment, PLAN_TIME);
            if (saved.isPresent()) {
                try (SavedPlan exactly = saved.get()) {
                    return execution.run(Launch.of(exactly.argv(), folder(plan)), listener);
                }
            }
        }
        Optional<Prepared.Answer> answer =
                plan.only().isPresent() && plan.parts().size() == 1
                        ? plan.parts().get(0).answer()
                        : Optional.empty();
        if (answer.isPresent()) {
            return new ShellResult(
                    answer.get().exit(), answer.get().output(), answer.get().errors(), false);
        }
        List<String> joining = containing.joining(call, plan);
        if (plan.script().isEmpty()) {
            return bash(call.arguments().string("command").orElse(""), plan, joining);
        }
        Optional<ShellResult> direct = direct(plan, joining);
        return direct.isPresent() ? direct.get() : bash(new LineText(plan, aside).print(), plan, joining);
    }

    /** A pipeline of programs whose words are all known needs no shell. */
    private Optional<ShellResult> direct(Plan plan, List<String> joining) throws IOException, InterruptedException {
        Script script = plan.script().orElseThrow();
        List<Command> commands;
        if (plan.only().isPresent()) {
            commands = List.of(plan.only().get());
        } else if (script.items().size() == 1
                && !script.items().get(0).background()
                && script.items().get(0).rest().isEmpty()
                && !script.items().get(0).first().negated()
                && script.items().get(0).first().time() == Script.Time.NONE) {
            commands = script.items().get(0).first().stages().stream()
                    .filter(stage -> !stage.errorsToo())
                    .map(Script.Stage::command)
                    .toList();
            if (commands.size() != script.items().get(0).first().stages().size()) {
                return Optional.empty();
            }
        } else {
            return Optional.empty();
        }
        List<List<String>> all = new ArrayList<>();
        for (Command command : commands) {
            if (!(command instanceof Command.Simple simple)
                    || !simple.assignments().isEmpty()
                    || !simple.redirections().isEmpty()
                    || plan.decided().aside().containsKey(simple)) {
                return Optional.empty();
            }
            Optional<List<Term>> words =
                    plan.findings().insteadOf(simple).or(() -> plan.findings().words(simple));
            if (words.isEmpty()
                    || !words.get().stream().allMatch(Term::known)
                    || isBuiltin(words.get().get(0).text())) {
                return Optional.empty();
            }
            all.add(words.get().stream().map(Term::text).toList());
        }
        return launched(all, folder(plan), joining);
    }

    private static boolean isBuiltin(String name) {
        return Builtins.NAMES.contains(name);
    }

    /**
     * Starts programs from the folders that are trusted; empty when one is not there.
     *
     * @param joining what goes before each, to get to the network of what the session keeps running
     */
    private Optional<ShellResult> launched(List<List<String>> pipeline, Path cwd, List<String> joining)
            throws IOException, InterruptedException {
        List<Stage> stages = new ArrayList<>();
        for (List<String> words : pipeline) {
            Optional<Path> program = words.get(0).indexOf('/') < 0
                    ? environment.binaries().resolve(words.get(0))
                    : environment
                            .binaries()
                            .find(words.get(0), Optional.of(cwd))
                            .map(found -> found.path());
            if (program.isEmpty()) {
                return Optional.empty();
            }
            List<String> argv = new ArrayList<>(joining);
            argv.add(program.get().toString());
            argv.addAll(words.subList(1, words.size()));
            stages.add(Stage.of(argv));
        }
        return Optional.of(execution.run(Launch.pipeline(stages, cwd), listener));
    }

    /** Where the one command of a line runs, after it went there. */
    private static Path folder(Plan plan) {
        return plan.findings().folder().orElse(plan.cwd());
    }

    private ShellResult bash(String text, Plan plan, List<String> joining) throws IOException, InterruptedException {
        String bash = environment
                .binaries()
                .resolve("bash")
                .map(Path::toString)
                .orElseThrow(() -> new IOException("there is no bash in the system's folders"));
        List<String> argv = new ArrayList<>(joining);
        argv.addAll(List.of(bash, "--noprofile", "--norc", "-p"));
        if (text.length() < LONGEST_ARGUMENT) {
            argv.addAll(List.of("-c", text));
            return execution.run(Launch.of(argv, plan.cwd()), listener);
        }
        // One word of a command is bounded by the system; what globs became may be longer.
        Path file = Files.createTempFile(store.root(), "line-", ".sh");
        try {
            Files.writeString(file, text);
            argv.add(file.toString());
            return execution.run(Launch.of(argv, plan.cwd()), listener);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** True when what was shown is a plan that is applied as it was shown. */
    boolean applies(Plan plan, Preview judged) throws InterruptedException {
        if (plan.dryRun().isEmpty() || !plan.dryRun().get().reader().equals("terraform")) {
            return false;
        }
        return rehearsals
                .saved(plan.dryRun().get(), judged.fingerprint(), folder(plan), environment, PLAN_TIME)
                .isPresent();
    }

    Step step(Map<?, ?> note) {
        return ShellTool.step(note, new Execution(environment.variables(), execution.time(), 16 << 20), programs);
    }
}
