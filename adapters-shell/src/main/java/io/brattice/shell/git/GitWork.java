package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.action.Resource;
import io.brattice.files.store.Before;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The work tree of a repository. What there is of every file is written down first; the bytes of those that git does not have as they
 * are go to the store: uncommitted, untracked and ignored ones. A folder that is ignored as a whole is kept where a commit that is known
 * has something at its place, since git overwrites what is ignored; any other is none of this.
 *
 * <p>Taking back is by file: bytes, mode, owner and times come back where the call left another state and nobody touched it since. What
 * somebody else changed is left and named. What is replaced is moved to the shelf. Of the time of a link nothing below a microsecond comes
 * back, and extended attributes only where the file itself was not replaced.
 *
 * @param top the work tree
 * @param dir the data of this work tree
 * @param common the data that is shared by all work trees; the same for an ordinary repository
 * @param also folders that are ignored as a whole and kept all the same, by their names
 * @param aside a folder on the call's shelf
 */
record GitWork(Git git, Path top, Path dir, Path common, List<String> also, Path aside) implements Step {

    static final String KIND = "git-work";

    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    GitWork {
        also = List.copyOf(also);
    }

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind",
                KIND,
                "path",
                top.toString(),
                "top",
                top.toString(),
                "dir",
                dir.toString(),
                "common",
                common.toString(),
                "also",
                also,
                "aside",
                aside.toString());
    }

    @Override
    public String group() {
        return GitKept.group(dir);
    }

    @Override
    public void keep() throws IOException {
        Files.createDirectory(aside);
        try {
            WorkKept kept = WorkKept.of(this);
            write("out", String.join("\0", kept.out()));
            write("tracked", String.join("\0", kept.tracked()));
            write(BEFORE, kept.files().text());
        } catch (Unclear e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** All that is there now, of what was looked at before. */
    private WorkFiles look() throws IOException {
        return WorkFiles.of(top, new HashSet<>(list("out")), list("tracked"));
    }

    @Override
    public String left() throws IOException {
        WorkFiles before = read(BEFORE);
        WorkFiles after = look();
        for (Map.Entry<String, Sighting> changed : after.changedSince(before).entrySet()) {
            if (changed.getValue().kind() == Sighting.Kind.FILE) {
                String held = WorkFiles.bytes(top.resolve(changed.getKey()));
                after.entries().put(changed.getKey(), changed.getValue().holding(held));
            }
        }
        write(AFTER, after.text());
        return Digest.of(after.text()).hex();
    }

    @Override
    public List<Before> before(String left) throws IOException {
        if (!Files.isRegularFile(aside.resolve(BEFORE))) {
            return List.of(new Before(top, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        WorkFiles before = read(BEFORE);
        WorkFiles after = left.equals(UNKNOWN) ? look() : read(AFTER);
        Map<String, Sighting> was = new TreeMap<>();
        after.changedSince(before).keySet().forEach(name -> was.put(name, before.at(name)));
        return WorkShown.of(this, was);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Files.isRegularFile(aside.resolve(BEFORE))) {
            throw new StaleException("what was kept of the work tree `" + top + "` is no longer in the store");
        }
        if (!left.equals(UNKNOWN)
                && !Digest.of(Files.readString(aside.resolve(AFTER))).hex().equals(left)) {
            throw new StaleException("what was kept of the work tree `" + top + "` was changed in the store");
        }
        WorkReturn way = way(left);
        if (way.back().isEmpty() && !way.leaves().isEmpty()) {
            throw new StaleException(way.leaves().get(0));
        }
        way.back().keySet().forEach(name -> freed.add(top.resolve(name)));
    }

    private WorkReturn way(String left) throws IOException {
        WorkFiles after = left.equals(UNKNOWN) ? look() : read(AFTER);
        return WorkReturn.of(this, read(BEFORE), after);
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        return way(left).leaves();
    }

    @Override
    public void undo(String left) throws IOException {
        way(left).go();
        // What the index remembers about times is older than the files now: commands that do not look closer would be
        // misled.
        git.tell(List.of("update-index", "-q", "--refresh"));
    }

    private List<String> list(String name) throws IOException {
        return Git.parts(Files.readString(aside.resolve(name)));
    }

    private WorkFiles read(String name) throws IOException {
        return WorkFiles.read(Files.readString(aside.resolve(name)));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(aside.resolve(name), text);
    }

    @Override
    public Resource resource() {
        return new Resource("git:" + Resource.file(top).uri()).part("work-tree");
    }

    @Override
    public String summary() {
        return "puts back the files of `" + Step.shown(top) + "` that it changed";
    }
}
