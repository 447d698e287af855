package io.brattice.files.undo;

import io.brattice.action.Digest;
import io.brattice.files.tree.UserAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * All that a tree is, told in the plainest way: a line for each thing. If it is asked for, folders are compared by their time as well, and files by
 * how many names they have, in the tree and elsewhere.
 */
record TreeState(Map<String, String> lines) {

    static TreeState of(Path root, boolean foldersByTime) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        Map<String, TreeSet<String>> names = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                String name = root.relativize(each).toString();
                if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    names.computeIfAbsent(inode(each), none -> new TreeSet<>()).add(name);
                }
                lines.put(name, line(each, foldersByTime));
            }
        }
        for (TreeSet<String> same : names.values()) {
            if (same.size() > 1 && foldersByTime) {
                same.forEach(name -> lines.merge(name, " one file " + same, String::concat));
            }
        }
        return new TreeState(lines);
    }

    private static String inode(Path path) throws IOException {
        return String.valueOf(Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS));
    }

    private static String line(Path path, boolean foldersByTime) throws IOException {
        Map<String, Object> facts =
                Files.readAttributes(path, "unix:mode,uid,gid,lastModifiedTime,nlink", LinkOption.NOFOLLOW_LINKS);
        boolean link = Files.isSymbolicLink(path);
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        String held = link
                ? "-> " + Files.readSymbolicLink(path)
                : folder ? "folder" : Digest.of(Files.readAllBytes(path)).hex();
        long time = ((FileTime) facts.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS);
        String when = folder && !foldersByTime ? "" : String.valueOf(link ? time / 1_000 : time);
        String attributes = link ? "" : new TreeMap<>(UserAttributes.of(path)).toString();
        String names = !link && !folder && foldersByTime ? " names " + facts.get("nlink") : "";
        return Integer.toOctalString((Integer) facts.get("mode")) + " " + facts.get("uid") + " " + facts.get("gid")
                + " " + when + names + " " + attributes + " " + held;
    }

    String at(String name) {
        return lines.getOrDefault(name, "nothing");
    }

    boolean isFolder(String name) {
        return at(name).endsWith(" folder");
    }

    boolean hasBelow(String name) {
        return lines.keySet().stream().anyMatch(other -> !other.isEmpty() && other.startsWith(name + "/"));
    }

    /** What is different, for people. */
    String difference(TreeState other) {
        TreeSet<String> names = new TreeSet<>(lines.keySet());
        names.addAll(other.lines.keySet());
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (!at(name).equals(other.at(name))) {
                text.append("`" + name + "`: " + at(name) + "  =>  " + other.at(name) + "\n");
            }
        }
        return text.toString();
    }
}
