package io.brattice.shell;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A work tree with bytes, modes and the times of files, and its repository: what lies in `.git` but for the objects, and what git says of the index, the refs,
 * the stash, and of what is missing. A remote beside it is told by its refs.
 */
record RepositoryState(Map<String, String> all) {

    static RepositoryState of(Path workspace) throws Exception {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(workspace)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = workspace.relativize(path).toString();
                boolean gits = name.equals(".git") || name.startsWith(".git/");
                boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                if (!name.startsWith(".git/objects") && !name.equals(".git/index") && !(gits && folder)) {
                    all.put(name, thing(path, folder, gits));
                }
            }
        }
        if (Files.exists(workspace.resolve(".git"))) {
            all.put("#index", said(workspace, "git ls-files --stage -v"));
            all.put("#status", said(workspace, "git --no-optional-locks status --porcelain=v2 --ignored"));
            all.put(
                    "#refs",
                    said(
                            workspace,
                            "git for-each-ref; git symbolic-ref HEAD; git stash list; git fsck 2>&1 | grep -v dangling"));
        }
        if (Files.exists(workspace.resolve("../remote.git"))) {
            all.put("#remote", said(workspace, "git --git-dir=../remote.git for-each-ref; cat ../remote.git/HEAD"));
        }
        return new RepositoryState(all);
    }

    String at(String name) {
        return all.getOrDefault(name, "nothing");
    }

    /** What is different, one line each. */
    List<String> differences(RepositoryState other) {
        Map<String, String> others = new TreeMap<>(other.all);
        List<String> differences = new ArrayList<>();
        all.forEach((name, what) -> {
            String now = others.remove(name);
            if (!what.equals(now)) {
                differences.add(name + " was " + what + (name.startsWith("#") ? " and is " + now : ""));
            }
        });
        others.keySet().forEach(name -> differences.add(name + " is new"));
        return differences;
    }

    private static String thing(Path path, boolean folder, boolean gits) throws IOException {
        String mode = Integer.toOctalString((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
        if (folder) {
            return mode;
        }
        if (Files.isSymbolicLink(path)) {
            return mode + " -> " + Files.readSymbolicLink(path);
        }
        String time = gits ? "" : " " + Files.getLastModifiedTime(path);
        return mode + time + " " + Digest.of(Files.readAllBytes(path)).hex();
    }

    private static String said(Path workspace, String script) throws Exception {
        Process process = new ProcessBuilder("/bin/bash", "-c", script)
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
