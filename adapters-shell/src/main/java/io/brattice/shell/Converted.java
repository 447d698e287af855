package io.brattice.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that git sees no difference in and writes anew all the same: it compares what it would store, after line ends and
 * keywords are converted, and writes again whatever has other times than it remembers.
 */
final class Converted {

    private Converted() {}

    /** The names, below the top, of files that hold other bytes, or have another mode, than the index has for them. */
    static Set<String> names(Git git, List<String> paths) throws IOException, InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        List<String> argv = new ArrayList<>(List.of("diff-files", "--raw", "-z", "--no-abbrev", "--no-renames"));
        argv.addAll(List.of("--no-relative", "--ignore-submodules=none"));
        argv.addAll(paths);
        List<String> answer = Git.lines(git.ask(argv.toArray(new String[0])));
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            String[] known = answer.get(i).split(" ", -1); // :mode mode object object status
            String name = answer.get(i + 1);
            if (!isTheSame(git.top().resolve(name), known[0].substring(1), known[2])) {
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isTheSame(Path file, String mode, String object) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !mode.startsWith("100")) {
            return false;
        }
        return mode.equals("100755") == Files.isExecutable(file)
                && object.equals(stored(Files.readAllBytes(file), object));
    }

    /** The name git would give these bytes if it stored them as they are. */
    private static String stored(byte[] bytes, String like) {
        try {
            MessageDigest digest = MessageDigest.getInstance(like.length() == 40 ? "SHA-1" : "SHA-256");
            digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1 and SHA-256", e);
        }
    }
}
