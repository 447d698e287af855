package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Preview.Fidelity;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.shell.program.DryRun;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which installs of a longer line are rehearsed by the program itself: those of which a dry run now shows what they will do when the
 * line comes to them.
 *
 * <p>That is so when the line does the same to them as if they stood alone: the same words in the same environment and folder, once, and
 * nothing before or beside them that changes what they read. It may then look at things, go to folders that are there, and write plain
 * output to files that no installer reads unless it is told to. What comes behind them may do whatever is REVERSIBLE. All of them, or none.
 *
 * <p>An install that a branch decides about counts as if it came to pass: that is the most that happens.
 */
final class Rehearsable {

    /** The programs whose dry runs read nothing of each other's: an earlier one, then a later one. */
    private static final Set<String> APART = Set.of("pip apt", "npm apt", "npm pip");

    private static final Set<String> READERS = Set.of("pip", "npm", "apt");

    /** What bash does itself and changes nothing about how a later command is found or run, but what is compared. */
    private static final Set<String> CALM = Set.of(
            ":", "true", "false", "echo", "printf", "test", "[", "cd", "pwd", "exit", "export", "unset", "set", "type",
            "command", "wait");

    /** Variables that decide how much is said, and nothing else. */
    private static final Set<String> QUIET = Set.of(
            "DEBIAN_FRONTEND",
            "DEBCONF_NONINTERACTIVE_SEEN",
            "CI",
            "TERM",
            "NO_COLOR",
            "FORCE_COLOR",
            "PYTHONUNBUFFERED",
            "PIP_DISABLE_PIP_VERSION_CHECK",
            "PIP_NO_INPUT",
            "PIP_PROGRESS_BAR",
            "PIP_ROOT_USER_ACTION");

    /** What runs a program once, in the same folder and environment. */
    private static final Set<String> WRAPPERS = Set.of("timeout", "sudo", "nice");

    /** Ends of names that no installer reads by itself. */
    private static final List<String> OUTPUTS = List.of(".log", ".out", ".err", ".txt");

    private final Script script;
    private final Findings findings;
    private final Decided decided;
    private final World world;
    private final List<Findings.Rehearsed> found;

    private Rehearsable(Script script, Findings findings, Decided decided, World world) {
        this.script = script;
        this.findings = findings;
        this.decided = decided;
        this.world = world;
        this.found = findings.rehearsed();
    }

    /** In the order in which they come; empty where one of them would not show what it does. */
    static List<Findings.Rehearsed> in(Script script, Findings findings, Decided decided, World world) {
        return findings.rehearsed().isEmpty() ? List.of() : new Rehearsable(script, findings, decided, world).all();
    }

    private List<Findings.Rehearsed> all() {
        boolean known = findings.opaque().isEmpty()
                && findings.code().isEmpty()
                && decided.unclear().isEmpty();
        if (!known || !isCalm() || !restIsTakenBack()) {
            return List.of();
        }
        List<Findings.Rehearsed> all = new ArrayList<>();
        for (Findings.Rehearsed one : found) {
            Optional<Place> place = place(one);
            if (place.isEmpty() || !isAsAlone(one) || !isUndisturbed(one)) {
                return List.of();
            }
            all.add(one.rehearsedBy(updated(one, place.get())));
        }
        return all;
    }

    /** No command changes how bash finds and runs another one. */
    private boolean isCalm() {
        for (Script.Item item : script.items()) {
            if (item.background()) {
                return false;
            }
        }
        return findings.called().stream().allMatch(Rehearsable::isCalm);
    }

    private static boolean isCalm(List<Term> words) {
        String name = words.get(0).text();
        String first = words.size() < 2 ? "" : words.get(1).text();
        return name.equals("command")
                ? first.equals("-v") || first.equals("-V") // else it runs another builtin
                : !Builtins.NAMES.contains(name) || CALM.contains(name);
    }

