package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.store.Made;
import io.brattice.files.tree.Inventory;
import io.brattice.shell.program.FileAct;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A decision in the making: all that the acts of a line have in common while it is gone through. */
final class Draft {

    /** What is added to the reason for a question about something that is kept. */
    static final String KEPT = "; it is kept first, and an undo puts it back";

    private static final Inventory ONE = new Inventory(1, 0, true, true, true, Plan.NOTHING_SEEN);

    final Ground ground;
    final Secrets secrets;
    final World world;
    final Findings findings;
    final Account account;
    final Survey survey;
    final Keeping keeping;
    final Making making;
    final Travels travels;
    boolean doubtful;
    private final Set<Path> unknownIn = new LinkedHashSet<>();

    Draft(Ground ground, Secrets secrets, World before, Findings findings, Made made) {
        this.ground = ground;
        this.secrets = secrets;
        this.world = before;
        this.findings = findings;
        this.account = new Account(before);
        this.survey = new Survey(ground, before, account);
        this.keeping = new Keeping(survey, account);
        this.making = new Making(before, account, keeping);
        this.travels = new Travels(made, Optional.of(before));
    }

    /** The real path; when it cannot be told, that is noted. */
    Optional<Path> located(Findings.OnFile found, boolean follows) {
        Optional<Path> path = found.path().flatMap(p -> follows ? world.target(p) : world.real(p));
        if (path.isEmpty() && found.act() != FileAct.LIST) {
            unknownBelow(found.term().text());
            account.unclear.add(verb(found.act()) + " what is not known before it runs: `"
                    + Expansion.shortened(found.term().toString()) + "`");
        }
        return path;
    }

    /** What is known of a path that is not: the folder that it is in, or below. */
    private void unknownBelow(String beginning) {
        if (beginning.startsWith("/")) {
            world.target(Path.of(beginning.substring(0, beginning.lastIndexOf('/') + 1)))
                    .ifPresent(unknownIn::add);
        }
    }

    /** What may be kept of a line of which not all is known, or not all can be kept by itself. */
    Precaution precaution() {
        boolean known = findings.opaque().isEmpty() && findings.code().isEmpty() && account.unclear.isEmpty();
        account.lost.removeIf(this::isStore); // then what is kept is lost too
        account.lost.stream()
                .filter(path -> !path.startsWith(ground.workspace()))
                .forEach(unknownIn::add);
        return (known && account.lost.isEmpty()) || world.supposes() || !ground.secures()
                ? Precaution.NONE
                : ground.precaution(unknownIn);
    }

    private static String verb(FileAct act) {
        return switch (act) {
            case LIST -> "it looks at";
            case READ, READ_TREE -> "it reads";
            case WRITE, APPEND, UPDATE, UPDATE_TREE, TOUCH, REPLACE, LINK, WRITE_TREE -> "it writes";
            case FOLDER, FOLDERS, CREATE, FRESH -> "it makes";
            case DELETE, DELETE_EMPTY, DELETE_TREE, SHRED -> "it removes";
            case MOVE_AWAY -> "it moves";
            case MODE, MODE_TREE -> "it changes the mode of";
        };
    }

    /** {@code rm -r link/} empties what the link leads to. */
    static boolean followsLast(Findings.OnFile found) {
        return found.term().text().endsWith("/");
    }

    /** Why a person is asked about a path, whatever is kept of it; empty for what is the agent's own to change. */
    Optional<String> asked(Verb verb, Path path) {
        return switch (ground.zone(path)) {
            case OWN -> travelled(verb, path);
            case GIT_DATA -> Optional.of("changes git's own data at `" + Account.shown(path) + "`");
            case STORE -> Optional.of("touches what was secured");
            case HOLDER ->
                Optional.of("touches the workspace or the home folder as a whole: `" + Account.shown(path) + "`");
            case OUTSIDE ->
                Optional.of((verb == Verb.DELETE ? "removes" : verb == Verb.CREATE ? "makes" : "changes") + " `"
                        + Account.shown(path) + "`, outside the workspace");
        };
    }

    /** What was moved here from where a person is asked is asked about here too. */
    private Optional<String> travelled(Verb verb, Path path) {
        return verb == Verb.CREATE || world.supposes()
                ? Optional.empty()
                : travels.origin(path)
                        .filter(from -> ground.zone(from) != Ground.Zone.OWN)
                        .map(from -> movedHere(verb, from));
    }

    private static String movedHere(Verb verb, Path from) {
        return (verb == Verb.DELETE ? "removes" : "changes") + " what this session moved here from `"
                + Account.shown(from) + "`";
    }

    /** True for what the session made itself in a place of its own. */
    boolean isOwn(Path path) {
        return ground.zone(path) == Ground.Zone.OWN && travels.isOwn(path);
    }

    /** True for what is never touched on the way of keeping it: the store. */
    boolean isStore(Path path) {
        return ground.zone(path) == Ground.Zone.STORE;
    }

    /** Something that cannot be kept. */
    void loses(Verb verb, Path path, String otherwise) {
        Inventory there = verb == Verb.DELETE ? survey.inventory(path) : ONE;
        if (isOwn(path)) {
            account.own(verb, path, there);
            return;
        }
        String why = asked(verb, path).orElse(otherwise);
        account.lost.add(path);
        account.bare(
                verb,
                path,
                verb == Verb.DELETE ? account.without(path, there) : 1,
                there.bytes(),
                why
                        + (verb == Verb.DELETE ? Account.counted(there) : "")
                        + (asked(verb, path).isPresent() && ground.secures() ? ": it cannot be kept" : ""));
    }

    /** Something that is kept first. Where a person is asked all the same, the class stays what it is without. */
    void keeps(Verb verb, Path path, String does, Inventory there, Provision provision) {
        Optional<String> why = asked(verb, path);
        keeping.keep(provision.asked(why.isPresent()));
        if (why.isEmpty() && isOwn(path)) {
            account.own(verb, path, there);
        } else if (why.isEmpty()) {
            account.note(does, path, there.bytes());
            account.effects.add(Account.kept(verb, path, Math.max(there.things(), 1), there.bytes()));
            travels.origin(path).ifPresent(from -> account.says("it " + movedHere(verb, from)));
        } else {
            account.bare(
                    verb,
                    path,
                    verb == Verb.DELETE ? account.without(path, there) : there.things(),
                    there.bytes(),
                    why.get() + (verb == Verb.DELETE ? Account.counted(there) : "") + KEPT);
        }
    }

    /** Something that is kept first, and asked about for a reason of its own. */
    void keepsAsked(Verb verb, Path path, String why, Provision provision) {
        keeping.keep(provision.asked(true));
        account.bare(verb, path, 1, world.size(path), why + KEPT);
    }

    /** Something that is kept already. */
    void again(Verb verb, Path path, long bytes) {
        boolean own = asked(verb, path).isEmpty();
        account.effects.add(
                own
                        ? Account.kept(verb, path, 1, bytes)
                        : Effect.of(verb, Resource.file(path), Reversibility.IRREVERSIBLE)
                                .measuring(1, bytes));
    }
}
