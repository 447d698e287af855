package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.Created;
import io.brattice.files.undo.ModesKept;
import io.brattice.files.undo.TreeKept;
import io.brattice.shell.git.GitSteps;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides, for everything that a line does, how grave it is and what is to be kept so that it can be taken back.
 *
 * <p>What is kept is the state before the line, path by path: the first act on a path decides, and what the line made itself needs no
 * keeping. So a line can be taken back whatever its commands did in between.
 */
final class Planner {

    private static final int MOST_EFFECTS = 20_000;
    private static final int MOST_FOLDERS = 200;

    private final Ground ground;
    private final Secrets secrets;
    private final World world;
    private final Findings findings;

    private final List<Effect> effects = new ArrayList<>();
    private final List<Provision> provisions = new ArrayList<>();
    private final Map<Path, Provision> kept = new HashMap<>();
    private final Set<Path> made = new LinkedHashSet<>();
    private final Set<Path> plainly = new LinkedHashSet<>();
    private final Set<Path> arrived = new LinkedHashSet<>();
    private final Set<Path> murky = new LinkedHashSet<>();
    private boolean shaken;
    private boolean doubtful;
    private List<Integer> branch = List.of();
    private final Map<Path, List<Integer>> goneIn = new HashMap<>();
    private final IdentityHashMap<Command, List<Removed>> aside = new IdentityHashMap<>();
    private final List<Prepared> parts = new ArrayList<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> unclear = new LinkedHashSet<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder seen = new StringBuilder();

    Planner(Ground ground, Secrets secrets, World before, Findings findings) {
        this.ground = ground;
        this.secrets = secrets;
        this.world = before;
        this.findings = findings;
    }

    /** A thing that is moved away in place of being removed, and the word that named it. */
    record Removed(String word, Path path) {}

    /** What was decided. */
    record Decided(
            List<Effect> effects,
            Set<String> unclear,
            Set<String> reasons,
            List<Provision> provisions,
            IdentityHashMap<Command, List<Removed>> aside,
            List<Prepared> parts,
            String text,
            String seen,
            boolean doubtful) {

        static final Decided NOTHING = new Decided(
                List.of(), Set.of(), Set.of(), List.of(), new IdentityHashMap<>(1), List.of(), "", "", false);

        Set<Safeguard> safeguards() {
            if (provisions.isEmpty() && parts.isEmpty()) {
                return Set.of();
            }
            Map<String, Integer> counts = new LinkedHashMap<>();
            Map<String, String> words = new HashMap<>();
            for (Provision provision : provisions) {
                if (!provision.kind().safeguard().isEmpty()) {
                    counts.merge(provision.kind().safeguard(), 1, Integer::sum);
                    words.put(provision.kind().safeguard(), provision.kind().description());
                }
            }
            Set<Safeguard> all = new LinkedHashSet<>();
            counts.forEach((id, count) -> all.add(new Safeguard(id, words.get(id) + ": " + count)));
            parts.forEach(part -> all.addAll(part.safeguards()));
            return all;
        }
    }

    Decided decide() {
        doubtful = findings.isPerhaps();
        List<Object> acts = findings.acts();
        new Races(acts, findings.texts(), world).in(findings.races()).ifPresent(unclear::add);
        for (int i = 0; i < acts.size(); i++) {
            Object act = acts.get(i);
            if (act instanceof Findings.OnFile file) {
                branch = findings.branch(file);
                Object next = i + 1 < acts.size() ? acts.get(i + 1) : act;
                boolean moves =
                        file.act() == FileAct.MOVE_AWAY && next instanceof Findings.OnFile to && moved(file, to);
                if (moves) {
                    i++;
                } else {
                    file(file);
                }
            } else if (act instanceof Findings.OnOther other) {
                effects.add(Effect.of(other.verb(), other.resource(), other.inherent()));
                if (other.inherent().isAtLeast(Reversibility.RECOVERABLE)) {
                    reasons.add(clause(other.why()));
                    text.append(clause(other.why()))
                            .append(": ")
                            .append(other.resource())
                            .append('\n');
                }
            } else if (act instanceof Prepared part) {
                effects.addAll(part.effects());
                reasons.add(part.reason());
                parts.add(part);
                shaken |= part.effects().stream()
                        .anyMatch(effect -> effect.verb() != Verb.READ
                                && effect.resource().scheme().equals("file"));
                text.append(part.text()).append('\n');
            }
            if (effects.size() > MOST_EFFECTS) {
                unclear.add("it does more than " + MOST_EFFECTS + " things");
                break;
            }
        }
        if (clashes()) {
            bareAll();
        }
        doubtful &= effects.stream().anyMatch(effect -> effect.verb().writes());
        return new Decided(
                effects,
                unclear,
                reasons,
                List.copyOf(provisions),
                aside,
                parts,
                text.toString(),
                seen.toString(),
                doubtful);
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
        if (steps.isEmpty() || provisions.isEmpty()) {
            return false;
        }
        provisions.forEach(provision -> steps.add(new Created(provision.path(), provision.path())));
        return GitSteps.clash(steps);
    }

