package io.brattice.files.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitIndexTest {

    @TempDir
    Path temp;

    private Path root;
    private Path index;

    @BeforeEach
    void init() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/git")), "there is no git");
        root = Files.createDirectories(temp.resolve("work"));
        index = root.resolve(".git/index");
        git("init", "-q", ".");
        Files.writeString(root.resolve("a"), "one\n");
        Files.writeString(root.resolve("longer name"), "two\n");
        git("add", ".");
    }

    private void git(String... words) throws Exception {
        List<String> all =
                Stream.concat(Stream.of("/usr/bin/git"), Arrays.stream(words)).toList();
        Process process = new ProcessBuilder(all)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** As whoever looks at the state of the work tree does. */
    private void refresh() throws Exception {
        byte[] before = Files.readAllBytes(index);
        Files.setLastModifiedTime(root.resolve("a"), FileTime.fromMillis(1_700_000_000_000L));
        git("status", "-s");
        assertTrue(!Arrays.equals(before, Files.readAllBytes(index)), "it was not written anew");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "4"})
    void meansTheSameAfterALookAndSomethingElseAfterAnAddition(String version) throws Exception {
        if (version.equals("3")) {
            git("add", "-N", "a");
            Files.writeString(root.resolve("c"), "three\n");
            git("add", "-N", "c");
        } else {
            git("update-index", "--index-version", version);
        }
        String meaning = GitIndex.meaning(index);
        assertTrue(meaning.startsWith("says "), meaning);
        refresh();
        assertEquals(meaning, GitIndex.meaning(index));
        Files.writeString(root.resolve("a"), "other\n");
        git("add", "a");
        String added = GitIndex.meaning(index);
        assertNotEquals(meaning, added);
        git("update-index", "--chmod=+x", "longer name");
        assertNotEquals(added, GitIndex.meaning(index));
    }

    @Test
    void oneThatCannotBeReadIsToldByItsBytes() throws Exception {
        byte[] bytes = Files.readAllBytes(index);
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(index, Arrays.copyOf(bytes, length));
            assertTrue(GitIndex.meaning(index).startsWith("holds "), "read up to " + length);
        }
    }

    @Test
    void aLookByGitInBetweenLeavesNothingBehind() throws Exception {
        byte[] before = Files.readAllBytes(index);
        Store store = Store.in(temp.resolve("store"));
        Step step =
                new TreeKept(root, Files.createDirectory(store.shelf("call")).resolve("0"));
        step.keep();
        Files.writeString(root.resolve("new"), "by the call\n");
        git("add", "new");
        String left = step.left();
        refresh();
        Files.setLastModifiedTime(root.resolve("a"), FileTime.fromMillis(1_600_000_000_000L));
        assertTrue(step.leaves(left).stream().noneMatch(line -> line.contains("index")), () -> "left");
        step.undo(left);
        assertTrue(Arrays.equals(before, Files.readAllBytes(index)), "it is not what it was");
    }
}
