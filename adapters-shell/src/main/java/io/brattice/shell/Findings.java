package io.brattice.shell;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.SecretNames;
import io.brattice.shell.program.DryRun;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Rewriting;
import io.brattice.shell.syntax.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that a walk through a command line found, in the order in which it would happen. */
final class Findings {

    /**
     * Something done to a file.
     *
     * @param path absolute, before links are resolved; empty when it is not known
     * @param by the command of the line that does it itself, rather than one inside a wrapper; null where there is none
     * @param text what the file will hold, where that is known
     */
    record OnFile(
            FileAct act,
            Term term,
            Optional<Path> path,
            @Nullable Command by,
            Optional<String> text) {}

    /** Something done to anything else. */
    record OnOther(Verb verb, Resource resource, Reversibility inherent, String why) {}

    /** The lists of packages that apt keeps: a cache of what its repositories offer. */
    static final String LISTS = "cache:apt/lists";

    /**
     * A rehearsal that a program has of itself, and what it would have to hold for.
     *
     * @param cwd where the program runs; empty when that is not known
     * @param in the command of the line in which it stands; empty where it is not told
     * @param wrapper the command that runs it, such as {@code timeout}, with an ellipsis where there are several; empty where it is called by itself
     * @param environment what it sees
     * @param from where the acts of the program begin
     * @param to where they end
     * @param until where the acts of all that runs beside it end
     */
    record Rehearsed(
            DryRun dryRun,
            Optional<Path> cwd,
            Optional<Command.Simple> in,
            Optional<String> wrapper,
            Map<String, Term> environment,
            int from,
            int to,
            int until) {

        Rehearsed rehearsedBy(DryRun other) {
            return new Rehearsed(other, cwd, in, wrapper, environment, from, to, until);
        }

        private Rehearsed until(int end) {
            return new Rehearsed(dryRun, cwd, in, wrapper, environment, from, to, end);
        }
    }

    /** How a command is to be run. */
    record Called(List<Term> words, int times) {}

    private final List<Object> acts = new ArrayList<>();
    private final Set<String> opaque = new LinkedHashSet<>(4);
    private final Set<String> code = new LinkedHashSet<>(4);
    private final Set<String> absent = new LinkedHashSet<>(4);
    private final Set<String> hosts = new LinkedHashSet<>(4);
    private final Set<String> programs = new LinkedHashSet<>(4);
    private final Set<String> fetched = new LinkedHashSet<>(4);
    private boolean away;
    private boolean lastAway;
    private boolean deceives;
    private final IdentityHashMap<Command.Simple, Called> runs = new IdentityHashMap<>(4);
    private final IdentityHashMap<Command.Simple, List<Term>> instead = new IdentityHashMap<>(4);
    private final Set<Command.Simple> own = Collections.newSetFromMap(new IdentityHashMap<>(4));
    private final IdentityHashMap<OnFile, List<Integer>> branches = new IdentityHashMap<>();
    private List<Integer> branch = List.of(0);
    private boolean perhaps;
    private final List<Races.Race> races = new ArrayList<>(0);
    private final Set<Path> texts = new LinkedHashSet<>(4);
    private Optional<Path> folder = Optional.empty();
    private final Calls calls = new Calls();
    private Optional<DryRun> rehearsal = Optional.empty();
    private final List<Rehearsed> rehearsed = new ArrayList<>(0);
    private int ended;
    private Map<String, Term> environment = Map.of();

    /** A text as a part of a resource's name: without what such a name may not hold. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length() && i < 500; i++) {
            char c = text.charAt(i);
            plain.append(
                    c <= ' ' || c == 0x7f || c == '#' || (c >= 0x80 && c < 0xa0) || Character.isSurrogate(c) ? '_' : c);
        }
        return plain.isEmpty() ? "unknown" : plain.toString();
    }

    /** The commands that stand in the line itself: only these can be run as other ones than they are. */
    void own(Script line) {
        Rewriting.of(line, command -> {
            own.add(command);
            return command;
        });
    }

    void add(OnFile found) {
        acts.add(found);
        branches.put(found, branch);
    }

    /** Where in the line it is gone through now: a branch of the branch before it in this list, and so on. */
    List<Integer> branch() {
        return branch;
    }

    void branch(List<Integer> now) {
        branch = List.copyOf(now);
    }

    /** Where in the line an act was found. Whoever is in a branch has come through those that it is a branch of. */
    List<Integer> branch(OnFile found) {
        return branches.getOrDefault(found, List.of());
    }

    void add(OnOther found) {
        acts.add(found);
    }

    void add(Prepared part) {
        acts.add(part);
    }

    void opaque(String why) {
        calls.hide();
        unclear(why);
    }

    /** The same for what one program would do with its words: which commands there are is no question. */
    void unclear(String why) {
        lastAway = false;
        opaque.add(why);
    }

    /** The commands that were come by. */
    Calls calls() {
        return calls;
    }

    /** A command was come by that gets packages, and all that it does was told before. */
    void fetched(Fetched found) {
        fetched.add(found.registry());
        away |= found.away();
        lastAway = found.away();
    }

    /** The registries from which packages may be got. */
    Set<String> fetched() {
        return fetched;
    }

