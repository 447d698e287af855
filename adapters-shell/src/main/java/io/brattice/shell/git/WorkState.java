package io.brattice.shell.git;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.files.tree.Inventory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a work tree is not safe among git's objects, as {@code git status} tells it.
 *
 * @param dirty tracked files that are not as staged
 * @param untracked files that are not tracked, and not ignored
 * @param nested folders that are repositories of their own
 * @param ignored files and folders that are ignored, folders as one
 */
record WorkState(
        List<String> dirty,
        List<String> untracked,
        List<String> nested,
        List<String> ignored,
        String digest,
        long bytes) {

    /** More than this is not kept. */
    private static final int MOST_FILES = 20_000;

    private static final long MOST_BYTES = 1L << 30;

    static WorkState of(Git git, Path top) {
        List<String> dirty = new ArrayList<>();
        List<String> untracked = new ArrayList<>();
        List<String> nested = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        String answer = git.ask(
                "status",
                "--porcelain=v2",
                "-z",
                "--no-renames",
                "--untracked-files=all",
                "--ignored=matching",
                "--ignore-submodules=none");
        StringBuilder seen = new StringBuilder();
        for (String line : Git.parts(answer)) {
            switch (line.charAt(0)) {
                case '1' -> dirty.add(line.split(" ", 9)[8]);
                case 'u' -> dirty.add(line.split(" ", 11)[10]);
                case '?' -> (line.endsWith("/") ? nested : untracked).add(line.substring(2));
                case '!' -> ignored.add(line.substring(2));
                default -> throw new Unclear("git tells its state in a way that is not known");
            }
            if (line.charAt(0) != '!') {
                seen.append(line).append('\n');
            }
        }
        long bytes = 0;
        try {
            for (List<String> names : List.of(dirty, untracked)) {
                for (String name : names) {
                    Inventory inventory = Inventory.of(top.resolve(name));
                    bytes += inventory.bytes();
                    seen.append(inventory.digest().hex());
                }
            }
        } catch (IOException e) {
            throw new Unclear("its work tree cannot be looked at");
        }
        return new WorkState(
                dirty, untracked, nested, ignored, Digest.of(seen.toString()).hex(), bytes);
    }

    /** The folders that are ignored as a whole, by their names, and have an effect at, below or above them. */
    List<String> overwritten(Path top, List<Effect> effects) {
        List<String> all = new ArrayList<>(ignoredFolders());
        all.removeIf(folder -> {
            String root = Resource.file(top.resolve(folder)).uri() + "/";
            return effects.stream()
                    .map(effect -> effect.resource().whole() + "/")
                    .noneMatch(uri -> uri.startsWith(root) || root.startsWith(uri));
        });
        return all;
    }

    /** The folders that are ignored as a whole, by their names. */
    List<String> ignoredFolders() {
        return ignored.stream()
                .filter(name -> name.endsWith("/"))
                .map(name -> name.substring(0, name.length() - 1))
                .toList();
    }

    boolean fits() {
        return dirty.size() + untracked.size() <= MOST_FILES && bytes <= MOST_BYTES;
    }
}
