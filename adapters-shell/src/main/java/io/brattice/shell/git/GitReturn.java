package io.brattice.shell.git;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How the state of a repository goes back to what it was before a call, decided name by name from what there was before it, after it, and now.
 *
 * <p>A branch or tag is compared by what it is, wherever it is stored: somebody may have packed them since ({@code git gc}). Then the file in which
 * they are packed stays, and what the call did to each of them is taken back by itself.
 */
final class GitReturn {

    /** Git only adds to these, or remembers in them what was last: that they were added to since is no reason to put nothing back. */
    private static final Pattern ADDED_TO = Pattern.compile("(^|/)(logs/|(ORIG_HEAD|FETCH_HEAD|COMMIT_EDITMSG)$)");

    private final GitState before;
    private final GitState now;
    private final Map<String, String> packedBefore;
    private final Map<String, String> packedThen;
    private final GitState meantBefore;
    private final GitState meantAfter;
    private final GitState meantNow;
    private final boolean packs;
    private final boolean packedSince;
    private final List<String> theirs = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private final List<String> covering = new ArrayList<>();
    private final List<String> packed = new ArrayList<>();
    private final Map<String, Optional<String>> put = new LinkedHashMap<>();

    /**
     * @param packedBefore the branches and tags that were packed before the call
     * @param packedNow those that are now
     */
    GitReturn(
            GitState before,
            GitState after,
            GitState now,
            Map<String, String> packedBefore,
            Map<String, String> packedNow) {
        this.before = before.files();
        this.now = now.files();
        this.packedBefore = packedBefore;
        this.meantBefore = before.meaning();
        this.meantAfter = after.meaning();
        this.meantNow = now.meaning();
        boolean packedByCall = !before.isSame(after, GitState.PACKED_REFS);
        boolean asLeft = after.isSame(now, GitState.PACKED_REFS);
        this.packs = packedByCall && asLeft;
        this.packedSince = packedByCall && !asLeft && !before.isSame(now, GitState.PACKED_REFS);
        this.packedThen = packs ? packedBefore : packedNow;
        Set<String> names = new TreeSet<>(before.files().changed(after.files()));
        names.addAll(meantBefore.changed(meantAfter));
        names.remove(GitState.PACKED_REFS);
        names.removeIf(name -> name.equals(GitState.DERIVED) && !after.isSame(now, name));
        names.forEach(this::decide);
    }

    private void decide(String name) {
        boolean meansTheSame = meantBefore.isSame(meantNow, name);
        if (before.isSame(now, name) && meansTheSame) {
            return; // it is back, or was never done
        }
        if (!meansTheSame && !meantAfter.isSame(meantNow, name)) {
            theirs.add(name);
        } else if (before.has(name)) {
            if (!before.isSame(now, name)) {
                put.put(name, Optional.empty());
            }
        } else if (!meantBefore.has(name)) {
            (packedThen.containsKey(name) ? packed : made).add(name);
        } else if (packedBefore.getOrDefault(name, "").equals(packedThen.get(name))) {
            covering.add(name);
        } else {
            put.put(name, Optional.ofNullable(packedBefore.get(name)));
        }
    }

    /** What somebody else changed since, and cannot be left. */
    List<String> changedSince() {
        List<String> changed = new ArrayList<>(theirs);
        changed.removeAll(addedTo());
        if (packedSince && !meantBefore.names().containsAll(packedBefore.keySet())) {
            changed.add(GitState.PACKED_REFS); // by the note of an earlier release, which does not tell what was packed
        }
        return changed;
    }

    /** What was added to since, and is left as it is. */
    List<String> addedTo() {
        return theirs.stream().filter(name -> ADDED_TO.matcher(name).find()).toList();
    }

    /** What stands where something is to be put, or where a folder is to be that it is put into, and is not the call's. */
    List<String> inTheWay() {
        List<String> standing = new ArrayList<>();
        for (String other : meantNow.names()) {
            boolean stays = !made.contains(other) && !packed.contains(other);
            if (stays
                    && put.keySet().stream()
                            .anyMatch(name -> name.startsWith(other + "/") || other.startsWith(name + "/"))) {
                standing.add(other);
            }
        }
        standing.sort(Comparator.comparing(name -> ADDED_TO.matcher(name).find())); // the branch rather than its log
        return standing;
    }

    /** Files that came to be where nothing was. */
    List<String> made() {
        return made;
    }

    /** What is put at a name: the file that was kept, or else, where it was packed and is not any more as it was, what the branch or tag was. */
    Map<String, Optional<String>> put() {
        return put;
    }

    /** The files that are needed of those that were kept. */
    Set<String> copies() {
        Set<String> copies = new TreeSet<>();
        put.forEach((name, value) -> {
            if (value.isEmpty()) {
                copies.add(name);
            }
        });
        if (before.has(GitState.PACKED_REFS)) {
            copies.add(GitState.PACKED_REFS);
        }
        return copies;
    }

    /** True where the file in which branches and tags are packed is as the call left it, and goes back as a whole. */
    boolean packs() {
        return packs;
    }

    /** Branches and tags that were packed, and are again once a file that may be there goes away. */
    List<String> covering() {
        return covering;
    }

    /** Branches and tags that the call made, and somebody has packed since. */
    List<String> packed() {
        return packed;
    }

    /** The branches, tags and the head that would be others again: what they were, where a file that was kept does not tell it. */
    Map<String, Optional<String>> back() {
        Map<String, Optional<String>> back = new TreeMap<>();
        for (String name : meantBefore.changed(meantNow)) {
            boolean told = name.startsWith("refs/") || name.equals("HEAD");
            if (told && meantBefore.has(name) && !meantBefore.isSame(meantAfter, name)) {
                back.put(name, before.has(name) ? Optional.empty() : Optional.ofNullable(packedBefore.get(name)));
            }
        }
        return back;
    }
}