    /** Something is installed outside of the workspace, where a cell would lose it. */
    boolean installsAway() {
        return away;
    }

    /** The same, and nothing comes behind it that could use it. */
    boolean installsForLater() {
        return lastAway;
    }

    /** The line looks like another one. */
    void deceives(List<String> warnings) {
        warnings.forEach(this::opaque);
        deceives |= !warnings.isEmpty();
    }

    boolean deceives() {
        return deceives;
    }

    /** A program was come by, under this name. */
    void program(String name) {
        programs.add(name);
    }

    /** The names of all programs that were come by, in the line and in the scripts that it runs. */
    Set<String> programs() {
        return programs;
    }

    /** Not all that was found need come about. */
    void perhaps() {
        perhaps = true;
    }

    boolean isPerhaps() {
        return perhaps;
    }

    void code(String what) {
        lastAway = false;
        code.add(what);
    }

    /** The same of commands that the shell itself would run, and that nobody has read. */
    void commands(String what) {
        calls.hide();
        code(what);
    }

    /** A name that no program has: nothing runs. */
    void absent(String name) {
        absent.add(name);
    }

    Set<String> absent() {
        return absent;
    }

    void host(String name) {
        hosts.add(name);
    }

    void rehearsal(DryRun found) {
        rehearsal = Optional.of(found);
    }

    void rehearsed(Rehearsed found) {
        rehearsed.add(found);
    }

    /** In the order in which they were come by. */
    List<Rehearsed> rehearsed() {
        return rehearsed;
    }

    /** A pipeline ends here: what was found in it runs beside the rest of it. */
    void endsPipeline() {
        for (; ended < rehearsed.size(); ended++) {
            rehearsed.set(ended, rehearsed.get(ended).until(acts.size()));
        }
    }

    /** What the line's shell begins with. */
    void begins(Map<String, Term> variables) {
        environment = variables;
    }

    Map<String, Term> environment() {
        return environment;
    }

    /** The words of every command that was come by, also of texts that a shell is given. */
    List<List<Term>> called() {
        return runs.values().stream().map(Called::words).toList();
    }

    /** A command was come by, with these words. */
    void ran(Command.Simple command, List<Term> words) {
        runs.merge(command, new Called(words, 1), (before, now) -> new Called(now.words(), before.times() + 1));
    }

    /** What a word of a command that looks for files is taken for: {@code find -name id_rsa}. */
    Optional<String> secretWord() {
        for (Called called : runs.values()) {
            for (int i = 0; i < called.words().size(); i++) {
                Term word = called.words().get(i);
                String before = i < 2 ? "" : called.words().get(i - 2).text();
                boolean spared = before.equals("-not") || before.equals("!");
                if (!spared && !word.text().startsWith("!") && !word.text().startsWith("-")) {
                    Optional<String> secret = SecretNames.reason(word.text());
                    if (secret.isPresent()) {
                        return secret.map(what -> "where usually lies " + what);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A command of a text that is run as it stands, a script or what {@code eval} is given, cannot be exchanged. */
    void instead(@Nullable Command command, List<Term> words) {
        if (command instanceof Command.Simple simple && own.contains(simple)) {
            instead.put(simple, words);
        } else {
            asItStands(words);
        }
    }

    /** A command that is come by more than once, or with words that are not known, cannot be exchanged either. */
    void settle() {
        instead.forEach((command, words) -> {
            if (words(command).isEmpty() || !words.stream().allMatch(Term::known)) {
                asItStands(words);
            }
        });
    }

    private void asItStands(List<Term> words) {
        unclear("`" + Expansion.shortened(words.get(0).text())
                + "` may run other code, which cannot be switched off where it stands");
    }

    /** Acts whose order is not certain. */
    void race(int from, int middle, int begin, int to) {
        if (from < middle && begin < to) {
            races.add(new Races.Race(from, middle, begin, to));
        }
    }

    /** Files that were read to know what the line does. */
    void decidedBy(Set<Path> files) {
        texts.addAll(files);
    }

    Set<Path> texts() {
        return texts;
    }

    List<Races.Race> races() {
        return races;
    }

    /** {@link OnFile}, {@link OnOther} and {@link Prepared}, in order. */
    List<Object> acts() {
        return acts;
    }

    Set<String> opaque() {
        return opaque;
    }

    Set<String> code() {
        return code;
    }

    Set<String> hosts() {
        return hosts;
    }

    Optional<DryRun> rehearsal() {
        return rehearsal;
    }

    /** The folder in which the last command that was come by begins. */
    void in(Optional<Path> cwd) {
        folder = cwd;
    }

    Optional<Path> folder() {
        return folder;
    }

    /** The words of a command of the line that is come by exactly once. */
    Optional<List<Term>> words(Command.Simple command) {
        @Nullable Called run = runs.get(command);
        return run == null || run.times() != 1 || !own.contains(command) ? Optional.empty() : Optional.of(run.words());
    }

    /** The words that are to be run in place of a command's own. */
    Optional<List<Term>> insteadOf(Command.Simple command) {
        return words(command).isPresent() ? Optional.ofNullable(instead.get(command)) : Optional.empty();
    }
}
