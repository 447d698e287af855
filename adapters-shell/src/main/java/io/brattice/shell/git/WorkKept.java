package io.brattice.shell.git;

import io.brattice.files.store.Blobs;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Sighting;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@link GitWork} has kept: what was seen, and where the bytes of each file are.
 *
 * @param out folders that were not looked at, by their names
 * @param tracked files in such folders that git tracks
 */
record WorkKept(WorkFiles files, Set<String> out, List<String> tracked) {

    /** What stands before the name of an object where git has the bytes already; otherwise they are in the store. */
    static final String IN_GIT = "git:";

    private static final int MOST_SINGLES = 1000;
    private static final long LARGEST_SINGLE = 8L << 20;
    private static final int MOST_IGNORED = 20_000;
    private static final long MOST_IGNORED_BYTES = 256L << 20;
    private static final int MOST_ROOTS = 100;

    /** True for an ignored folder that is small enough to be kept. */
    static boolean fits(Inventory folder) {
        return folder.complete()
                && folder.oneDevice()
                && folder.things() <= MOST_IGNORED
                && folder.bytes() <= MOST_IGNORED_BYTES;
    }

    /** True when the ignored files that are so by themselves are few and small enough to be kept. */
    static boolean fits(Path top, WorkState state) {
        try {
            WorkFiles files = WorkFiles.of(top, new HashSet<>(state.ignoredFolders()), List.of());
            int all = files.entries().size();
            leaveOutTooMuch(files, state);
            return files.entries().size() == all;
        } catch (IOException e) {
            return false;
        }
    }

    /** The store that a shelf is in. */
    static Blobs blobs(Path aside) throws IOException {
        return Store.in(Store.parent(Store.parent(aside))).blobs();
    }

    static WorkKept of(GitWork work) throws IOException {
        WorkState state = WorkState.of(work.git(), work.top());
        Set<String> out = new HashSet<>();
        state.nested().forEach(name -> out.add(folder(name)));
        List<String> roots = state.ignoredFolders();
        out.addAll(roots);
        out.removeAll(kept(work, roots));
        Map<String, String> stored = new HashMap<>();
        List<String> tracked = new ArrayList<>();
        boolean as = storesAsTheyAre(work, state);
        Set<String> dirty = new HashSet<>(state.dirty());
        for (String line : Git.parts(work.git().must("ls-files", "-s", "-v", "-z", "--full-name", ":/"))) {
            String name = line.substring(line.indexOf('\t') + 1);
            if (as && line.startsWith("H ") && !dirty.contains(name)) {
                stored.put(name, line.split(" ", 4)[2]);
            }
            if (out.stream().anyMatch(root -> name.startsWith(root + "/"))) {
                tracked.add(name);
            }
        }
        WorkFiles files = WorkFiles.of(work.top(), out, tracked);
        leaveOutTooMuch(files, state);
        keepBytes(work, files, stored);
        return new WorkKept(files, out, tracked);
    }

    private static String folder(String name) {
        return name.substring(0, name.length() - 1);
    }

    /** Ignored folders at whose place some commit has something. */
    private static Set<String> kept(GitWork work, List<String> roots) throws IOException {
        Set<String> kept = new HashSet<>(work.also());
        if (roots.isEmpty() || !remembered(work, roots)) {
            return kept;
        }
        for (String root : roots) {
            if ((roots.size() > MOST_ROOTS || remembered(work, List.of(root)))
                    && fits(Inventory.of(work.top().resolve(root)))) {
                kept.add(root);
            }
        }
        return kept;
    }

    private static boolean remembered(GitWork work, List<String> roots) {
        if (roots.size() > MOST_ROOTS) {
            return true;
        }
        List<String> question = new ArrayList<>(
                List.of("--literal-pathspecs", "rev-list", "--all", "--reflog", "--max-count=1", "--full-history"));
        question.add("--");
        roots.forEach(root -> question.add(root));
        ShellResult answer = new Git(work.top(), work.git().execution()).tell(question);
        return answer.exit() != 0 || !answer.stdout().isBlank();
    }

    /** True where git would have stored the files byte for byte, so that those that are as staged need not be copied. */
    private static boolean storesAsTheyAre(GitWork work, WorkState state) {
        IndexFile index = IndexFile.of(work.dir().resolve("index"));
        return !index.converted()
                && !index.nested()
                && !Files.exists(work.common().resolve("info/attributes"))
                && !Files.exists(work.top().resolve(".gitattributes"))
                && state.untracked().stream().noneMatch(name -> name.endsWith(".gitattributes"))
                && state.ignored().stream().noneMatch(name -> name.endsWith(".gitattributes"))
                && work.git()
                        .tell(List.of("config", "--get-regexp", "^core\\.(autocrlf|eol|attributesfile)$"))
                        .stdout()
                        .isEmpty();
    }

    private static void leaveOutTooMuch(WorkFiles files, WorkState state) {
        int singles = 0;
        for (String name : state.ignored()) {
            Sighting seen = files.at(name);
            if (!name.endsWith("/") && (singles++ >= MOST_SINGLES || seen.size() > LARGEST_SINGLE)) {
                files.entries().remove(name);
            }
        }
    }

    private static void keepBytes(GitWork work, WorkFiles files, Map<String, String> stored) throws IOException {
        Blobs blobs = blobs(work.aside());
        for (Map.Entry<String, Sighting> entry : files.entries().entrySet()) {
            Sighting seen = entry.getValue();
            if (seen.kind() == Sighting.Kind.FILE) {
                String object = stored.get(entry.getKey());
                Path file = work.top().resolve(entry.getKey());
                String held = object == null ? blobs.put(file) : IN_GIT + object;
                if (!Sighting.of(file).isUntouchedSince(seen)) {
                    throw new IOException("`" + entry.getKey() + "` is changed by somebody else at this moment");
                }
                entry.setValue(seen.holding(held));
            }
        }
    }
}