    /** What cannot be taken back together counts at its inherent class. */
    private void bareAll() {
        effects.replaceAll(Effect::bare);
        effects.replaceAll(effect -> effect.inherent() == Reversibility.REVERSIBLE
                ? Effect.of(effect.verb(), effect.resource(), Reversibility.IRREVERSIBLE)
                        .measuring(effect.count(), effect.bytes())
                : effect);
        provisions.clear();
        kept.clear();
        aside.clear();
        parts.replaceAll(part -> new Prepared(
                part.effects(),
                Set.of(),
                List.of(),
                part.fidelity(),
                part.seen(),
                part.text(),
                part.reason(),
                part.answer()));
        reasons.add("it changes files and the repository that they are in: the two cannot be taken back together");
    }

    private void file(Findings.OnFile found) {
        doubt(found);
        act(found);
        switch (found.act()) {
            case REPLACE, LINK, CREATE -> found.path().flatMap(world::real).ifPresent(murky::add);
            case WRITE_TREE -> found.path().flatMap(world::target).ifPresent(murky::add);
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
                    MODE,
                    MODE_TREE,
                    SHRED -> {}
        }
    }

    /** Something that may be a link was put there, or above: what it leads to is not known. */
    private boolean touchesMurky(Verb verb, Path path, boolean follows) {
        boolean through = murky.contains(path) ? follows : isIn(path, murky);
        if (through) {
            bare(verb, path, touches(verb) + " `" + shown(path) + "`, in or through what it put there before");
        }
        return through;
    }

    private void act(Findings.OnFile found) {
        switch (found.act()) {
            case LIST -> located(found, false).ifPresent(this::read);
            case READ, READ_TREE -> reads(found);
            case WRITE, APPEND, TOUCH -> located(found, true).ifPresent(path -> write(path, found));
            case UPDATE ->
                located(found, true).filter(path -> kind(path).exists()).ifPresent(path -> write(path, found));
            case REPLACE, LINK -> located(found, false).ifPresent(path -> write(path, found));
            case CREATE ->
                located(found, false)
                        .filter(path -> !touchesMurky(Verb.CREATE, path, true)
                                && !kind(path).exists())
                        .ifPresent(path -> write(path, found));
            case FOLDER, FOLDERS -> located(found, false).ifPresent(path -> folder(path, found));
            case DELETE ->
                located(found, followsLast(found))
                        .filter(path -> world.kind(path) != World.Kind.FOLDER || world.worst())
                        .ifPresent(path -> delete(path, found));
            case DELETE_EMPTY -> located(found, followsLast(found)).ifPresent(path -> deleteEmpty(path, found));
            case DELETE_TREE -> located(found, followsLast(found)).ifPresent(path -> delete(path, found));
            case MOVE_AWAY -> located(found, false).ifPresent(path -> delete(path, found));
            case MODE -> located(found, true).ifPresent(path -> mode(path, false));
            case MODE_TREE -> located(found, true).ifPresent(path -> mode(path, true));
            case WRITE_TREE, UPDATE_TREE -> located(found, true).ifPresent(path -> tree(path, found));
            case SHRED ->
                located(found, true)
                        .filter(path -> kind(path).exists())
                        .ifPresent(path -> bare(
                                Verb.DELETE, path, "overwrites `" + shown(path) + "` so that nothing brings it back"));
        }
    }

