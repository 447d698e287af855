package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.StaleException;
import io.brattice.action.Reversibility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that write into a file with several names: what they write is seen by all of them, and so is what an undo puts back. */
class SeveralNamesTest {

    private static final String TWO_NAMES = "echo one >one && touch -d 2020-02-02 one && ln one twin";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo more >>twin",
                "echo new >twin",
                "truncate -s 0 twin",
                "chmod 600 twin; echo new >twin",
                "echo a >one; echo b >twin",
                "sed -i s/one/two/ twin",
                "rm twin; echo b >one",
                "echo b >one; rm twin",
                "touch -d 2001-01-01 twin",
                "find ./twin -delete",
                "echo x >fresh; mv -f fresh twin",
                "cp one fresh; echo x >fresh; cp fresh one"
            })
    void aFileWithTwoNamesComesBackUnderBoth(String line) throws Exception {
        World world = new World(folder);
        world.sh(TWO_NAMES);
        Map<String, String> before = world.tree();
        World.Trip trip = world.run(line);
        assertEquals(Reversibility.REVERSIBLE, trip.assessment.reversibility(), trip.assessment::toString);
        trip.undo();
        assertEquals(before, world.tree());
        world.sh("test one -ef twin && test $(stat -c %h one) = 2");
    }

    @Test
    void whatIsWrittenToTheOtherNamesIsAnEffectToo() throws Exception {
        World world = new World(folder);
        world.sh(TWO_NAMES);
        World.Trip trip = world.judge("echo more >>twin");
        List<String> updated = trip.assessment.effects().stream()
                .map(effect -> effect.verb() + " " + effect.resource().uri())
                .sorted()
                .toList();
        assertTrue(updated.stream().anyMatch(each -> each.endsWith("/work/one")), updated::toString);
        assertTrue(updated.stream().anyMatch(each -> each.endsWith("/work/twin")), updated::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", ".git/hooks/pre-commit"})
    void aFileWithANameThatIsNotItsOwnIsAskedAboutAndCanBeTakenBack(String name) throws Exception {
        World world = new World(folder);
        world.sh("mkdir -p .git/hooks && echo one >" + name + " && ln " + name + " twin");
        Map<String, String> before = world.tree();
        World.Trip trip = world.run("echo more >>twin");
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.reversibility());
        trip.undo();
        assertEquals(before, world.tree());
        world.sh("test " + name + " -ef twin && grep -qx one " + name + " && test $(wc -l <" + name + ") = 1");
    }

    @Test
    void whatIsOnlyExchangedIsNotWrittenOutside() throws Exception {
        World world = new World(folder);
        world.sh("echo one >../outside && ln ../outside twin && echo two >two");
        World.Trip trip = world.run("mv -f two twin");
        assertEquals(Reversibility.REVERSIBLE, trip.assessment.reversibility(), trip.assessment::toString);
        world.sh("grep -qx one ../outside");
        trip.undo();
        world.sh("test ../outside -ef twin && grep -qx two two");
    }

    @Test
    void whatSomebodyWroteByTheOtherNameStays() throws Exception {
        World world = new World(folder);
        world.sh(TWO_NAMES);
        World.Trip trip = world.run("echo more >>twin");
        world.sh("echo mine >>one");
        Map<String, String> theirs = world.tree();
        assertThrows(StaleException.class, trip::undo);
        assertEquals(theirs, world.tree());
    }

    /** One name is in the store: the line that writes by the other one changes what would come back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo by the line >twin",
                "python3 -c 'open(\"twin\", \"w\").write(\"by the code\")'",
                "python3 -c 'import os; open(\"twin\", \"w\").write(\"by the code\"); os.remove(\"twin\")'",
                "python3 -c 'import os; open(\"n\", \"w\").write(\"by the code\"); os.rename(\"n\", \"twin\")'"
            })
    void theOneNameIsRemovedAndTheOtherIsWritten(String line) throws Exception {
        boolean code = line.startsWith("python3");
        assumeTrue(!code || Files.exists(Path.of("/usr/bin/python3")), "there is no python3");
        World world = new World(folder);
        world.sh(TWO_NAMES);
        Map<String, String> before = world.tree();
        List<World.Trip> trips = new ArrayList<>();
        trips.add(world.run("rm one"));
        trips.add(world.run(line));
        assertEquals(
                code ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                trips.get(1).assessment.reversibility(),
                () -> trips.get(1).assessment.toString());
        Collections.reverse(trips);
        for (World.Trip trip : trips) {
            trip.undo();
        }
        assertEquals(before, world.tree());
        world.sh("test one -ef twin && test $(stat -c %h one) = 2");
        assertTrue(Files.exists(world.workspace.resolve("one")));
    }
}
