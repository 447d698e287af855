package io.brattice.shell.containment.honest;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in a folder: by path, what it is and what it holds. Times are not looked at. */
record Tree(Map<String, Node> nodes) {

    private static final int MOST_TEXT = 1 << 20;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;
    private static final int FILE = 0100000;

    /**
     * One of them.
     *
     * @param is kind, mode and owner
     * @param holds what tells its content from another: of a file a digest, of a link its target
     */
    record Node(String is, String holds) {}

    Tree {
        nodes = Map.copyOf(nodes);
    }

    static Tree of(Path folder) throws IOException {
        Map<String, Node> nodes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                nodes.put(folder.relativize(path).toString(), node(path));
            }
        }
        return new Tree(nodes);
    }

    private static Node node(Path path) throws IOException {
        Map<String, Object> facts = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        int mode = facts.get("mode") instanceof Integer number ? number : 0;
        String is = Integer.toOctalString(mode) + " " + facts.get("uid") + ":" + facts.get("gid");
        String holds = switch (mode & KIND) {
            case LINK -> Files.readSymbolicLink(path).toString();
            case FILE -> digest(path);
            default -> "";
        };
        return new Node(is, holds);
    }

    private static String digest(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean plain = bytes.length < MOST_TEXT && text.indexOf('\0') < 0 && text.indexOf('\ufffd') < 0;
        byte[] compared = plain ? Normal.of(text).getBytes(StandardCharsets.UTF_8) : bytes;
        return Hashing.sha256().hashBytes(compared).toString();
    }
}
