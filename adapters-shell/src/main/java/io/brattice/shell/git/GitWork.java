package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.action.Resource;
import io.brattice.files.store.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The work tree of a repository: every file that is tracked, or neither tracked nor ignored, or ignored by its own name. It is
 * stored, as it is, in a repository of the call's own on the shelf, which borrows the objects of the real one, obeys none of its
 * settings and attributes, and is never cleaned up. Taking back puts back the files that the call changed, and only those, and
 * only from how the call left them. Modes come back, times do not; folders that are ignored as a whole are not stored.
 *
 * @param top the work tree
 * @param dir the data of this work tree
 * @param common the data that is shared by all work trees; the same for an ordinary repository
 * @param aside a folder on the call's shelf
 */
record GitWork(Git git, Path top, Path dir, Path common, Path aside) implements Step {

    static final String KIND = "git-work";

    private static final int MOST_IGNORED = 1000;
    private static final long LARGEST_IGNORED = 8L << 20;
    private static final int AT_ONCE = 200;

    private Path shadow() {
        return aside.resolve("shadow");
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
                "aside",
                aside.toString());
    }

    @Override
    public void keep() throws IOException {
        Files.createDirectory(aside);
        for (String folder : List.of("objects/info", "objects/pack", "refs/heads", "info")) {
            Files.createDirectories(shadow().resolve(folder));
        }
        Files.writeString(shadow().resolve("HEAD"), "ref: refs/heads/none\n");
        Files.writeString(
                shadow().resolve("config"),
                "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tautocrlf = false\n");
        Files.writeString(shadow().resolve("objects/info/alternates"), common.resolve("objects") + "\n");
        Files.writeString(
                shadow().resolve("info/attributes"), "* -text -eol -ident -filter -working-tree-encoding -crlf\n");
        WorkState state = state();
        Path exclude = common.resolve("info/exclude");
        StringBuilder rules = new StringBuilder(Files.isRegularFile(exclude) ? Files.readString(exclude) : "");
        state.nested().forEach(name -> rules.append("\n/").append(escaped(name)));
        Files.writeString(shadow().resolve("info/exclude"), rules + "\n");
        boolean seeded = seeds(IndexFile.of(dir.resolve("index")), state);
        if (seeded) {
            Files.copy(dir.resolve("index"), shadow().resolve("index"), StandardCopyOption.COPY_ATTRIBUTES);
        }
        List<String> singles = singles(state.ignored());
        Files.writeString(aside.resolve("ignored"), String.join("\0", state.ignored()));
        Files.writeString(aside.resolve("singles"), String.join("\0", singles));
        Files.writeString(aside.resolve("before"), snapshot(singles));
        Files.writeString(aside.resolve("modes"), modes());
    }

    /** The real index saves reading every file, where git would have stored the files as they are. */
    private boolean seeds(IndexFile index, WorkState state) throws IOException {
        boolean converting = index.converted()
                || Files.exists(common.resolve("info/attributes"))
                || Files.exists(top.resolve(".gitattributes"))
                || state.untracked().stream().anyMatch(name -> name.endsWith(".gitattributes"))
                || state.ignored().stream().anyMatch(name -> name.endsWith(".gitattributes"))
                || !git.tell(List.of("config", "--get-regexp", "^core\\.(autocrlf|eol|attributesfile)$"))
                        .stdout()
                        .isEmpty();
        return !converting && !index.odd() && !index.nested() && Files.exists(dir.resolve("index"));
    }

    private static List<String> singles(List<String> ignored) {
        return ignored.stream()
                .filter(name -> !name.endsWith("/"))
                .limit(MOST_IGNORED)
                .toList();
    }

    private WorkState state() throws IOException {
        try {
            return WorkState.of(git, top);
        } catch (Unclear e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String escaped(String name) {
        return name.replaceAll("([\\\\*?\\[\\]#! ])", "\\\\$1");
    }

    /** The tree of all that is there now. */
    private String snapshot(List<String> singles) throws IOException {
        // Git would take a repository that came to be in the work tree for a thing of its own: those are left alone.
        List<String> add = new ArrayList<>(List.of("add", "-A", "--", "."));
        shadowed(add);
        List<String> files = new ArrayList<>();
        for (String name : singles) {
            Path file = top.resolve(name);
            if (Files.isSymbolicLink(file) || Files.isRegularFile(file) && Files.size(file) <= LARGEST_IGNORED) {
                files.add(name);
            }
        }
        for (int from = 0; from < files.size(); from += AT_ONCE) {
            List<String> more = new ArrayList<>(List.of("--literal-pathspecs", "add", "-f", "--"));
            more.addAll(files.subList(from, Math.min(files.size(), from + AT_ONCE)));
            shadowed(more);
        }
        return shadowed(List.of("write-tree"));
    }

    private String shadowed(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--git-dir=" + shadow(), "--work-tree=" + top));
        all.addAll(arguments);
        return git.must(all.toArray(new String[0]));
    }

    /** The modes of files that are not the usual ones. */
    private String modes() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : Git.parts(shadowed(List.of("ls-files", "-z")))) {
            int mode = mode(top.resolve(name));
            if (mode >= 0 && mode != 0644 && mode != 0755) {
                text.append(name).append('\0').append(mode).append('\0');
            }
        }
        return text.toString();
    }

    private static int mode(Path file) throws IOException {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777
                    : -1;
        } catch (NoSuchFileException e) {
            return -1;
        }
    }

    private List<String> list(String name) throws IOException {
        return Git.parts(Files.readString(aside.resolve(name)));
    }

    private String tree(String name) throws IOException {
        return Files.readString(aside.resolve(name)).strip();
    }

    @Override
    public String left() throws IOException {
        String tree = snapshot(list("singles"));
        Files.writeString(aside.resolve("after"), tree);
        return tree;
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Files.isRegularFile(aside.resolve("before"))) {
            throw new StaleException("what was kept of the work tree `" + top + "` is no longer in the store");
        }
        String now = snapshot(list("singles"));
        if (left.equals("unknown")) {
            if (!now.equals(tree("before"))) {
                throw new StaleException("how the call left the work tree `" + top + "` is not known");
            }
            return;
        }
        if (!tree("after").equals(left)) {
            throw new StaleException("what was kept of the work tree `" + top + "` was changed in the store");
        }
        Set<String> changed = changed();
        for (String name : git.differing(shadow().toString(), left, now)) {
            if (changed.contains(name)) {
                throw new StaleException("`" + name + "` was changed since");
            }
        }
        Set<String> then = names(tree("after"), changed);
        for (String name : names(tree("before"), changed)) {
            // Not seen in the tree, because it is ignored now, but there: it must not be overwritten.
            Path path = top.resolve(name);
            if (!then.contains(name) && Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !same(name, path)) {
                throw new StaleException("something new is at `" + name + "`: move it away first");
            }
        }
        changed.forEach(name -> freed.add(top.resolve(name)));
    }

    private boolean same(String name, Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        }
        String stored = shadowed(List.of("rev-parse", tree("before") + ":" + name));
        return stored.equals(shadowed(List.of("hash-object", "--no-filters", "--", path.toString())));
    }

    /** What the call changed; what was there before and was only ignored is none of it. */
    private Set<String> changed() throws IOException {
        Set<String> changed = git.differing(shadow().toString(), tree("before"), tree("after"));
        List<String> ignored = list("ignored");
        Set<String> before = names(tree("before"), changed);
        changed.removeIf(name -> !before.contains(name)
                && ignored.stream().anyMatch(i -> i.equals(name) || i.endsWith("/") && name.startsWith(i)));
        return changed;
    }

    /** Those of the names that a tree has. */
    private Set<String> names(String tree, Set<String> of) throws IOException {
        Set<String> all =
                new TreeSet<>(Git.parts(git.must("--git-dir=" + shadow(), "ls-tree", "-r", "-z", "--name-only", tree)));
        all.retainAll(of);
        return all;
    }

    @Override
    public void undo(String left) throws IOException {
        if (!Files.exists(aside.resolve("after"))) {
            return;
        }
        Set<String> changed = changed();
        Set<String> before = names(tree("before"), changed);
        Path gone = Files.createDirectories(aside.resolve("gone"));
        int number = 0;
        for (String name : changed) {
            Path path = top.resolve(name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(path, gone.resolve(Integer.toString(number++)), StandardCopyOption.REPLACE_EXISTING);
                if (!before.contains(name)) {
                    removeEmptied(path);
                }
            }
        }
        shadowed(List.of("read-tree", tree("before")));
        List<String> back = new ArrayList<>(before);
        for (int from = 0; from < back.size(); from += AT_ONCE) {
            List<String> words = new ArrayList<>(List.of("checkout-index", "-f", "-q", "--"));
            words.addAll(back.subList(from, Math.min(back.size(), from + AT_ONCE)));
            shadowed(words);
        }
        setModes(before);
        // What the index remembers about times is older than the files now: commands that do not look closer would be
        // misled.
        git.tell(List.of("update-index", "-q", "--refresh"));
    }

    private void setModes(Set<String> of) throws IOException {
        List<String> modes = list("modes");
        Map<String, Integer> known = new LinkedHashMap<>();
        for (int i = 0; i + 1 < modes.size(); i += 2) {
            known.put(modes.get(i), Integer.valueOf(modes.get(i + 1)));
        }
        for (String name : of) {
            Path path = top.resolve(name);
            if (known.containsKey(name) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.setAttribute(path, "unix:mode", known.get(name), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private void removeEmptied(Path path) throws IOException {
        for (Path up = path.getParent(); up != null && !up.equals(top); up = up.getParent()) {
            try (var held = Files.newDirectoryStream(up)) {
                if (held.iterator().hasNext()) {
                    return;
                }
            }
            Files.delete(up);
        }
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
