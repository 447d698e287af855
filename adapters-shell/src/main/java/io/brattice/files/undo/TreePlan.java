package io.brattice.files.undo;

import io.brattice.files.store.Step;
import io.brattice.files.tree.Difference;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting.Kind;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What taking a tree back would do now, decided name by name from what was there before the call, after it, and now: what is as the call left
 * it becomes what it was before; what is as it was before is done; anything else is somebody else's.
 */
final class TreePlan {

    private final Manifest before;
    private final Optional<Manifest> after;
    private final Manifest now;
    private final Set<String> begun;
    private final Set<String> same;
    private final Predicate<String> kept;
    private final Anchors anchors;
    private final OtherNames others;
    private final NavigableSet<String> restored = new TreeSet<>();
    private final NavigableMap<String, String> left = new TreeMap<>();
    private final NavigableSet<String> times = new TreeSet<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> besides = new ArrayList<>();
    private final Set<String> theirs = new TreeSet<>();

    /**
     * @param after empty where it is not known what the call left: then all that is not as before is put back
     * @param begun the names that an attempt which broke off had begun to put back
     * @param others the files that have names outside the tree
     * @param same the names at which something else is than the call left, that means the same
     * @param kept tells whether the bytes of a digest are kept
     */
    TreePlan(
            Manifest before,
            Optional<Manifest> after,
            Manifest now,
            Set<String> begun,
            OtherNames others,
            Set<String> same,
            Predicate<String> kept) {
        this.before = before;
        this.after = after;
        this.now = now;
        this.begun = begun;
        this.same = same;
        this.kept = kept;
        this.anchors = new Anchors(before, now);
        this.others = others;
        NavigableSet<String> names = new TreeSet<>(before.entries().keySet());
        names.addAll(now.entries().keySet());
        after.ifPresent(manifest -> names.addAll(manifest.entries().keySet()));
        for (String name : names) {
            decide(name);
        }
        Repositories repositories = new Repositories(now, theirs, left.keySet());
        keepRepositoriesOfOthers(repositories);
        keepFoldersOfOthers();
        keepBelowWhatStays();
        decideTimes(names);
        times.removeIf(repositories::isOfTaken);
    }

    /** The names that are put back, a folder before what is in it. */
    NavigableSet<String> restored() {
        return restored;
    }

    /** The names that stay as they are although the call changed them, and why. */
    NavigableMap<String, String> left() {
        return left;
    }

    /** The names at which somebody else did something since, and the call nothing. */
    List<String> besides() {
        return besides;
    }

    /** The folders whose time is set back in the end. */
    NavigableSet<String> times() {
        return times;
    }

    /** A name of the file that a name was of before, where that file is as it was; empty where it has to be made of what is kept. */
    Optional<String> source(String name) {
        return anchors.source(name).filter(other -> !restored.contains(other));
    }

    /** The very file that a name was of, where it has names outside the tree and is to be found. */
    Optional<OtherNames.Found> file(String name) {
        return others.of(name);
    }

    /** The files with names outside the tree whose bytes are written back into them. */
    List<OtherNames.Found> rewritten() {
        return others.changed().stream()
                .filter(file -> kept.test(file.was().sighting().held()))
                .toList();
    }

    /** True for a file that has other names, and is or becomes what it was before. */
    boolean hasOtherNames(Manifest.Entry entry) {
        return others.serves(entry);
    }

    private boolean isInPlace(String name) {
        return others.of(name).map(file -> file.isAt(now.at(name))).orElseGet(() -> anchors.isInPlace(name));
    }

    private void decide(String name) {
        Manifest.Entry was = before.at(name);
        Manifest.Entry is = now.at(name);
        if (is.isLike(was) && isInPlace(name)) {
            return;
        }
        boolean touched = after.isEmpty()
                || Difference.isChanged(before, after.get(), name)
                || others.isExchanged(name, after.get());
        boolean ours = after.isEmpty()
                || is.isLike(after.get().at(name))
                || same.contains(name)
                || isHalfDone(name)
                || others.isLeft(is, after.get().at(name));
        if (!ours) {
            theirs.add(name);
        }
        if (!touched) {
            if (!ours) {
                besides.add(name); // only somebody else did something to it
            }
            return;
        }
        if (!ours) {
            left.put(name, shown(name) + " was changed since");
        } else if (was.kind() == Kind.FILE
                && source(name).isEmpty()
                && others.of(name).filter(OtherNames.Found::isAsBefore).isEmpty()
                && !kept.test(was.sighting().held())) {
            left.put(name, "what was kept of " + shown(name) + " is no longer in the store");
        } else {
            restored.add(name);
            boolean elsewhere = was.sighting().links() > before.twins(name).size();
            if (elsewhere && was.kind() == Kind.FILE && others.of(name).isEmpty()) {
                remarks.add("the other names of the file that was " + shown(name) + ", outside the folder");
            }
        }
    }