    /** Everything but the installs can be taken back here. */
    private boolean restIsTakenBack() {
        for (Effect effect : decided.effects()) {
            boolean installs = effect.resource().scheme().equals("package")
                    && !effect.reversibility().isAtLeast(Reversibility.IRREVERSIBLE);
            if (!installs && effect.reversibility().isAtLeast(Reversibility.RECOVERABLE)) {
                return false;
            }
        }
        List<Object> acts = findings.acts();
        for (int i = 0; i < acts.size(); i++) {
            boolean grave = acts.get(i) instanceof Findings.OnOther other
                    && other.inherent().isAtLeast(Reversibility.RECOVERABLE);
            if (grave && !isOfOne(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOfOne(int act) {
        return found.stream().anyMatch(one -> one.from() <= act && act < one.to());
    }

    /**
     * Where in the line itself a pipeline stands: not in a loop, a function, a substitution or another shell.
     *
     * @param item which of the lists
     * @param link which pipeline of the list
     */
    private record Place(Script.Item item, int link) {

        Script.Pipeline pipeline() {
            return link == 0 ? item.first() : item.rest().get(link - 1).pipeline();
        }
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Script.Item item : script.items()) {
            for (int link = 0; link <= item.rest().size(); link++) {
                places.add(new Place(item, link));
            }
        }
        return places;
    }

    /** Empty where it does not stand in the line itself, in which every command is come by once. */
    private Optional<Place> place(Findings.Rehearsed one) {
        if (one.in().isEmpty()) {
            return Optional.empty();
        }
        return places().stream()
                .filter(place -> stands(one.in().get(), place.pipeline()))
                .findFirst();
    }

    /** The very command, not one that reads alike. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean stands(Command.Simple command, Script.Pipeline pipeline) {
        return pipeline.stages().stream().anyMatch(stage -> stage.command() == command);
    }

    /** It runs in a folder that is known, and sees what it would see if it were the whole line. */
    private boolean isAsAlone(Findings.Rehearsed one) {
        DryRun dryRun = one.dryRun();
        return READERS.contains(dryRun.reader())
                && dryRun.fidelity() == Fidelity.EXACT
                && one.cwd().isPresent()
                && one.wrapper().map(wrapper -> runsTheSame(wrapper, dryRun)).orElse(true)
                && sees(one.environment(), findings.environment());
    }

    /** `sudo` looks for programs in folders of its own and forgets variables: only of what the system has one is it the same. */
    private static boolean runsTheSame(String wrapper, DryRun dryRun) {
        return WRAPPERS.contains(wrapper)
                && (!wrapper.equals("sudo") || dryRun.reader().equals("apt"));
    }

    private static boolean sees(Map<String, Term> now, Map<String, Term> alone) {
        for (Map.Entry<String, Term> variable : now.entrySet()) {
            if (!QUIET.contains(variable.getKey()) && !variable.getValue().equals(alone.get(variable.getKey()))) {
                return false;
            }
        }
        return now.keySet().containsAll(alone.keySet());
    }

    /** Nothing that is done before it or beside it changes what it reads. */
    private boolean isUndisturbed(Findings.Rehearsed one) {
        List<Object> acts = findings.acts();
        for (int i = 0; i < one.until(); i++) {
            boolean disturbs = !isOfOne(i)
                    && (acts.get(i) instanceof Findings.OnFile file
                            ? !isOutput(file, one)
                            : acts.get(i) instanceof Findings.OnOther other
                                    ? other.inherent() != Reversibility.READ_ONLY
                                    : !looks((Prepared) acts.get(i)));
            if (disturbs) {
                return false;
            }
        }
        for (Findings.Rehearsed other : found) {
            boolean apart = other.from() >= one.until()
                    || other.until() <= one.from()
                            && APART.contains(
                                    other.dryRun().reader() + " " + one.dryRun().reader());
            if (other.from() != one.from() && !apart) {
                return false;
            }
        }
        return true;
    }

    private static boolean looks(Prepared part) {
        return part.effects().stream().allMatch(effect -> effect.verb() == Verb.READ);
    }

    /** It is looked at, or is output that goes to a file which nothing up to the install reads. */
    private boolean isOutput(Findings.OnFile file, Findings.Rehearsed one) {
        return switch (file.act()) {
            case LIST, READ, READ_TREE -> true;
            case WRITE, APPEND -> {
                Optional<Path> end = file.path().flatMap(world::target);
                yield end.isPresent() && isOutput(end.get()) && !isRead(end.get(), one);
            }
            case UPDATE,
                    UPDATE_TREE,
                    TOUCH,
                    FOLDER,
                    FOLDERS,
                    DELETE,
                    DELETE_EMPTY,
                    DELETE_TREE,
                    MOVE_AWAY,
                    REPLACE,
                    CREATE,
                    FRESH,
                    LINK,
                    WRITE_TREE,
                    MODE,
                    MODE_TREE,
                    SHRED -> false;
        };
    }

    /** By its name. Of a file that has others too it is not known which they are. */
    private boolean isOutput(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean several = decided.provisions().stream()
                .anyMatch(kept -> kept.path().equals(file) && kept.kind() == Provision.Kind.REWRITTEN);
        return OUTPUTS.stream().anyMatch(name::endsWith)
                && !name.contains("require")
                && !name.contains("constraint")
                && !several;
    }

    private boolean isRead(Path file, Findings.Rehearsed one) {
        for (Object act : findings.acts().subList(0, one.until())) {
            boolean same = act instanceof Findings.OnFile other
                    && switch (other.act()) {
                        case READ, READ_TREE ->
                            other.path()
                                    .flatMap(world::target)
                                    .filter(file::startsWith)
                                    .isPresent();
                        case LIST,
                                WRITE,
                                APPEND,
                                UPDATE,
                                UPDATE_TREE,
                                TOUCH,
                                FOLDER,
                                FOLDERS,
                                DELETE,
                                DELETE_EMPTY,
                                DELETE_TREE,
                                MOVE_AWAY,
                                REPLACE,
                                CREATE,
                                FRESH,
                                LINK,
                                WRITE_TREE,
                                MODE,
                                MODE_TREE,
                                SHRED -> false;
                    };
            if (same) {
                return true;
            }
        }
        return findings.texts().contains(file);
    }

    /**
     * How it is rehearsed: apt reads lists of packages that an update before it replaces. Where the update certainly comes first and
     * succeeds, those that it would fetch count; where it may not, those at hand as well.
     */
    private DryRun updated(Findings.Rehearsed one, Place place) {
        DryRun dryRun = one.dryRun();
        boolean updates = false;
        for (int i = 0; i < one.from(); i++) {
            updates |= findings.acts().get(i) instanceof Findings.OnOther other
                    && other.resource().uri().equals(Findings.LISTS);
        }
        if (!dryRun.reader().equals("apt") || !updates) {
            return dryRun;
        }
        String reader = isUpdated(place) ? "apt-updated" : "apt-perhaps-updated";
        return new DryRun(dryRun.argv(), dryRun.fidelity(), reader);
    }

    /** {@code … && apt-get update && … && apt-get install}: what is linked so has succeeded. */
    private boolean isUpdated(Place place) {
        for (int link = place.link();
                link > 0 && place.item().rest().get(link - 1).onSuccess();
                link--) {
            Script.Pipeline before = new Place(place.item(), link - 1).pipeline();
            boolean chained = link == 1 || place.item().rest().get(link - 2).onSuccess();
            boolean updates = chained
                    && !before.negated()
                    && before.stages().size() == 1
                    && before.stages().get(0).command() instanceof Command.Simple simple
                    && findings.words(simple).filter(Rehearsable::isUpdate).isPresent();
            if (updates) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUpdate(List<Term> words) {
        List<String> plain = words.stream().map(Term::text).toList();
        int at = plain.get(0).equals("sudo") ? 1 : 0;
        return plain.size() > at
                && (plain.get(at).equals("apt-get") || plain.get(at).equals("apt"))
                && plain.stream()
                        .skip(at + 1L)
                        .filter(word -> !word.startsWith("-"))
                        .findFirst()
                        .equals(Optional.of("update"));
    }
}
