package io.brattice.shell.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.files.SecretNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/**
 * Every try to escape, by both means, as root and as an ordinary user. Root drops to an ordinary user in a program of its own; whoever
 * is not root tries as who they are. In the short form the slower means is tried with each fifth, and an ordinary user with it alone.
 */
class EscapeTest {

    private static final boolean LONG = Boolean.getBoolean("brattice.long");
    private static final int ORDINARY = 54_321;
    /** A path of a socket has 107 bytes at most, and none of this may lie below the temporary folder, which no cell shows. */
    private static final Path BELOW = Path.of("target").toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> byBubblewrapAsRoot() throws Exception {
        return asRoot("bwrap");
    }

    @TestFactory
    Stream<DynamicTest> byUnshareAsRoot() throws Exception {
        return asRoot("unshare");
    }

    @TestFactory
    Stream<DynamicTest> byBubblewrapAsAnOrdinaryUser() throws Exception {
        assumeTrue(LONG || !isRoot(), "pass -Dbrattice.long=true to try this too");
        return asAnOrdinaryUser("bwrap");
    }

    @TestFactory
    Stream<DynamicTest> byUnshareAsAnOrdinaryUser() throws Exception {
        return asAnOrdinaryUser("unshare");
    }

    private static Stream<DynamicTest> asRoot(String means) throws Exception {
        assumeTrue(isRoot(), "this is not root; the tries as an ordinary user are made");
        requireTools();
        Path base = folder();
        try {
            return verdicts(Escapes.run(means, base, part(means)));
        } finally {
            remove(base);
        }
    }

    private static Stream<DynamicTest> asAnOrdinaryUser(String means) throws Exception {
        requireTools();
        Path base = folder();
        try {
            return verdicts(isRoot() ? asSomebodyElse(means, base) : Escapes.run(means, base, part(means)));
        } finally {
            remove(base);
        }
    }

    private static int part(String means) {
        return LONG || means.equals("bwrap") ? 1 : 5;
    }

    private static void requireTools() {
        for (String tool : List.of("perl", "setpriv", "setsid", "unshare", "bwrap")) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", tool)), () -> "`" + tool + "` is not there to try with");
        }
        assumeTrue(
                System.getProperty("os.arch").equals("amd64"), "the numbers of calls in the tries are those of x86_64");
        assumeTrue(Containment.ofThisHost().holds(), "this host contains nothing");
    }

    private static Stream<DynamicTest> verdicts(Map<String, String> verdicts) {
        assertTrue(verdicts.size() >= (LONG ? 60 : 20), "only " + verdicts.size() + " tries");
        return verdicts.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    if (entry.getValue().startsWith("SKIPPED")) {
                        abort(entry.getValue());
                    }
                    assertEquals("ok", entry.getValue());
                }));
    }

    /** In a JVM of its own, with classes where that user can read them. */
    private static Map<String, String> asSomebodyElse(String means, Path base) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path classes = Files.createDirectory(base.resolveSibling(base.getFileName() + "-classes"));
        try {
            List<String> path = new ArrayList<>();
            for (Class<?> one : List.of(Escapes.class, Containment.class, SecretNames.class, LoggerFactory.class)) {
                path.add(copied(one, classes).toString());
            }
            Files.setAttribute(base, "unix:uid", ORDINARY);
            Files.setAttribute(base, "unix:gid", ORDINARY);
            Path output = classes.resolve("output");
            List<String> drop =
                    List.of("/usr/bin/setpriv", "--reuid=" + ORDINARY, "--regid=" + ORDINARY, "--clear-groups", "--");
            assumeTrue(
                    new ProcessBuilder(with(drop, "/usr/bin/test", "-x", java.toString(), "-a", "-r", path.get(0)))
                                    .start()
                                    .waitFor()
                            == 0,
                    "an ordinary user cannot reach this JVM or this folder");
            Process process = new ProcessBuilder(with(
                            drop,
                            java.toString(),
                            "-cp",
                            String.join(":", path),
                            Escapes.class.getName(),
                            means,
                            base.toString(),
                            Integer.toString(part(means))))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exit = process.waitFor();
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            assertEquals(0, exit, text);
            Map<String, String> verdicts = new LinkedHashMap<>();
            text.lines()
                    .filter(line -> line.indexOf('\t') > 0)
                    .forEach(line -> verdicts.put(
                            line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1)));
            return verdicts;
        } finally {
            remove(classes);
        }
    }

    private static List<String> with(List<String> prefix, String... words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(words));
        return all;
    }

    private static Path copied(Class<?> one, Path to) throws Exception {
        Path from =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path copy = to.resolve(Integer.toString(from.hashCode()) + (Files.isDirectory(from) ? "" : ".jar"));
        if (Files.exists(copy)) {
            return copy;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path target = copy.resolve(from.relativize(path).toString());
                Files.copy(path, path.equals(from) ? copy : target);
            }
        }
        return copy;
    }

    private static boolean isRoot() throws IOException {
        return Myself.seen().user() == 0;
    }

    private static Path folder() throws IOException {
        Files.createDirectories(BELOW);
        Path folder = Files.createTempDirectory(BELOW, "esc");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder.toRealPath();
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
