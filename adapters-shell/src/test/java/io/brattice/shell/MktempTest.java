package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mktemp} makes in the workspace is taken away by an undo, although nobody knows its name before. */
class MktempTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void open() throws Exception {
        world = new World(folder);
        Files.writeString(world.workspace.resolve("tmp.abcdefghij"), "somebody's\n");
        Files.createDirectory(world.workspace.resolve("d"));
    }

    @Test
    void whateverSaysWhereItIsMadeAndItGoesAgain() throws Exception {
        for (String line : List.of(
                "mktemp -p .",
                "mktemp -d -p d",
                "mktemp x.XXX",
                "mktemp ./d/x.XXXXXX --suffix=.log",
                "mktemp x.XXXX.txt",
                "mktemp --tmpdir=. y-XXXX",
                "TMPDIR=d mktemp",
                "TMPDIR=$PWD mktemp -t z.XXXX",
                "export TMPDIR=./d; mktemp --tmpdir",
                "mktemp -p . && mktemp -p . && mktemp a.XXX",
                "for i in 1 2 3; do mktemp -p d; done",
                "cd d && mktemp -d x.XXX | cat",
                "f=$(mktemp -p .); echo made",
                "mkdir e && mktemp -p e",
                "mktemp " + world.workspace + "/q.XXXXX")) {
            Map<String, String> before = world.tree();
            World.Trip trip = world.run(line);
            assertEquals(Reversibility.REVERSIBLE, trip.assessment.reversibility(), line);
            Map<String, String> after = world.tree();
            assertTrue(after.size() > before.size(), line + after);
            trip.undo();
            assertEquals(before, world.tree(), line);
        }
    }

    /** Read back from its notes, as after a restart, and although the process died before it wrote down what it left. */
    @Test
    void itGoesAgainAfterACrashToo() throws Exception {
        Map<String, String> before = world.tree();
        World.Trip trip = world.run("mktemp -p . && mktemp -d -p .");
        assertEquals(before.size() + 2, world.tree().size());
        trip.left.set(Arguments.none());
        trip.undo();
        assertEquals(before, world.tree());
    }

    @Test
    void whatSomebodyElseMadeOrWroteStays() throws Exception {
        World.Trip trip = world.run("mktemp x.XXX");
        Path made = made("x.");
        Files.writeString(made, "mine");
        Assertions.assertThrows(StaleException.class, trip::undo);
        assertTrue(Files.exists(made));
        Files.delete(made);

        World.Trip second = world.run("mktemp -d x.XXX");
        Files.writeString(world.workspace.resolve("x.zzz"), "came later");
        second.undo();
        assertEquals("came later", Files.readString(made("x.")));
    }

    @Test
    void whereMoreCameThanTheCallMakesAllStay() throws Exception {
        World.Trip trip = world.judge("touch x.aaa x.bbb; mktemp x.XXX").secure();
        trip.run();
        Path made;
        try (var all = Files.list(world.workspace)) {
            made = all.filter(path -> String.valueOf(path.getFileName()).startsWith("x."))
                    .filter(path ->
                            !path.toString().endsWith("aaa") && !path.toString().endsWith("bbb"))
                    .findFirst()
                    .orElseThrow();
        }
        trip.undo();
        assertTrue(Files.exists(made), "it cannot be told apart from the others");
        assertFalse(Files.exists(world.workspace.resolve("x.aaa")), "this one can");
    }

    @Test
    void whatItMakesWhereAPersonIsAskedIsAskedAbout() throws Exception {
        for (String line : List.of(
                "mktemp -p " + world.home,
                "mktemp ~/x.XXX",
                "mktemp -p /etc",
                "TMPDIR=/usr/lib mktemp",
                "cd / && mktemp x.XXX",
                "mktemp .git/hooks/x.XXX",
                "mktemp -p \"$(cat d/where)\"",
                "mktemp \"$RANDOM/\"x.XXX",
                "mktemp -p ~/.store")) {
            World.Trip trip = world.judge(line);
            assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.inherent(), line + trip.assessment);
        }
    }

    @Test
    void whatItMakesWhereEveryoneDoesIsNotTakenBackAndAllowed() throws Exception {
        for (String line :
                List.of("mktemp", "mktemp -d", "mktemp -t x.XXX", "mktemp /tmp/x.XXX", "mktemp -p /var/tmp")) {
            World.Trip trip = world.judge(line);
            assertEquals(Reversibility.REVERSIBLE, trip.assessment.reversibility(), line);
            assertEquals(
                    List.of("temporary:file"),
                    trip.assessment.effects().stream()
                            .map(Effect::resource)
                            .map(resource -> resource.uri())
                            .toList(),
                    line);
        }
        assertEquals(
                Reversibility.READ_ONLY,
                world.judge("mktemp -u x.XXX").assessment.reversibility());
    }

    private Path made(String beginning) throws Exception {
        try (var all = Files.list(world.workspace)) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith(beginning))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