    /** In between, what is put back is not there, or is a folder without its facts. */
    private boolean isHalfDone(String name) {
        Kind is = now.at(name).kind();
        return begun.contains(name)
                && (is == Kind.NOTHING || (is == Kind.FOLDER && before.at(name).kind() == Kind.FOLDER));
    }

    /** The state of a repository that somebody else has used since goes back as a whole or not at all, and no object of it goes away. */
    private void keepRepositoriesOfOthers(Repositories repositories) {
        restored.removeIf(name -> repositories.stays(name, before.at(name).kind() == Kind.NOTHING));
        left.keySet().removeIf(repositories::isOfTaken);
        besides.removeIf(repositories::isOfUsed);
        for (String data : repositories.taken()) {
            left.put(
                    data,
                    "somebody else has used the repository " + shown(data)
                            + " since: branches, index and settings stay as they are");
        }
    }

    /** A folder that the call made stays where something stays in it. */
    private void keepFoldersOfOthers() {
        Set<String> inhabited = new TreeSet<>();
        for (String name : now.excluded()) {
            if (Files.exists(now.root().resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                inhabited.add(parent(name));
            }
        }
        for (String name : now.entries().descendingKeySet()) {
            boolean stays = !restored.contains(name) || before.at(name).kind() == Kind.FOLDER;
            if (!stays && inhabited.contains(name)) {
                restored.remove(name);
                left.put(name, shown(name) + " has something in it that was not made by the call");
                stays = true;
            }
            if (!name.isEmpty() && (stays || before.at(name).kind() != Kind.NOTHING)) {
                inhabited.add(parent(name));
            }
        }
    }

    /** Nothing is put below what is not a folder. */
    private void keepBelowWhatStays() {
        for (String name : List.copyOf(restored)) {
            if (name.isEmpty() || before.at(name).kind() == Kind.NOTHING) {
                continue;
            }
            String parent = parent(name);
            Kind kind = restored.contains(parent)
                    ? before.at(parent).kind()
                    : now.at(parent).kind();
            if (kind != Kind.FOLDER) {
                restored.remove(name);
                left.put(name, shown(name) + " has no folder to be in any more");
            }
        }
    }

    /**
     * The time of a folder is set back where the call, or putting back, changed it, unless somebody else brought something into it or took
     * something out of it.
     */
    private void decideTimes(Set<String> names) {
        Set<String> worked = new TreeSet<>();
        Set<String> disturbed = new TreeSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                continue;
            }
            if (restored.contains(name) || begun.contains(name)) {
                worked.add(parent(name));
            }
            if (!restored.contains(name) && !isEntryOfNobodyElse(name)) {
                disturbed.add(parent(name));
            }
        }
        for (String name : names) {
            boolean folder = before.at(name).kind() == Kind.FOLDER
                    && (restored.contains(name) || now.at(name).kind() == Kind.FOLDER);
            boolean begunAnew = begun.contains(name); // it may be a folder that putting back made, and not finished
            boolean changed = restored.contains(name) || begunAnew || worked.contains(name) || isTimeOfCall(name);
            if (folder && changed && !disturbed.contains(name)) {
                times.add(name);
            }
        }
    }

    /** True where the entry of a folder is the one that was there before, the one that the call left, or one that putting back made. */
    private boolean isEntryOfNobodyElse(String name) {
        Manifest.Entry is = now.at(name);
        if (left.containsKey(name)
                && (is.kind() == Kind.NOTHING) != (before.at(name).kind() == Kind.NOTHING)) {
            return false;
        }
        return after.isEmpty()
                || isSameThing(is, before.at(name))
                || isSameThing(is, after.get().at(name))
                || (begun.contains(name) && is.isLike(before.at(name)));
    }

    /** Or what came back just like it, when a later call was taken back: that is another file or folder. */
    private static boolean isSameThing(Manifest.Entry one, Manifest.Entry other) {
        boolean same = one.sighting().inode() == other.sighting().inode();
        return one.kind() == other.kind() && (same || one.isLike(other));
    }

    private boolean isTimeOfCall(String name) {
        long was = before.at(name).sighting().modified();
        return after.map(manifest -> manifest.at(name).sighting().modified() != was)
                .orElse(true);
    }

    /** What is left as it is, for people: some lines, and how many more there would be. */
    List<String> lines(int most) {
        List<String> lines = new ArrayList<>(left.values());
        lines.addAll(remarks);
        if (lines.size() <= most) {
            return lines;
        }
        List<String> some = new ArrayList<>(lines.subList(0, most));
        some.add("and " + (lines.size() - most) + " more");
        return some;
    }

    private String shown(String name) {
        return "`" + Step.shown(before.root().resolve(name)) + "`";
    }

    static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
