package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.files.World.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorldTest {

    @TempDir
    Path folder;

    private Path root;
    private final LocalWorld world = new LocalWorld();

    @BeforeEach
    void makeFiles() throws Exception {
        root = folder.toRealPath();
        Files.createDirectories(root.resolve("a/deep"));
        Files.createDirectory(root.resolve("b"));
        Files.writeString(root.resolve("b/file"), "text\n");
        Files.createSymbolicLink(root.resolve("into"), Path.of("a/deep"));
        Files.createSymbolicLink(root.resolve("a/deep/back"), Path.of("../../b"));
        Files.createSymbolicLink(root.resolve("dangling"), root.resolve("b/fresh"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    }

    private Path at(String path) {
        return Path.of(root + "/" + path);
    }

    @Test
    void doesNotWaitForWhoeverWritesToAPipe() throws Exception {
        Process made = new ProcessBuilder("mkfifo", at("pipe").toString()).start();
        assumeTrue(made.waitFor() == 0, "no mkfifo here");
        assertEquals(Optional.empty(), assertTimeoutPreemptively(Duration.ofSeconds(5), () -> world.names(at("pipe"))));
    }

    @Test
    void tellsWhatIsThereWithAndWithoutItsLastLink() {
        assertEquals(Kind.FILE, world.kind(at("b/file")));
        assertEquals(Kind.FOLDER, world.kind(at("a")));
        assertEquals(Kind.LINK, world.kind(at("into")));
        assertEquals(Kind.FOLDER, world.followed(at("into")));
        assertEquals(Kind.LINK, world.kind(at("dangling")));
        assertEquals(Kind.NOTHING, world.followed(at("dangling")));
        assertEquals(Kind.NOTHING, world.kind(at("absent/more")));
        assertEquals(Kind.NOTHING, world.kind(at("b/file/more")));
        assertEquals(Kind.UNKNOWN, world.followed(at("loop")));
        assertEquals(Kind.UNKNOWN, world.kind(at("x".repeat(5000))));
        assertEquals(Kind.UNKNOWN, world.kind(Path.of("b/file")));
        assertEquals(Kind.OTHER, world.kind(Path.of("/dev/null")));
    }

    @Test
    void resolvesLinksOnTheWayAndTheLastOnlyWhenAsked() {
        assertEquals(Optional.of(at("into")), world.real(at("into")));
        assertEquals(Optional.of(at("a/deep")), world.target(at("into")));
        assertEquals(Optional.of(at("a/deep/back")), world.real(at("into/back")));
        assertEquals(Optional.of(at("b/file")), world.real(at("into/back/file")));
        assertEquals(Optional.of(at("b/fresh")), world.target(at("dangling")));
        assertEquals(Optional.of(at("dangling")), world.real(at("dangling")));
    }

    @Test
    void takesTwoDotsToMeanTheFolderAboveWhereTheLinkLed() {
        assertEquals(Optional.of(at("a")), world.real(at("into/..")));
        assertEquals(Optional.of(at("a/x")), world.target(at("into/../x")));
        assertEquals(Optional.of(root), world.real(at("into/back/..")));
        assertEquals(Optional.of(Path.of("/")), world.real(Path.of("/../..")));
        assertEquals(Optional.empty(), world.real(at("b/file/../file")));
    }

    @Test
    void keepsWhatDoesNotExistAndTakesItAwayAgain() {
        assertEquals(Optional.of(at("b/no/such")), world.real(at("into/back/no/such")));
        assertEquals(Optional.of(at("b/x")), world.real(at("into/back/no/../x")));
        assertEquals(Optional.of(at("b/file")), world.real(at("no/../into/back/file")));
        assertEquals(Optional.of(at("x")), world.real(at("dangling/x/../../../x")));
    }

    @Test
    void doesNotGoRoundALoop() throws Exception {
        assertEquals(Optional.empty(), world.target(at("loop")));
        assertEquals(Optional.of(at("loop")), world.real(at("loop")));
        assertEquals(Optional.empty(), world.real(at("loop/x")));
        Path last = at("b");
        for (int i = 0; i <= 41; i++) {
            last = Files.createSymbolicLink(at("chain" + i), last);
        }
        assertEquals(Optional.of(at("b")), world.target(at("chain39")));
        assertEquals(Optional.empty(), world.target(at("chain40")));
    }

    @Test
    void agreesWithTheSystemOnWhatExists() throws Exception {
        long seed = 7;
        Random random = new Random(seed);
        String[] names = {"a", "b", "deep", "back", "into", "file", "..", ".", "loop", "dangling", "no"};
        for (int round = 0; round < 2_000; round++) {
            StringBuilder path = new StringBuilder(root.toString());
            for (int i = random.nextInt(6); i >= 0; i--) {
                path.append('/').append(names[random.nextInt(names.length)]);
            }
            Path each = Path.of(path.toString());
            try {
                assertEquals(Optional.of(each.toRealPath()), world.target(each), "seed " + seed + ": " + each);
            } catch (IOException e) {
                Optional<Path> told = world.target(each);
                // What the system cannot reach does not exist, or only because a step before `..` does not.
                assertTrue(told.isEmpty() || !Files.exists(each), "seed " + seed + ": " + each + " " + told);
            }
        }
    }

    @Test
    void spellsNamesAsTheyAreOnADiskThatIgnoresCase() throws Exception {
        Files.createDirectory(at("Mixed"));
        assumeTrue(Files.exists(at("mIXED")), "this file system tells upper from lower case");
        assertEquals(Optional.of(at("Mixed")), world.real(at("mIXED")));
    }

    @Test
    void isNotTakenInByAnotherNameInTheOtherCase() throws Exception {
        Files.writeString(at("NAME"), "");
        assumeTrue(!Files.exists(at("name")), "this file system ignores case");
        Files.createLink(at("name"), at("NAME"));
        assertEquals(Optional.of(at("name")), world.real(at("name")));
        assertEquals(Optional.of(at("Name")), world.real(at("Name")));
        assertEquals(Optional.of(at("caf\u00e9")), world.real(at("caf\u00e9")));
    }

    @Test
    void listsNamesUnlessThereAreTooMany() throws Exception {
        assertEquals(Set.of("deep"), Set.copyOf(world.names(at("a")).orElseThrow()));
        assertEquals(Optional.of(List.of("back")), world.names(at("into")));
        assertEquals(Optional.empty(), world.names(at("b/file")));
        assertEquals(Optional.empty(), world.names(at("absent")));
        for (int i = 0; i <= 10_000; i++) {
            Files.createFile(at("b/n" + i));
        }
        assertEquals(Optional.empty(), world.names(at("b")));
    }

    @Test
    void readsTextAndNothingElse() throws Exception {
        assertEquals(Optional.of("text\n"), world.text(at("into/back/file"), 5));
        assertEquals(Optional.empty(), world.text(at("b/file"), 4));
        assertEquals(Optional.empty(), world.text(at("b"), 100));
        assertEquals(Optional.empty(), world.text(Path.of("/dev/zero"), 100));
        assertEquals(Optional.empty(), world.text(Path.of("/proc/self/environ"), 1 << 20));
        Files.write(at("latin"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Optional.empty(), world.text(at("latin"), 100));
        Files.write(at("nul"), new byte[] {'a', 0});
        assertEquals(Optional.empty(), world.text(at("nul"), 100));
        assertEquals(5, world.size(at("b/file")));
        assertEquals(0, world.size(at("b")));
        assertEquals(0, world.size(at("absent")));
    }

    @Test
    void countsTheTimeItTakesAndLeavesEverythingAlone() throws Exception {
        Object before = Files.getLastModifiedTime(at("b/file"), LinkOption.NOFOLLOW_LINKS);
        world.text(at("b/file"), 100);
        assertTrue(world.nanos() > 0);
        assertEquals(before, Files.getLastModifiedTime(at("b/file"), LinkOption.NOFOLLOW_LINKS));
        assertEquals(List.of(false, false), List.of(world.supposes(), world.worst()));
    }
}
