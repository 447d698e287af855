package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.store.Made;
import io.brattice.files.store.Step;
import io.brattice.files.undo.Created;
import io.brattice.shell.git.GitSteps;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Prepared;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides, for everything that a line does, how grave it is and what is to be kept so that it can be taken back.
 *
 * <p>What is kept is the state before the line, path by path: the first act on a path decides, and what the line made itself needs no
 * keeping. So a line can be taken back whatever its commands did in between.
 */
final class Planner {

    private static final int MOST_EFFECTS = 20_000;

    private final String line;
    private final Made made;
    private final Draft draft;
    private final Reads reads;
    private final Writes writes;
    private final Removals removals;
    private final Moves moves;
    private final Trees trees;
    private final Doubts doubts;
    private final List<Prepared> parts = new ArrayList<>();

    /** @param line the text, for the names in it */
    Planner(String line, Ground ground, Secrets secrets, World before, Findings findings, Made made) {
        this.line = line;
        this.made = made;
        this.draft = new Draft(ground, secrets, before, findings, made);
        this.reads = new Reads(draft);
        this.writes = new Writes(draft);
        this.removals = new Removals(draft);
        this.moves = new Moves(draft);
        this.trees = new Trees(draft);
        this.doubts = new Doubts(draft);
    }

    Decided decide() {
        List<Object> acts = draft.findings.acts();
        draft.doubtful = draft.findings.isPerhaps();
        new Races(acts, draft.findings.texts(), draft.world)
                .in(draft.findings.races())
                .ifPresent(draft.account.unclear::add);
        for (int i = 0; i < acts.size(); i++) {
            Object act = acts.get(i);
            if (act instanceof Findings.OnFile file) {
                draft.keeping.branch(draft.findings.branch(file));
                Object next = i + 1 < acts.size() ? acts.get(i + 1) : act;
                if (file.act() == FileAct.MOVE_AWAY) {
                    draft.travels.moves(file, next);
                }
                boolean both =
                        file.act() == FileAct.MOVE_AWAY && next instanceof Findings.OnFile to && moves.moved(file, to);
                if (both) {
                    i++;
                } else {
                    file(file);
                }
            } else if (act instanceof Findings.OnOther other) {
                other(other);
            } else if (act instanceof Prepared part) {
                part(part);
            }
            if (draft.account.effects.size() > MOST_EFFECTS) {
                draft.account.unclear.add("it does more than " + MOST_EFFECTS + " things");
                break;
            }
        }
        Optional<Sharing> sharing = sharing();
        if (sharing.isEmpty() && draft.ground.reach().asks()) {
            draft.account.reasons.add("it does not run contained, and so with all of the network, not only that of "
                    + draft.ground.reach().told());
        }
        if (sharing.isEmpty() && clashes()) {
            bareAll();
        }
        draft.doubtful &=
                draft.account.effects.stream().anyMatch(effect -> effect.verb().writes());
        return new Decided(
                draft.account.effects,
                draft.account.unclear,
                draft.account.reasons,
                List.copyOf(draft.keeping.provisions),
                draft.keeping.aside,
                parts,
                draft.account.text.toString(),
                draft.account.seen.toString(),
                draft.doubtful,
                sharing.map(each -> new Precaution(each.whole())).orElseGet(draft::precaution),
                draft.travels,
                sharing);
    }

    /** Present when the line is to run contained: what is known of it allows that, and what it shares can be kept whole. */
    private Optional<Sharing> sharing() {
        Path workspace = draft.ground.workspace();
        Optional<Outlet> outlet =
                new Containable(draft.ground, draft.findings).outlet(draft.account.unclear, draft.account.effects);
        if (outlet.isEmpty()) {
            return Optional.empty();
        }
        if (draft.world.supposes()) {
            return Optional.of(Sharing.supposed(workspace).with(outlet.get()));
        }
        boolean fits = draft.ground.reaches(workspace)
                && !new Precaution(List.of(workspace)).fitting().isEmpty();
        return fits
                ? Sharing.of(draft.ground, line, draft.account.effects, made).map(sharing -> sharing.with(outlet.get()))
                : Optional.empty();
    }

    private void other(Findings.OnOther other) {
        draft.account.effects.add(Effect.of(other.verb(), other.resource(), other.inherent()));
        if (other.inherent().isAtLeast(Reversibility.RECOVERABLE)) {
            draft.account.reasons.add(clause(other.why()));
            draft.account
                    .text
                    .append(clause(other.why()))
                    .append(": ")
                    .append(other.resource())
                    .append('\n');
        }
    }

    private void part(Prepared part) {
        draft.account.effects.addAll(part.effects());
        draft.account.reasons.add(part.reason());
        draft.travels
                .unhidden(part.effects())
                .ifPresent(ignore -> draft.account.says("it removes what `" + Account.shown(ignore)
                        + "` may have kept from it, which this session changed or took away before"));
        parts.add(part);
        boolean files = part.effects().stream()
                .anyMatch(effect ->
                        effect.verb() != Verb.READ && effect.resource().scheme().equals("file"));
        if (files) {
            draft.making.shake();
        }
        draft.account.text.append(part.text()).append('\n');
    }

