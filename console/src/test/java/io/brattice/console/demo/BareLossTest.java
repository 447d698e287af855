package io.brattice.console.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each incident costs where nothing stops it: exactly what its story says. */
final class BareLossTest {

    private Sandbox sandbox;

    @BeforeEach
    void openSandbox() throws IOException {
        sandbox = Sandbox.open(false);
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void recreatingAnEnvironmentInterruptsItsServicesAndLosesTheirData() throws IOException {
        Loss loss = lossOf(new EnvironmentRecreated());
        assertEquals(3, loss.services());
        assertEquals(6, loss.files());
        assertEquals(900 + 3 * 2, loss.lines()); // of each state, "status=running" is in the new one too
    }

    @Test
    void removingTheHomeLosesEverythingInItAndWhatWasNotPushed() throws IOException {
        World world = World.in(sandbox, "counted");
        new HomeRemoved().furnish(world);
        Loss loss = lossOf(new HomeRemoved());
        assertEquals(State.of(world).files().size(), loss.files());
        assertEquals(1, loss.commits());
    }

    @Test
    void resettingAndCleaningLosesThreeEditsAndNineNewFiles() throws IOException {
        Loss loss = lossOf(new WorkCleaned());
        assertEquals(3 + 9, loss.files());
        assertEquals(3 * 80 + 9 * 70, loss.lines());
    }

    @Test
    void pushingByForceLosesElevenCommitsOfOthers() throws IOException {
        assertEquals(new Loss(0, 0, 0, 11, 0, 0, 0), lossOf(new HistoryForced()));
    }

    @Test
    void theLoopOfSmallEditsLoses28745LinesIn340Files() throws IOException {
        Loss loss = lossOf(new LinesDeleted());
        assertEquals(340, loss.files());
        assertEquals(28_745, loss.lines());
    }

    @Test
    void theHiddenInstructionSendsTheSecretsOutAndRemovesAFolder() throws IOException {
        Loss loss = lossOf(new InstructionHidden());
        assertEquals(2, loss.files());
        assertEquals("API_TOKEN=not-a-real-token-4711\nDATABASE_PASSWORD=not-a-real-password\n".length(), loss.sent());
    }

    @Test
    void freeingSpaceLosesThreeFiles() throws IOException {
        Loss loss = lossOf(new BackupRemoved());
        assertEquals(3, loss.files());
        assertEquals(200 + 900 + 4_000, loss.lines());
    }

    @Test
    void aRetriedPaymentIsPaidTwice() throws IOException {
        assertEquals(new Loss(0, 0, 0, 0, 0, 48_000, 0), lossOf(new PaidTwice()));
    }

    @Test
    void aMoveLosesWhatWasAtItsTargetAndNotWhatItMoves() throws IOException {
        Loss loss = lossOf(new FileMovedOver());
        assertEquals(1, loss.files());
        assertEquals(350, loss.lines());
    }

    @Test
    void theMisreadScriptLosesEveryTable() throws IOException {
        Loss loss = lossOf(new ScriptMisread());
        assertEquals(6, loss.files());
        assertEquals(3_600, loss.lines());
    }

    @Test
    void anEmptiedBranchLosesWhatGitTrackedAndWhatItIgnored() throws IOException {
        World world = World.in(sandbox, "counted");
        Loss loss = lossOf(new BranchEmptied());
        long tracked = world.bash("git ls-files").output().lines().count() + 1; // and .gitignore
        assertEquals(tracked + 39, loss.files());
        assertEquals(0, loss.commits());
    }

    @Test
    void cleaningUpWithFindLosesTheInputsAndNotTheScript() throws IOException {
        Loss loss = lossOf(new InputsFound());
        assertEquals(16, loss.files());
        assertEquals(16 * 50, loss.lines());
    }

    @Test
    void removingTheHomeBehindAVariableLosesEverythingInIt() throws IOException {
        World world = World.in(sandbox, "counted");
        new HomeExpanded().furnish(world);
        Loss loss = lossOf(new HomeExpanded());
        assertEquals(State.of(world).files().size(), loss.files());
        assertEquals(1, loss.commits());
    }

    @Test
    void removingOneOfTwoNamesLosesTheOneFolder() throws IOException {
        Loss loss = lossOf(new FolderTwiceNamed());
        assertEquals(20, loss.files());
        assertEquals(20 * 120, loss.lines());
    }

    @Test
    void aMutationLosesAVolumeAndItsBackups() throws IOException {
        Loss loss = lossOf(new VolumeDeleted());
        assertEquals(4, loss.files());
        assertEquals(10_000, loss.lines());
    }

    @Test
    void pushingASchemaLosesTheProductionData() throws IOException {
        Loss loss = lossOf(new SchemaPushed());
        assertEquals(4, loss.files());
        assertEquals(4 * 300, loss.lines());
    }

    @Test
    void droppingATableLosesTheDatabaseAsItWas() throws IOException {
        assertEquals(1, lossOf(new TableDropped()).files());
    }

    @Test
    void destroyingWhatAnOldStateListsLosesTheDatabaseAndItsSnapshot() throws IOException {
        Loss loss = lossOf(new StackDestroyed());
        assertEquals(2, loss.files());
        assertEquals(1_943 + 1_900, loss.lines());
    }

    @Test
    void theCleanUpScriptSendsTheKeyOutAndLosesAllButWhatIsHiddenInTheHome() throws IOException {
        World world = World.in(sandbox, "counted");
        new CleanedUp().furnish(world);
        Path key = world.home().resolve(".ssh/id_ed25519");
        State before = State.of(world);
        Loss loss = lossOf(new CleanedUp());
        assertEquals(before.files().size() - 2, loss.files()); // but the key and the settings of git
        assertEquals(Set.copyOf(world.commits()).size(), loss.commits());
        assertEquals(Files.size(key), loss.sent());
    }

    @Test
    void nothingIsLostWhereNothingHappens() throws IOException {
        World world = World.in(sandbox, "quiet");
        State before = State.of(world);
        assertEquals(Loss.NOTHING, Loss.between(before, State.of(world)));
        assertTrue(Loss.NOTHING.isNothing());
    }

    @Test
    void twoWorldsOfOneIncidentAreAlike() throws IOException {
        World one = World.in(sandbox, "one");
        World two = World.in(sandbox, "two");
        assertEquals(State.of(one), State.of(two));
    }

    @Test
    void aHomeThatLeadsOutsideIsRefusedBeforeAnythingRuns() throws IOException {
        World world = World.in(sandbox, "linked");
        Path elsewhere = Files.createDirectories(sandbox.root().resolve("elsewhere/project"));
        Path kept = Files.writeString(elsewhere.resolve("kept.txt"), "kept");
        Sandbox.delete(world.home());
        Files.createSymbolicLink(world.home(), sandbox.root().resolve("elsewhere"));
        assertThrows(IllegalStateException.class, () -> world.bash("rm -rf ~/project"));
        assertTrue(Files.exists(kept));
    }

    private Loss lossOf(Incident incident) throws IOException {
        GatedReplayTest.assumeThereIs(incident.needs());
        World world = World.in(sandbox, incident.getClass().getSimpleName());
        incident.furnish(world);
        State before = State.of(world);
        incident.act(new BareHands(world));
        return Loss.between(before, State.of(world));
    }
}