    /**
     * What is told of a command that will fail does not come about. It counts all the same, as something else may come in between, and
     * nobody is told that this is exactly what happens.
     */
    private void doubt(Findings.OnFile found) {
        if (world.supposes() && !Files.isDirectory(ground.workspace())) {
            return; // on another machine
        }
        Optional<Path> real = found.path().flatMap(world::real);
        Optional<Path> end = found.path().flatMap(world::target);
        World.Kind there = real.map(this::kind).orElse(World.Kind.UNKNOWN);
        World.Kind target = end.map(this::kind).orElse(World.Kind.UNKNOWN);
        boolean slash = found.term().text().endsWith("/");
        doubtful |= switch (found.act()) {
            case READ, UPDATE -> target != World.Kind.FILE;
            case READ_TREE, UPDATE_TREE -> !target.exists();
            case MOVE_AWAY -> !there.exists() || slash && there != World.Kind.FOLDER;
            case WRITE, APPEND, TOUCH -> (slash && target != World.Kind.FOLDER) || isNowhere(end);
            case CREATE -> there.exists() || (slash && target != World.Kind.FOLDER) || isNowhere(real);
            case REPLACE, LINK ->
                there == World.Kind.FOLDER || (slash && target != World.Kind.FOLDER) || isNowhere(real);
            case WRITE_TREE -> there.exists() && target != World.Kind.FOLDER || isNowhere(real);
            case FOLDER -> isNowhere(real);
            case FOLDERS -> isNowhere(real.map(this::firstMissing));
            case DELETE_TREE -> found.term().text().endsWith("."); // `rm` refuses `.` and `..`
            case LIST, DELETE, DELETE_EMPTY, MODE, MODE_TREE, SHRED -> false;
        };
    }

    /** True when there is no folder in which a thing could come to be. */
    private boolean isNowhere(Optional<Path> path) {
        Optional<Path> folder = path.map(Path::getParent);
        return folder.isEmpty() || kind(folder.get()) != World.Kind.FOLDER && !isMade(folder.get());
    }

    /** {@code rm -r link/} empties what the link leads to. */
    private static boolean followsLast(Findings.OnFile found) {
        return found.term().text().endsWith("/");
    }

    /** The real path; when it cannot be told, that is noted. */
    private Optional<Path> located(Findings.OnFile found, boolean follows) {
        Optional<Path> path = found.path().flatMap(p -> follows ? world.target(p) : world.real(p));
        if (path.isEmpty() && found.act() != FileAct.LIST) {
            unclear.add(verb(found.act()) + " what is not known before it runs: `"
                    + Expansion.shortened(found.term().toString()) + "`");
        }
        return path;
    }

    private static String verb(FileAct act) {
        return switch (act) {
            case LIST -> "it looks at";
            case READ, READ_TREE -> "it reads";
            case WRITE, APPEND, UPDATE, UPDATE_TREE, TOUCH, REPLACE, LINK, WRITE_TREE -> "it writes";
            case FOLDER, FOLDERS, CREATE -> "it makes";
            case DELETE, DELETE_EMPTY, DELETE_TREE, SHRED -> "it removes";
            case MOVE_AWAY -> "it moves";
            case MODE, MODE_TREE -> "it changes the mode of";
        };
    }

    private void read(Path path) {
        effects.add(Effect.of(Verb.READ, Resource.file(path), Reversibility.READ_ONLY));
    }

    /** Names the folders that are read too, as far as they are few: one of them may belong to the gate. */
    private void below(Path root) {
        if (world.supposes()) {
            return;
        }
        Deque<Path> open = new ArrayDeque<>(List.of(root));
        int named = 0;
        while (!open.isEmpty() && named < MOST_FOLDERS) {
            Path folder = open.removeFirst();
            for (String name : world.names(folder).orElse(List.of())) {
                Path path = folder.resolve(name);
                if (world.kind(path) == World.Kind.FOLDER) {
                    open.addLast(path);
                    effects.add(Effect.of(Verb.READ, Resource.file(path), Reversibility.READ_ONLY));
                    named++;
                }
            }
        }
    }

    private void reads(Findings.OnFile found) {
        Term term = found.term();
        Optional<Path> path = found.path().flatMap(world::target);
        Optional<String> secret = path.flatMap(p -> found.act() == FileAct.READ_TREE ? secrets.below(p) : secrets.at(p))
                .or(() -> path.isEmpty() ? unknown(term) : Optional.empty());
        if (secret.isPresent()) {
            Resource resource = path.map(Resource::file).orElse(Resource.tool("unknown"));
            effects.add(Effect.of(Verb.DISCLOSE, resource, Reversibility.IRREVERSIBLE));
            reasons.add("it reads `" + Expansion.shortened(term.toString()) + "`, " + secret.get());
        } else if (path.isPresent()) {
            read(path.get());
            if (found.act() == FileAct.READ_TREE) {
                below(path.get());
            }
        } else {
            effects.add(Effect.of(Verb.READ, Resource.tool("files"), Reversibility.READ_ONLY));
        }
    }

