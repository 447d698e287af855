package io.brattice.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A small tree of awkward things in the workspace of a world, and a few next to it. */
final class RandomTree {

    private static final boolean UNICODE = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    private static final String[] FILES = {
        "a",
        "b.txt",
        "c.txt",
        "with blank",
        "new\nline",
        "-dash",
        "-rf",
        "gl*b",
        "[x]",
        UNICODE ? "ünï" : "uni",
        "q'u\"o",
        ".hidden",
        "back\\slash",
        "dollar$HOME",
        "a.bak",
        "~"
    };
    private static final String[] FOLDERS = {"d", "d/in", "d/in/deep", "empty", "e mpty", "-folder", "dir.txt", "d/*"};
    private static final String[] CONTENTS = {"", "one\n", "two\none\nthree\n", "b\na\n", "no end", "a\nb\n"};

    /** Paths below the workspace, whether they are there or not. */
    final List<String> paths = new ArrayList<>();

    final List<String> folders = new ArrayList<>();
    final boolean git;
    private final World world;
    private final Random random;

    RandomTree(World world, Random random, boolean git) throws Exception {
        this.world = world;
        this.random = random;
        this.git = git;
        Path outside = Files.createDirectories(world.home.resolve("outside/sub"));
        file(world.home.resolve("precious"), "precious\n");
        file(world.home.resolve("outside/o.txt"), "outside\n");
        file(outside.resolve("deep"), "deep\n");
        for (String folder : FOLDERS) {
            if (random.nextInt(3) > 0) {
                Files.createDirectories(world.workspace.resolve(folder));
                folders.add(folder);
            }
        }
        if (folders.isEmpty()) {
            Files.createDirectories(world.workspace.resolve("d"));
            folders.add("d");
        }
        scatter(8);
        links();
        if (git) {
            world.sh("git init -q -b work . && printf 'ignored*\\n' >.gitignore && git add -A && git commit -qm first");
            modify();
        }
        modes();
    }

    private void scatter(int most) throws IOException {
        int files = 3 + random.nextInt(most);
        for (int i = 0; i < files; i++) {
            String path = any(folders, FILES);
            if (!Files.exists(world.workspace.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                file(world.workspace.resolve(path), CONTENTS[random.nextInt(CONTENTS.length)]);
                paths.add(path);
            }
        }
    }

    private String any(List<String> folders, String[] names) {
        String name = names[random.nextInt(names.length)];
        return random.nextBoolean() ? name : folders.get(random.nextInt(folders.size())) + "/" + name;
    }

    private void links() throws IOException {
        String[][] links = {
            {"l-file", "a"},
            {"l-dir", "d"},
            {"l-out", "../outside"},
            {"l-outfile", "../outside/o.txt"},
            {"dangling", "nowhere"},
            {"d/up", ".."},
            {"loop", "loop"}
        };
        for (String[] link : links) {
            Path path = world.workspace.resolve(link[0]);
            boolean fits = Files.isDirectory(parent(path)) && random.nextInt(4) == 0;
            if (fits && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(path, Path.of(link[1]));
                paths.add(link[0]);
            }
        }
        if (random.nextInt(4) == 0 && !paths.isEmpty()) {
            Path to = world.workspace.resolve(paths.get(0));
            if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
                Files.createLink(world.workspace.resolve("hard"), to);
                paths.add("hard");
            }
        }
        if (random.nextInt(8) == 0) {
            Files.createLink(world.workspace.resolve("hard-out"), world.home.resolve("outside/o.txt"));
            paths.add("hard-out");
        }
    }

    /** Changes after the commit: other contents, files that are gone, new ones. */
    private void modify() throws IOException {
        for (String path : List.copyOf(paths)) {
            Path file = world.workspace.resolve(path);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && random.nextInt(3) == 0) {
                if (random.nextInt(4) == 0) {
                    Files.delete(file);
                } else {
                    file(file, "changed " + random.nextInt(10) + "\n");
                }
            }
        }
        scatter(3);
        if (random.nextBoolean()) {
            file(world.workspace.resolve("ignored.o"), "ignored\n");
            paths.add("ignored.o");
        }
    }

    private void modes() throws IOException {
        for (String path : paths) {
            Path file = world.workspace.resolve(path);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && random.nextInt(5) == 0) {
                String mode = random.nextBoolean() ? "r--r--r--" : "rwxr-x---";
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            }
        }
    }

    private void file(Path path, String content) throws IOException {
        Files.createDirectories(parent(path));
        Files.writeString(path, content);
        Files.setLastModifiedTime(
                path, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1_000_000))));
    }

    private static Path parent(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