    /** A clause about the line: most begin with what it does, some with what it is about. */
    private static String clause(String why) {
        boolean whole = why.startsWith("the ")
                || why.startsWith("what ")
                || why.startsWith("its ")
                || why.startsWith("`")
                || why.startsWith("it ");
        return whole ? why : "it " + why;
    }

    /** True when a part keeps a whole work tree, and something else is kept of the same tree: taken back, the one would undo the other. */
    private boolean clashes() {
        List<Step> steps = new ArrayList<>();
        parts.forEach(part -> steps.addAll(part.steps()));
        if (steps.isEmpty() || draft.keeping.provisions.isEmpty()) {
            return false;
        }
        draft.keeping.provisions.forEach(provision -> steps.add(new Created(provision.path(), provision.path())));
        return GitSteps.clash(steps);
    }

    /** What cannot be taken back together counts at its inherent class. */
    private void bareAll() {
        List<Effect> effects = draft.account.effects;
        effects.replaceAll(Effect::bare);
        effects.replaceAll(effect -> effect.inherent() == Reversibility.REVERSIBLE
                ? Effect.of(effect.verb(), effect.resource(), Reversibility.IRREVERSIBLE)
                        .measuring(effect.count(), effect.bytes())
                : effect);
        draft.keeping.provisions.forEach(provision -> draft.account.lost.add(provision.path()));
        draft.keeping.clear();
        parts.replaceAll(part -> new Prepared(
                part.effects(),
                Set.of(),
                List.of(),
                part.fidelity(),
                part.seen(),
                part.text(),
                part.reason(),
                part.answer()));
        draft.account.reasons.add(
                "it changes files and the repository that they are in: the two cannot be taken back together");
    }

    private void file(Findings.OnFile found) {
        doubts.doubt(found);
        act(found);
        switch (found.act()) {
            case REPLACE, LINK, CREATE ->
                found.path().flatMap(draft.world::real).ifPresent(draft.making.murky::add);
            case WRITE_TREE -> found.path().flatMap(draft.world::target).ifPresent(draft.making.murky::add);
            case LIST,
                    READ,
                    READ_TREE,
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
                    FRESH,
                    MODE,
                    MODE_TREE,
                    SHRED -> {}
        }
    }

    private void act(Findings.OnFile found) {
        switch (found.act()) {
            case LIST -> draft.located(found, false).ifPresent(reads::read);
            case READ, READ_TREE -> reads.reads(found);
            case WRITE, APPEND, TOUCH -> draft.located(found, true).ifPresent(path -> writes.write(path, found));
            case UPDATE ->
                draft.located(found, true)
                        .filter(path -> draft.making.kind(path).exists())
                        .ifPresent(path -> writes.write(path, found));
            case REPLACE, LINK -> draft.located(found, false).ifPresent(path -> writes.write(path, found));
            case CREATE ->
                draft.located(found, false)
                        .filter(path -> !draft.making.touchesMurky(Verb.CREATE, path, true)
                                && !draft.making.kind(path).exists())
                        .ifPresent(path -> writes.write(path, found));
            case FRESH -> draft.located(found, false).ifPresent(path -> writes.fresh(path));
            case FOLDER, FOLDERS -> draft.located(found, false).ifPresent(path -> writes.folder(path, found));
            case DELETE ->
                draft.located(found, Draft.followsLast(found))
                        .filter(path -> draft.world.kind(path) != World.Kind.FOLDER || draft.world.worst())
                        .ifPresent(path -> removals.delete(path, found));
            case DELETE_EMPTY ->
                draft.located(found, Draft.followsLast(found)).ifPresent(path -> removals.deleteEmpty(path, found));
            case DELETE_TREE ->
                draft.located(found, Draft.followsLast(found)).ifPresent(path -> removals.delete(path, found));
            case MOVE_AWAY -> draft.located(found, false).ifPresent(path -> removals.delete(path, found));
            case MODE -> draft.located(found, true).ifPresent(path -> trees.mode(path, false));
            case MODE_TREE -> draft.located(found, true).ifPresent(path -> trees.mode(path, true));
            case WRITE_TREE, UPDATE_TREE -> draft.located(found, true).ifPresent(path -> trees.tree(path, found));
            case SHRED ->
                draft.located(found, true)
                        .filter(path -> draft.making.kind(path).exists())
                        .ifPresent(this::shred);
        }
    }

    /**
     * Nothing brings it back; what the session made itself need not come back. Only a file of one name, and before the line changes anything:
     * it could have put another one there.
     */
    private void shred(Path path) {
        boolean untouched =
                draft.account.effects.stream().allMatch(effect -> effect.verb() == Verb.READ) && !draft.doubtful;
        if (untouched
                && draft.isOwn(path)
                && draft.world.kind(path) == World.Kind.FILE
                && draft.ground.isCopyable(path, draft.world)) {
            draft.account.own(Verb.DELETE, path, draft.survey.inventory(path));
        } else {
            draft.account.bare(
                    Verb.DELETE, path, "overwrites `" + Account.shown(path) + "` so that nothing brings it back");
        }
    }
}
