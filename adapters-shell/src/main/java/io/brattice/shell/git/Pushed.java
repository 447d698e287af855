package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.files.store.Step;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.process.Sink;
import io.brattice.shell.process.Stdin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Branches and tags of another repository that a push moves. Which commits they were is written down first, and those that no branch
 * here has are fetched and packed on the shelf.
 *
 * <p>Taking back pushes them there again, by force, on condition that the other side still has what this call put there; a ref that was
 * not there is deleted. What somebody pushed since is left and named. Where the other side could not be asked before the push, nothing can
 * be taken back, and the push is none the less made: its class does not depend on this. It does not undo what others fetched in between.
 *
 * @param top the repository that pushes
 * @param url where to; empty for a step that was read from its note, since there may be a password in it
 * @param remote the same for people
 * @param refs the full names, or what they begin with before a slash
 * @param aside a folder on the call's shelf
 */
record Pushed(Git git, Path top, String url, String remote, List<String> refs, Path aside) implements Step {

    static final String KIND = "git-pushed";

    private static final Duration LONGEST = Duration.ofMinutes(2);

    Pushed {
        refs = List.copyOf(refs);
        git = new Git(
                git.cwd(),
                new Execution(
                        git.execution().environment(), LONGEST, git.execution().mostOutput()));
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
                "remote",
                remote,
                "refs",
                refs,
                "aside",
                aside.toString());
    }

    @Override
    public void keep() throws IOException {
        Files.createDirectories(objects().resolve("pack"));
        Files.writeString(aside.resolve("url"), url);
        try {
            Map<String, String> all = tips(url);
            Map<String, String> before = ours(all);
            getMissing(before);
            pack(before, all);
            write("before", before);
        } catch (IOException | Unclear e) {
            Files.writeString(aside.resolve("why"), String.valueOf(e.getMessage()));
        }
    }

    private Path objects() {
        return aside.resolve("objects");
    }

    /** What the other side has. */
    private Map<String, String> tips(String where) throws IOException {
        Map<String, String> tips = new TreeMap<>();
        git.must("ls-remote", "--refs", "--", where).lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                tips.put(line.substring(tab + 1), line.substring(0, tab));
            }
        });
        return tips;
    }

    private Map<String, String> ours(Map<String, String> tips) {
        Map<String, String> ours = new TreeMap<>(tips);
        ours.keySet().removeIf(name -> refs.stream().noneMatch(ref -> name.equals(ref) || name.startsWith(ref + "/")));
        return ours;
    }

    private void getMissing(Map<String, String> before) throws IOException {
        Set<String> missing = new GitObjects(git).missing(before.values());
        if (missing.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(
                List.of("fetch", "-q", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--", url));
        before.forEach((name, tip) -> {
            if (missing.contains(tip)) {
                words.add(name);
            }
        });
        git.must(words.toArray(new String[0]));
        if (!new GitObjects(git).missing(before.values()).isEmpty()) {
            throw new IOException("the other side was changed at this moment");
        }
    }

    /** Packs what no branch here has, so that no cleaning of this repository can lose it. */
    private void pack(Map<String, String> before, Map<String, String> all) throws IOException {
        StringBuilder revisions = new StringBuilder();
        before.values().forEach(tip -> revisions.append(tip).append('\n'));
        Map<String, String> others = new TreeMap<>(all);
        others.keySet().removeAll(before.keySet());
        Set<String> absent = new GitObjects(git).missing(others.values());
        Set<String> had = new TreeSet<>(others.values());
        had.removeAll(absent);
        git.must("for-each-ref", "--format=%(objectname)", "refs/heads").lines().forEach(had::add);
        had.forEach(tip -> revisions.append('^').append(tip).append('\n'));
        if (before.isEmpty()) {
            return;
        }
        ShellResult packed = git.tell(
                List.of(
                        "pack-objects",
                        "-q",
                        "--revs",
                        "--non-empty",
                        objects().resolve("pack/pack").toString()),
                Stdin.text(revisions.toString()),
                Sink.KEPT);
        if (packed.exit() != 0) {
            throw new IOException("what the other side has could not be packed");
        }
    }

    @Override
    public String left() throws IOException {
        if (!Files.exists(aside.resolve("before"))) {
            return "nothing kept";
        }
        try {
            return write("after", ours(tips(where())));
        } catch (IOException | Unclear e) {
            return UNKNOWN; // asked again when it is taken back
        }
    }

    private String where() throws IOException {
        return Files.readString(aside.resolve("url"));
    }

    /** How it would go: which refs are put back, as they were, with what is there now; and what is left, a line each. */
    private record Way(Map<String, String> back, Map<String, String> now, List<String> leaves) {}

    private Way way(String left) throws IOException {
        Map<String, String> before = read("before");
        Map<String, String> now = ours(tips(where()));
        Map<String, String> after = left.equals(UNKNOWN) ? now : read("after");
        Set<String> absent = new GitObjects(git).missing(after.values());
        Map<String, String> back = new TreeMap<>();
        List<String> leaves = new ArrayList<>();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String was = before.getOrDefault(name, "");
            String put = after.getOrDefault(name, "");
            String is = now.getOrDefault(name, "");
            if (was.equals(put) || was.equals(is)) {
                continue;
            }
            // What is not known here was not pushed from here: somebody else was faster.
            if (is.equals(put) && !absent.contains(put)) {
                back.put(name, was);
            } else {
                leaves.add("`" + name + "` of `" + remote + "` was changed since");
            }
        }
        return new Way(back, now, leaves);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Files.exists(aside.resolve("before"))) {
            String why = Files.exists(aside.resolve("why")) ? Files.readString(aside.resolve("why")) : "it is gone";
            throw new StaleException("what `" + remote + "` had was not kept: " + why);
        }
        if (!left.equals(UNKNOWN)
                && !(Files.exists(aside.resolve("after"))
                        && Digest.of(Files.readString(aside.resolve("after")))
                                .hex()
                                .equals(left))) {
            throw new StaleException("what was kept of `" + remote + "` was changed in the store");
        }
        Way way;
        try {
            way = way(left);
        } catch (IOException | Unclear e) {
            throw new StaleException("`" + remote + "` cannot be asked: " + e.getMessage());
        }
        if (way.back().isEmpty() && !way.leaves().isEmpty()) {
            throw new StaleException(way.leaves().get(0));
        }
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        return way(left).leaves();
    }

    @Override
    public void undo(String left) throws IOException {
        Way way = way(left);
        if (way.back().isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("push", "--no-verify", "--porcelain"));
        List<String> specs = new ArrayList<>();
        if (Rehearsed.folder(where()).isPresent()) {
            // A branch that was not there before is deleted even where the other side names it as its own.
            words.add("--receive-pack=git -c receive.denyDeleteCurrent=ignore receive-pack");
        }
        way.back().forEach((name, was) -> {
            words.add("--force-with-lease=" + name + ":" + way.now().getOrDefault(name, ""));
            specs.add(was + ":" + name);
        });
        words.add("--");
        words.add(where());
        words.addAll(specs);
        Map<String, String> more = new HashMap<>(git.execution().environment());
        more.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects().toString());
        Git both =
                new Git(git.cwd(), new Execution(more, LONGEST, git.execution().mostOutput()));
        ShellResult answer = both.tell(words);
        if (answer.exit() != 0) {
            throw new IOException("`" + remote + "` would not take it back: "
                    + answer.stderr().lines().findFirst().orElse("it gives no reason"));
        }
    }

    private String write(String name, Map<String, String> tips) throws IOException {
        StringBuilder text = new StringBuilder();
        tips.forEach((ref, tip) -> text.append(tip).append('\t').append(ref).append('\n'));
        Files.writeString(aside.resolve(name), text);
        return Digest.of(text.toString()).hex();
    }

    private Map<String, String> read(String name) throws IOException {
        Map<String, String> tips = new TreeMap<>();
        for (String line : Files.readAllLines(aside.resolve(name))) {
            int tab = line.indexOf('\t');
            tips.put(line.substring(tab + 1), line.substring(0, tab));
        }
        return tips;
    }

    @Override
    public Resource resource() {
        return Pushes.resource(remote, "refs");
    }

    /** Others may have fetched in between what is pushed over: their copies bring it back, and nothing here does. */
    @Override
    public Reversibility reversibility() {
        return Reversibility.RECOVERABLE;
    }

    @Override
    public String summary() {
        return "pushes back to `" + remote + "` what it had";
    }
}