    /** Files that are not known before: a secret, when one is named in the line, or when it looks for them where secrets lie. */
    private Optional<String> unknown(Term term) {
        Optional<String> named = secrets.named(term);
        if (named.isPresent()) {
            return named;
        }
        if (term.text().startsWith("/")) {
            Path base = Path.of(term.text().substring(0, term.text().lastIndexOf('/') + 1));
            return world.target(base).flatMap(secrets::below);
        }
        for (Object act : findings.acts()) {
            if (act instanceof Findings.OnFile other && other.act() == FileAct.LIST) {
                Optional<String> there = other.path().flatMap(world::target).flatMap(secrets::below);
                if (there.isPresent()) {
                    return there;
                }
            }
        }
        return findings.secretWord();
    }

    /** What is at a path when the line comes to it: what it made itself counts as something. */
    private World.Kind kind(Path path) {
        return isMade(path) ? World.Kind.FILE : isGone(path) ? World.Kind.NOTHING : world.kind(path);
    }

    /** True for what the line makes where nothing was, and what is below. */
    private boolean isMade(Path path) {
        return isIn(path, made);
    }

    private static boolean isIn(Path path, Set<Path> roots) {
        if (roots.isEmpty()) {
            return false;
        }
        for (Path up = path; up != null; up = up.getParent()) {
            if (roots.contains(up)) {
                return true;
            }
        }
        return false;
    }

    private void keep(Provision provision) {
        if (provision.kind() != Provision.Kind.MOVED_ASIDE && provision.kind() != Provision.Kind.RENAMED) {
            inventory(provision.path()); // the others were looked at already
        }
        seen.append(provision.kind()).append(' ').append(provision.path()).append('\n');
        provisions.add(provision);
        kept.put(provision.path(), provision);
        if (provision.kind() == Provision.Kind.MOVED_ASIDE || provision.kind() == Provision.Kind.RENAMED) {
            goneIn.put(provision.path(), branch);
        }
    }

    /** Writes where something may be. */
    private void write(Path path, Findings.OnFile found) {
        boolean follows =
                found.act() != FileAct.REPLACE && found.act() != FileAct.LINK && found.act() != FileAct.CREATE;
        if (touchesPerhapsGone(Verb.UPDATE, path) || touchesArrived(Verb.UPDATE, path)) {
            return;
        }
        if (follows && isFresh(path)) {
            plainly.add(path);
            effects.add(Effect.of(Verb.CREATE, Resource.file(path), Reversibility.REVERSIBLE));
            return;
        }
        if (touchesMade(Verb.UPDATE, path, follows)) {
            return;
        }
        if (isCopied(path)) {
            effects.add(kept(Verb.UPDATE, path, 1, world.size(path)));
            return;
        }
        switch (kind(path)) {
            case NOTHING -> create(path, found);
            case FILE -> overwrite(path, found);
            case LINK -> {
                if (!follows) {
                    overwrite(path, found);
                } else {
                    bare(Verb.UPDATE, path, "writes through the link `" + shown(path) + "`");
                }
            }
            case FOLDER -> {
                if (found.act() == FileAct.TOUCH) {
                    bare(Verb.UPDATE, path, "sets the times of the folder `" + shown(path) + "`");
                } else if (!follows || world.worst()) {
                    bare(Verb.UPDATE, path, "replaces the folder `" + shown(path) + "`");
                }
            }
            case OTHER, UNKNOWN -> bare(Verb.UPDATE, path, "writes to `" + shown(path) + "`, which is no plain file");
        }
    }

