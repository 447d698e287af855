package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.files.World;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Restoration;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A home with a workspace and a store, where git's commands are judged, run and taken back as the shell tool would. */
final class Bench {

    static final Map<String, String> NAMES = Map.of(
            "GIT_AUTHOR_NAME", "A",
            "GIT_AUTHOR_EMAIL", "a@example.org",
            "GIT_COMMITTER_NAME", "A",
            "GIT_COMMITTER_EMAIL", "a@example.org");

    final Path home;
    final Path workspace;
    final Store store;
    final Execution execution;
    private int calls;

    Bench(Path folder) throws IOException {
        home = Files.createDirectories(folder.toRealPath().resolve("home"));
        workspace = Files.createDirectories(home.resolve("work"));
        store = Store.in(home.resolve(".store"));
        Map<String, String> environment = new HashMap<>(NAMES);
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", home.toString());
        environment.put("LANG", "C.UTF-8");
        execution = new Execution(Map.copyOf(environment), Duration.ofSeconds(60), 4 << 20);
    }

    /** A call on its way. */
    final class Trip {
        final Told told = new Told();
        private final String id = "c" + ++calls;
        private List<Step> steps = List.of();
        private List<?> left = List.of();

        Trip keep() throws IOException {
            List<Step> all = new ArrayList<>();
            told.prepared.forEach(part -> all.addAll(part.steps()));
            Arguments notes = store.keep(id, all);
            List<Step> read = new ArrayList<>();
            for (Object note : (List<?>) notes.get("steps").orElseThrow()) {
                Map<?, ?> map = (Map<?, ?>) note;
                read.add(GitSteps.read(map, execution).orElseGet(() -> Restoration.fileStep(map)));
            }
            steps = read;
            return this;
        }

        ShellResult run() throws Exception {
            for (Step step : steps) {
                step.perform();
            }
            Optional<io.brattice.shell.program.Prepared.Answer> answer =
                    told.prepared.stream().flatMap(p -> p.answer().stream()).findFirst();
            ShellResult result;
            if (answer.isPresent()) {
                result = new ShellResult(answer.get().exit(), answer.get().output(), "", false);
            } else {
                List<String> argv =
                        new ArrayList<>(told.instead.stream().map(Term::text).toList());
                argv.set(0, Git.program());
                result = execution.run(argv, workspace);
            }
            leave();
            return result;
        }

        /** Says what is left now. */
        Trip leave() throws IOException {
            left = (List<?>) Restoration.left(steps).get("states").orElseThrow();
            return this;
        }

        void undoUnknown() throws IOException, StaleException {
            left = steps.stream().map(step -> "unknown").toList();
            undo();
        }

        /** What an undo would leave as it is. */
        List<String> leaves() throws IOException {
            List<String> leaves = new ArrayList<>();
            for (int i = steps.size() - 1; i >= 0; i--) {
                leaves.addAll(steps.get(i).leaves(String.valueOf(left.get(i))));
            }
            return leaves;
        }

        /** Breaks off behind the first steps. */
        void undoOnly(int first) throws IOException {
            for (int i = steps.size() - 1; i >= steps.size() - first; i--) {
                steps.get(i).undo(String.valueOf(left.get(i)));
            }
        }

        void undo() throws IOException, StaleException {
            Set<Path> freed = new HashSet<>();
            for (int i = steps.size() - 1; i >= 0; i--) {
                steps.get(i).check(String.valueOf(left.get(i)), freed);
            }
            for (int i = steps.size() - 1; i >= 0; i--) {
                steps.get(i).undo(String.valueOf(left.get(i)));
            }
        }
    }

    Trip judge(String line) {
        return judge(line, Map.of(), true, SeenWorld.REAL, true);
    }

    Trip judge(String line, Map<String, String> environment, boolean plain, World world, boolean secures) {
        Trip trip = new Trip();
        Map<String, Term> variables = new HashMap<>();
        environment.forEach((name, value) -> variables.put(name, Term.of(value)));
        Situation situation =
                new Situation(Optional.of(workspace), home, variables, Situation.Input.CLOSED, plain, world);
        int[] number = {0};
        (secures
                        ? GitProgram.probing(execution, Set.of("main", "master"), workspace, store)
                                .forCall(() -> store.shelf(trip.id).resolve(Integer.toString(number[0]++)))
                        : GitProgram.classifying(Set.of("main", "master")))
                .read(new Invocation(words(line), situation), trip.told);
        return trip;
    }

    /** Words as a shell would see them: blanks, single quotes; {@code …} at the end of a word stands for what is not known. */
    private static List<Term> words(String line) {
        List<Term> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?:[^\\s']|'[^']*')+").matcher(line);
        while (matcher.find()) {
            String word = matcher.group().replace("'", "");
            words.add(word.endsWith("…") ? Term.beginning(word.substring(0, word.length() - 1)) : Term.of(word));
        }
        return words;
    }

    String sh(String script) throws Exception {
        ShellResult result = execution.run(List.of("/bin/bash", "-e", "-c", script), workspace);
        if (result.exit() != 0) {
            throw new AssertionError(script + ": " + result);
        }
        return result.stdout();
    }

    /** Sets the workspace and what is beside it up; the same for the same script, and made only once. */
    Bench with(Path templates, String script) throws Exception {
        Path template = templates.resolve(Digest.of(script).hex());
        if (!Files.exists(template)) {
            Bench first = new Bench(Files.createDirectories(template));
            first.sh(script);
        }
        // The folder's own path is in none of the files: remotes are named relative to it.
        sh("cp -a " + template + "/home/. " + home + "/; git update-index -q --refresh || true");
        return this;
    }

    /** Everything: files with modes, times and bytes, folders with modes, and git's own state but its objects. */
    Map<String, String> state() throws Exception {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> all = Files.walk(workspace)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = workspace.relativize(path).toString();
                boolean skipped = name.startsWith(".git/objects")
                        || name.equals(".git/index")
                        || Files.isDirectory(path) && name.startsWith(".git");
                if (!skipped) {
                    Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                    String content = Files.isSymbolicLink(path)
                            ? "-> " + Files.readSymbolicLink(path)
                            : Files.isRegularFile(path)
                                    ? Digest.of(Files.readAllBytes(path)).hex()
                                    : "";
                    // Git writes down anew what it remembers; the files of people keep their times, links too.
                    boolean timed = !name.startsWith(".git/") && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                    Object time = timed
                            ? Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                                    .toInstant()
                                    .truncatedTo(
                                            // No more of a link's time can be set.
                                            Files.isSymbolicLink(path) ? ChronoUnit.MICROS : ChronoUnit.NANOS)
                            : "";
                    state.put(name, mode + " " + time + " " + content);
                }
            }
        }
        if (Files.exists(workspace.resolve(".git/HEAD"))) {
            state.put("#index", sh("git ls-files --stage -v"));
            state.put("#status", sh("git --no-optional-locks status --porcelain=v2 --ignored"));
            state.put("#refs", sh("git for-each-ref; git symbolic-ref -q HEAD || git rev-parse HEAD"));
            state.put("#stash", sh("git stash list"));
        }
        return state;
    }
}
