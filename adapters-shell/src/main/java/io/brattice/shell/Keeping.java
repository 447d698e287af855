package io.brattice.shell;

import io.brattice.shell.syntax.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of which path, and how: the state before the line. The first act on a path decides. */
final class Keeping {

    final List<Provision> provisions = new ArrayList<>();
    final IdentityHashMap<Command, List<Decided.Removed>> aside = new IdentityHashMap<>();
    private final Map<Path, Provision> kept = new HashMap<>();
    private final Map<Path, List<Integer>> goneIn = new HashMap<>();
    private final Survey survey;
    private final Account account;
    private List<Integer> branch = List.of();

    Keeping(Survey survey, Account account) {
        this.survey = survey;
        this.account = account;
    }

    /** Where in the line it is gone through now. */
    void branch(List<Integer> now) {
        branch = now;
    }

    void keep(Provision provision) {
        if (provision.kind() != Provision.Kind.MOVED_ASIDE && provision.kind() != Provision.Kind.RENAMED) {
            survey.inventory(provision.path()); // the others were looked at already
        }
        account.seen
                .append(provision.kind())
                .append(' ')
                .append(provision.path())
                .append('\n');
        provisions.add(provision);
        kept.put(provision.path(), provision);
        if (provision.kind() == Provision.Kind.MOVED_ASIDE || provision.kind() == Provision.Kind.RENAMED) {
            goneIn.put(provision.path(), branch);
        }
    }

    /** The same for what is made by a template: once for all that is made by it. */
    void appears(Provision provision) {
        @Nullable Provision before = kept.get(provision.path());
        if (before == null || before.kind() != Provision.Kind.APPEARED) {
            keep(provision);
        } else {
            Provision again = before.again();
            provisions.set(provisions.indexOf(before), again);
            kept.put(provision.path(), again);
        }
    }

    boolean isCopied(Path path) {
        @Nullable Provision provision = kept.get(path);
        return provision != null
                && (provision.kind() == Provision.Kind.COPIED || provision.kind() == Provision.Kind.REWRITTEN);
    }

    /** True for a folder that is copied whole already, and what is in it. */
    boolean isCovered(Path path) {
        for (Path up = path; up != null && !kept.isEmpty(); up = up.getParent()) {
            @Nullable Provision provision = kept.get(up);
            if (provision != null && provision.kind() == Provision.Kind.TREE) {
                return true;
            }
        }
        return false;
    }

    /** True for what is kept by itself, or in a copy of a folder. */
    boolean holds(Path path) {
        return isCopied(path) || isCovered(path);
    }

    /** True for what an earlier command of the line removed or moved away. */
    boolean isGone(Path path) {
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

    boolean isEmpty() {
        return kept.isEmpty();
    }

    boolean keeps(Path path) {
        return kept.containsKey(path);
    }

    /** True when a path, or something below it, is kept. */
    boolean holdsBelow(Path path) {
        return kept.keySet().stream().anyMatch(other -> other.startsWith(path));
    }

    /** The same for what is kept otherwise than by moving it aside: taken back backwards, removals do not meet. */
    boolean keepsOtherwiseBelow(Path path) {
        return kept.values().stream()
                .anyMatch(other -> other.path().startsWith(path) && other.kind() != Provision.Kind.MOVED_ASIDE);
    }

    /** The command is exchanged for a rename of this into the store. */
    void aside(Command by, Decided.Removed removed) {
        aside.computeIfAbsent(by, none -> new ArrayList<>()).add(removed);
    }

    /** True for what a command of another branch may have removed or moved away, or not. */
    boolean isPerhapsGone(Path path) {
        for (Path up = path; up != null; up = up.getParent()) {
            List<Integer> gone = goneIn.getOrDefault(up, List.of());
            boolean certain = branch.size() >= gone.size()
                    && branch.subList(0, gone.size()).equals(gone);
            if (!certain) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        provisions.clear();
        kept.clear();
        aside.clear();
    }
}