    /** True for a new name in a folder that the line made, in which nothing is but what it put there plainly. */
    private boolean isFresh(Path path) {
        if (shaken || !isMade(path) || made.contains(path) || plainly.contains(path) || isIn(path, murky)) {
            return false;
        }
        for (Path up = path.getParent(); up != null && plainly.contains(up); up = up.getParent()) {
            if (made.contains(up)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the line made itself needs no keeping, where it is certain what it is. A copied tree, an archive, a link may lead anywhere: what
     * is done inside or through one is done to something that is not known.
     *
     * @return true when this act is dealt with
     */
    private boolean touchesMade(Verb verb, Path path, boolean follows) {
        if (touchesMurky(verb, path, follows)) {
            return true;
        }
        if (!isMade(path)) {
            boolean unsure = shaken;
            if (unsure) {
                bare(
                        verb,
                        path,
                        touches(verb) + " `" + shown(path)
                                + "` after files that are not known before were put in place");
            }
            return unsure;
        }
        if (shaken && !plainly.contains(path)) {
            bare(verb, path, touches(verb) + " `" + shown(path) + "`, in or through what it put there before");
            return true;
        }
        boolean certain = made.contains(path) && !follows;
        boolean named = plainly.contains(path) || murky.contains(path) || path.getParent() == null;
        for (Path up = named ? path : path.getParent();
                up != null && !certain && plainly.contains(up);
                up = up.getParent()) {
            certain = made.contains(up);
        }
        if (certain) {
            effects.add(Effect.of(verb, Resource.file(path), Reversibility.REVERSIBLE));
        } else {
            bare(verb, path, touches(verb) + " `" + shown(path) + "`, in or through what it put there before");
        }
        return true;
    }

    private static String touches(Verb verb) {
        return verb == Verb.DELETE ? "removes" : "changes";
    }

    /** What was moved is at another place now, and its content is kept nowhere: it must not be touched again. */
    private boolean touchesArrived(Verb verb, Path path) {
        if (!isIn(path, arrived) && arrived.stream().noneMatch(each -> each.startsWith(path))) {
            return false;
        }
        bare(verb, path, touches(verb) + " what it moved to `" + shown(path) + "` before");
        return true;
    }

    private void create(Path path, Findings.OnFile found) {
        if (refused(Verb.CREATE, path)) {
            return;
        }
        effects.add(Effect.of(Verb.CREATE, Resource.file(path), Reversibility.REVERSIBLE));
        note("creates", path, 0);
        if (!isMade(path)) {
            Path first = firstMissing(path);
            made.add(first);
            boolean plain = switch (found.act()) {
                case WRITE, APPEND, UPDATE, TOUCH, FOLDER, FOLDERS -> true;
                case LIST,
                        READ,
                        READ_TREE,
                        UPDATE_TREE,
                        DELETE,
                        DELETE_EMPTY,
                        DELETE_TREE,
                        MOVE_AWAY,
                        REPLACE,
                        CREATE,
                        LINK,
                        WRITE_TREE,
                        MODE,
                        MODE_TREE,
                        SHRED -> false;
            };
            plain &= path.equals(first) || found.act() == FileAct.FOLDERS; // else it fails, and makes nothing
            for (Path up = path; plain && up != null && up.startsWith(first); up = up.getParent()) {
                plainly.add(up);
            }
            keep(Provision.of(Provision.Kind.CREATED, first));
        }
    }

    /** The folder nearest to the root that has to be made for a path to be. */
    private Path firstMissing(Path path) {
        Path first = path;
        for (Path up = path.getParent();
                up != null && (isGone(up) || !world.kind(up).exists());
                up = up.getParent()) {
            first = up;
        }
        return first;
    }

    private void overwrite(Path path, Findings.OnFile found) {
        if (refused(Verb.UPDATE, path)) {
            return;
        }
        long size = world.size(path);
        if (!ground.isCopyable(path, world)) {
            bare(Verb.UPDATE, path, "overwrites `" + shown(path) + "`, which cannot be kept");
            return;
        }
        note(found.act() == FileAct.APPEND ? "adds to" : "overwrites", path, size);
        keep(Provision.of(Provision.Kind.COPIED, path));
        effects.add(kept(Verb.UPDATE, path, 1, size));
    }

    private void folder(Path path, Findings.OnFile found) {
        if (touchesPerhapsGone(Verb.UPDATE, path) || touchesMurky(Verb.CREATE, path, true)) {
            return;
        }
        if (isMade(path) && !made.contains(path)) {
            for (Path up = path; up != null && !plainly.contains(up); up = up.getParent()) {
                if (made.contains(up)) {
                    return; // inside of what is not known
                }
            }
            for (Path up = path; up != null && !plainly.contains(up); up = up.getParent()) {
                plainly.add(up);
            }
        } else if (!kind(path).exists()) {
            create(path, found);
        }
    }

    private boolean isCopied(Path path) {
        @Nullable Provision provision = kept.get(path);
        return provision != null && provision.kind() == Provision.Kind.COPIED;
    }

    /** True for what an earlier command of the line removed or moved away. */
    private boolean isGone(Path path) {
        for (Path up = path; up != null && !kept.isEmpty(); up = up.getParent()) {
            @Nullable Provision provision = kept.get(up);
            boolean gone = provision != null
                    && (provision.kind() == Provision.Kind.MOVED_ASIDE || provision.kind() == Provision.Kind.RENAMED);
            if (gone) {
                return true;
            }
        }
        return false;
    }

    /** What may have been removed before, or not: neither what is there is kept, nor can it be said that nothing is. */
    private boolean touchesPerhapsGone(Verb verb, Path path) {
        for (Path up = path; up != null; up = up.getParent()) {
            List<Integer> gone = goneIn.getOrDefault(up, List.of());
            boolean certain = branch.size() >= gone.size()
                    && branch.subList(0, gone.size()).equals(gone);
            if (!certain) {
                bare(verb, path, touches(verb) + " `" + shown(path) + "`, which it may have removed before, or not");
                return true;
            }
        }
        return false;
    }

    private void delete(Path path, Findings.OnFile found) {
        if (touchesPerhapsGone(Verb.DELETE, path)
                || touchesArrived(Verb.DELETE, path)
                || touchesMade(Verb.DELETE, path, followsLast(found))) {
            return;
        }
        if (isCopied(path)) {
            effects.add(kept(Verb.DELETE, path, 1, world.size(path)));
            return;
        }
        World.Kind kind = kind(path);
        if (!kind.exists() || refused(Verb.DELETE, path)) {
            return;
        }
        if (followsLast(found) && world.worst()) {
            bare(Verb.DELETE, path, "removes what `" + shown(path) + "/` leads to");
            return;
        }
        boolean single = kind == World.Kind.FILE || kind == World.Kind.LINK;
        boolean ours = found.by() instanceof Command.Simple simple && isRemoval(simple);
        boolean below = kept.keySet().stream().anyMatch(other -> other.startsWith(path));
        if (ours && !below && ground.isMovable(path, world)) {
            Inventory there = inventory(path);
            note("removes", path, there.bytes());
            keep(new Provision(Provision.Kind.MOVED_ASIDE, path, Optional.empty(), true));
            aside.computeIfAbsent(found.by(), none -> new ArrayList<>())
                    .add(new Removed(found.term().text(), path));
            effects.add(kept(Verb.DELETE, path, there.things(), there.bytes()));
        } else if (single && !below && !supposedFolder(found) && ground.isCopyable(path, world)) {
            note("removes", path, world.size(path));
            keep(Provision.of(Provision.Kind.COPIED, path));
            effects.add(kept(Verb.DELETE, path, 1, world.size(path)));
        } else {
            Inventory there = inventory(path);
            bare(
                    Verb.DELETE,
                    path,
                    without(path, there),
                    there.bytes(),
                    "removes `" + shown(path) + "`" + counted(there));
        }
    }

    /** How many things below a path were not counted before. */
    private long without(Path path, Inventory there) {
        long counted = 0;
        for (Effect effect : effects) {
            boolean inside = effect.verb() == Verb.DELETE
                    && !effect.resource().equals(Resource.file(path))
                    && effect.resource().whole().startsWith(Resource.file(path).uri() + "/");
            counted += inside ? effect.count() : 0;
        }
        return Math.max(there.things() - counted, 1);
    }

    /** What is only supposed to be a file may be a folder, which cannot be kept by a copy. */
    private boolean supposedFolder(Findings.OnFile found) {
        return world.worst() && found.act() == FileAct.DELETE_TREE;
    }

    /** True when the command can be exchanged for renames: it is come by once, and removes what it names. */
    private boolean isRemoval(Command.Simple command) {
        return findings.words(command)
                .filter(words -> !findings.isPerhaps())
                .filter(words -> words.stream().allMatch(Term::known))
                .map(words -> words.get(0).text())
                .filter(name -> name.equals("rm") || name.equals("rmdir") || name.equals("unlink"))
                .isPresent();
    }

    private void deleteEmpty(Path path, Findings.OnFile found) {
        boolean full = world.names(path).map(names -> !names.isEmpty()).orElse(false);
        if (world.kind(path) == World.Kind.FOLDER && !full) {
            delete(path, found);
        } else if (world.worst() && world.kind(path) != World.Kind.FOLDER) {
            delete(path, found);
        }
    }

    /** {@code mv}: a rename that is renamed back, where nothing is in the way. */
    private boolean moved(Findings.OnFile from, Findings.OnFile to) {
        renamesSecret(from, to);
        doubt(from);
        doubt(to);
        if (to.act() != FileAct.REPLACE && to.act() != FileAct.CREATE && to.act() != FileAct.WRITE) {
            return false;
        }
        Optional<Path> source = from.path().flatMap(world::real);
        Optional<Path> end = to.path().flatMap(world::real);
        if (source.isEmpty() || end.isEmpty() || isMade(source.get()) || kept.containsKey(source.get())) {
            return false;
        }
        boolean below = kept.keySet().stream().anyMatch(other -> other.startsWith(source.get()));
        boolean folderOver =
                kind(source.get()) == World.Kind.FOLDER && kind(end.get()).exists();
        doubtful |= folderOver || end.get().startsWith(source.get());
        boolean plain = !shaken
                && kind(source.get()).exists()
                && !kind(end.get()).exists()
                && !end.get().startsWith(source.get())
                && !below
                && end.get().getParent() != null
                && kind(end.get().getParent()).exists()
                && !isIn(end.get(), arrived)
                && !isGone(end.get())
                && !isGone(source.get())
                && ground.secures()
                && ground.zone(source.get()) == Ground.Zone.OWN
                && ground.zone(end.get()) == Ground.Zone.OWN;
        if (!plain) {
            return false;
        }
        Inventory there = inventory(source.get());
        effects.add(Effect.of(Verb.DELETE, Resource.file(source.get()), Reversibility.REVERSIBLE)
                .measuring(there.things(), there.bytes()));
        effects.add(Effect.of(Verb.CREATE, Resource.file(end.get()), Reversibility.REVERSIBLE)
                .measuring(there.things(), there.bytes()));
        note("moves", source.get(), there.bytes());
        text.append("    to ").append(shown(end.get())).append('\n');
        keep(new Provision(Provision.Kind.RENAMED, source.get(), Optional.of(end.get()), false));
        arrived.add(end.get());
        return true;
    }

    /** A secret under another name would be read by the next call without a question. */
    private void renamesSecret(Findings.OnFile from, Findings.OnFile to) {
        Optional<Path> source = from.path().flatMap(world::real);
        Optional<Path> end = to.path().flatMap(world::real);
        if (source.flatMap(secrets::at).isPresent() && end.flatMap(secrets::at).isEmpty()) {
            effects.add(Effect.of(Verb.DISCLOSE, Resource.file(source.get()), Reversibility.IRREVERSIBLE));
            reasons.add("it gives another name to `" + shown(source.get()) + "`, "
                    + secrets.at(source.get()).get());
        }
    }

    private void mode(Path path, boolean below) {
        if (touchesPerhapsGone(Verb.UPDATE, path)
                || touchesArrived(Verb.UPDATE, path)
                || touchesMade(Verb.UPDATE, path, true)
                || !kind(path).exists()
                || refused(Verb.UPDATE, path)) {
            return;
        }
        boolean small = ground.secures() && (!below || isSmall(path));
        if (!small || world.kind(path) == World.Kind.OTHER || world.kind(path) == World.Kind.UNKNOWN) {
            bare(
                    Verb.UPDATE,
                    path,
                    "changes the mode of `" + shown(path) + "`" + (below ? " and everything below it" : ""));
            return;
        }
        note("changes the mode of", path, 0);
        if (!isCopied(path)) {
            keep(Provision.of(below ? Provision.Kind.MODES_BELOW : Provision.Kind.MODES, path));
        }
        effects.add(kept(Verb.UPDATE, path, 1, 0));
    }

    private boolean isSmall(Path path) {
        if (world.supposes()) {
            return !world.worst()
                    || world.kind(path) == World.Kind.FILE
                            && !ground.workspace().equals(path);
        }
        try {
            return ModesKept.of(path, true).isPresent();
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    private void tree(Path path, Findings.OnFile found) {
        if (touchesPerhapsGone(Verb.UPDATE, path)) {
            return;
        }
        boolean again = isTreeKept(path);
        boolean within = touchesMade(Verb.UPDATE, path, true);
        if (again || within) {
            if (again) {
                effects.add(kept(Verb.UPDATE, path, 1, 0));
            }
            return;
        }
        shaken = true; // what it puts there may be links
        if (!kind(path).exists()) {
            create(path, found);
            return;
        }
        if (touchesArrived(Verb.UPDATE, path) || (!path.equals(ground.workspace()) && refused(Verb.UPDATE, path))) {
            return;
        }
        if (kind(path) == World.Kind.FILE) { // which stays one, or is exchanged
            overwrite(path, found);
            return;
        }
        if (!kept.isEmpty() || !isCopyableTree(path)) {
            bare(Verb.UPDATE, path, "writes below `" + shown(path) + "`: what it overwrites there is not known before");
            return;
        }
        Inventory there = inventory(path);
        note("writes below", path, there.bytes());
        keep(Provision.of(Provision.Kind.TREE, path));
        effects.add(kept(Verb.UPDATE, path, Math.max(there.things(), 1), there.bytes()));
    }

    /** True for a folder that is copied whole already. */
    private boolean isTreeKept(Path path) {
        @Nullable Provision provision = kept.get(path);
        return provision != null && provision.kind() == Provision.Kind.TREE;
    }

    private boolean isCopyableTree(Path path) {
        if (!ground.secures() || !ground.isMovable(path, world)) {
            return false;
        }
        if (world.supposes()) {
            return !world.worst() && world.kind(path) == World.Kind.FOLDER;
        }
        return TreeKept.fits(inventory(path));
    }

    /** Notes what must not be secured, and why. */
    private boolean refused(Verb verb, Path path) {
        String why = switch (ground.zone(path)) {
            case OWN -> "";
            case GIT_DATA -> "changes git's own data at `" + shown(path) + "`";
            case STORE -> "touches what was secured";
            case HOLDER -> "touches the workspace or the home folder as a whole: `" + shown(path) + "`";
            case OUTSIDE ->
                (verb == Verb.DELETE ? "removes" : verb == Verb.CREATE ? "makes" : "changes") + " `" + shown(path)
                        + "`, outside the workspace";
        };
        if (why.isEmpty()) {
            return false;
        }
        Inventory there =
                verb == Verb.DELETE ? inventory(path) : new Inventory(1, 0, true, true, true, Plan.NOTHING_SEEN);
        bare(
                verb,
                path,
                verb == Verb.DELETE ? without(path, there) : there.things(),
                there.bytes(),
                why + (verb == Verb.DELETE ? counted(there) : ""));
        return true;
    }

    private static String counted(Inventory there) {
        return there.things() <= 1
                ? ""
                : " (" + there.things() + " things, " + there.bytes() + " bytes"
                        + (there.complete() ? ")" : ", and more)");
    }

    private Inventory inventory(Path path) {
        if (world.supposes()) {
            return new Inventory(1, world.size(path), true, true, true, Plan.NOTHING_SEEN);
        }
        try {
            Inventory there = Inventory.of(path);
            seen.append(path).append(' ').append(there.digest().hex()).append('\n');
            return there.isNothing() && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    ? new Inventory(1, 0, false, true, true, Plan.NOTHING_SEEN)
                    : there;
        } catch (IOException e) {
            return new Inventory(1, 0, false, true, true, Plan.NOTHING_SEEN);
        }
    }

    private void bare(Verb verb, Path path, String why) {
        bare(verb, path, 1, world.size(path), why);
    }

    private void bare(Verb verb, Path path, long things, long bytes, String why) {
        effects.add(
                Effect.of(verb, Resource.file(path), Reversibility.IRREVERSIBLE).measuring(Math.max(things, 1), bytes));
        reasons.add("it " + why);
        text.append(why).append('\n');
    }

    private static Effect kept(Verb verb, Path path, long things, long bytes) {
        return Effect.of(verb, Resource.file(path), Reversibility.IRREVERSIBLE)
                .measuring(things, bytes)
                .safeguarded(Reversibility.REVERSIBLE);
    }

    private void note(String does, Path path, long bytes) {
        text.append(does).append(' ').append(shown(path));
        if (bytes > 0) {
            text.append(" (").append(bytes).append(" bytes)");
        }
        text.append('\n');
    }

    private static String shown(Path path) {
        return Resource.file(path).uri().substring("file:".length());
    }
}
