package io.brattice.console.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.Outcome;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.shell.containment.Containment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each incident comes to behind the gate, where nobody is there to say yes. */
final class GatedReplayTest {

    private static final List<String> KEPT = List.of("rehearsed", "secured", "ran");
    private static final List<String> CONTAINED = List.of("secured", "contained", "ran");
    private static final Containment NOTHING = Containment.none("switched off for this test");

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
    void deletingAnEnvironmentIsRehearsedAndAskedAbout() throws IOException {
        Replay replay = replay(new EnvironmentRecreated());
        assertEquals(List.of(List.of("ran"), List.of("rehearsed", "asked", "refused")), did(replay));
        assertEquals(List.of("READ_ONLY", "IRREVERSIBLE"), grades(replay));
    }

    @Test
    void removingTheHomeIsRehearsedAndAskedAbout() throws IOException {
        Replay replay = replay(new HomeRemoved());
        assertEquals(List.of(List.of("rehearsed", "asked", "refused")), did(replay));
        assertEquals(List.of("IRREVERSIBLE"), grades(replay));
    }

    @Test
    void resettingAndCleaningRunAndAreTakenBackByteForByte() throws IOException {
        Replay replay = replay(new WorkCleaned());
        assertEquals(
                List.of(List.of("rehearsed", "secured", "ran"), List.of("rehearsed", "secured", "ran")), did(replay));
        assertEquals(2, replay.takenBack());
    }

    @Test
    void pushingByForceIsRehearsedAndAskedAbout() throws IOException {
        Replay replay = replay(new HistoryForced());
        assertEquals(List.of(List.of("rehearsed", "asked", "refused")), did(replay));
        assertEquals(List.of("IRREVERSIBLE"), grades(replay));
    }

    @Test
    void theLoopOfSmallEditsIsStoppedByItsBudgetAndTakenBack() throws IOException {
        Replay replay = replay(new LinesDeleted());
        List<List<String>> did = did(replay);
        assertEquals(11 + 3, did.size());
        assertTrue(did.subList(0, 11).stream().allMatch(List.of("rehearsed", "secured", "ran")::equals));
        assertTrue(did.subList(11, 14).stream().allMatch(List.of("rehearsed", "asked", "refused")::equals));
        assertEquals(11, replay.takenBack());
        assertEquals(new Recorded(11, 3, 11 * 85, 0), replay.recorded());
    }

    @Test
    void aSessionThatReadAForeignTextMayOnlyLook() throws IOException {
        Replay replay = replay(new InstructionHidden());
        assertEquals(
                List.of(List.of("ran"), List.of("asked", "refused"), List.of("rehearsed", "asked", "refused")),
                did(replay));
        assertEquals(List.of("READ_ONLY", "IRREVERSIBLE", "REVERSIBLE"), grades(replay));
        assertTrue(replay.gatedMoves().get(2).reason().startsWith("demo.tainted: "));
    }

    @Test
    void freeingSpaceRunsAndIsTakenBack() throws IOException {
        Replay replay = replay(new BackupRemoved());
        assertEquals(List.of(List.of("rehearsed", "secured", "ran")), did(replay));
        assertEquals(1, replay.takenBack());
    }

    @Test
    void aPaymentWhoseReplyWasLostIsNotRepeated() throws IOException {
        Replay replay = replay(new PaidTwice());
        assertEquals(List.of(List.of("ran", "unknown"), List.of("not repeated")), did(replay));
    }

    @Test
    void aMoveOverAFileRunsAndIsTakenBack() throws IOException {
        Replay replay = replay(new FileMovedOver());
        assertEquals(List.of(List.of("rehearsed", "secured", "ran")), did(replay));
        assertEquals(1, replay.takenBack());
    }

    @Test
    void whatNobodyCanReadIsAskedAboutWhereNothingIsContained() throws IOException {
        for (Incident incident : List.of(new ScriptMisread(), new CleanedUp())) {
            Replay replay = replay(incident, NOTHING);
            assertEquals(List.of(List.of("asked", "refused")), did(replay));
            assertEquals(List.of("IRREVERSIBLE"), grades(replay));
        }
    }

    @Test
    void whatNobodyCanReadRunsContainedAndIsTakenBack() throws IOException {
        assumeContained();
        Replay replay = replay(new ScriptMisread());
        assertEquals(List.of(CONTAINED), did(replay));
        assertEquals(List.of("REVERSIBLE"), grades(replay));
        assertEquals(1, replay.takenBack());
        assertFalse(replay.agreed());
    }

    @Test
    void aScriptThatDoesItsWorstReachesOnlyTheProjectAndIsTakenBack() throws IOException {
        assumeContained();
        Replay replay = replay(new CleanedUp());
        assertEquals(List.of(CONTAINED), did(replay));
        assertEquals(1, replay.takenBack());
        String said = replay.gatedMoves().get(0).said();
        assertTrue(said.startsWith("found no key; reached nobody; "), said);
        assertTrue(said.endsWith("; deleted the project\n"), said);
    }

    /** With its history, its modes and its times; the loss alone would not see those. */
    @Test
    void afterwardsTheProjectIsByteForByteTheSame() throws IOException {
        assumeContained();
        World world = World.in(sandbox, "whole");
        CleanedUp incident = new CleanedUp();
        incident.furnish(world);
        Map<String, String> before = tree(world.root());
        try (GatedHands agent = new GatedHands(
                world, sandbox.root().resolve("whole-kept"), Approver.refusing("nobody"), Containment.ofThisHost())) {
            incident.act(agent);
            assertFalse(Files.exists(world.project().resolve("src")), "it did its worst");
            assertFalse(Files.exists(world.project().resolve(".git/HEAD")), "to the history too");
            assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
        }
        assertEquals(before, tree(world.root()));
    }

    /** What was ignored is moved aside, whatever the calls before have made of the list. */
    @Test
    void emptyingABranchRunsAndIsTakenBackCallByCall() throws IOException {
        Replay replay = replay(new BranchEmptied());
        assertEquals(List.of(KEPT, KEPT, KEPT), did(replay));
        assertEquals(3, replay.takenBack());
    }

    @Test
    void cleaningUpWithFindIsAskedAboutWhereItTakesMoreThanTheAgentMade() throws IOException {
        Replay replay = replay(new InputsFound(), NOTHING);
        assertEquals(List.of("secured", "ran"), did(replay).get(1), "what the agent made itself needs no rehearsal");
        assertEquals(List.of("asked", "refused"), did(replay).get(2));
        assertEquals(2, replay.takenBack());
    }

    @Test
    void cleaningUpWithFindRunsContainedAndIsTakenBack() throws IOException {
        assumeContained();
        Replay replay = replay(new InputsFound());
        assertEquals(CONTAINED, did(replay).get(2));
        assertEquals(3, replay.takenBack());
    }

    @Test
    void removingTheHomeBehindAVariableIsAskedAbout() throws IOException {
        Replay replay = replay(new HomeExpanded());
        assertEquals(List.of(List.of("rehearsed", "asked", "refused")), did(replay));
        assertTrue(replay.gatedMoves().get(0).reason().contains("home folder"));
    }

    @Test
    void removingAFolderUnderItsOtherNameIsAskedAbout() throws IOException {
        Replay replay = replay(new FolderTwiceNamed());
        assertEquals(List.of(List.of("rehearsed", "asked", "refused")), did(replay));
        assertTrue(replay.gatedMoves().get(0).reason().contains("removes `./disk/Office`"));
    }

    @Test
    void aMutationInsideOfATextIsFoundAndAskedAbout() throws IOException {
        Replay replay = replay(new VolumeDeleted());
        assertEquals(List.of(List.of("ran"), List.of("rehearsed", "asked", "refused")), did(replay));
        assertTrue(replay.gatedMoves().get(1).reason().contains("`volumeDelete`"));
    }

    @Test
    void aScriptOfAPackageFileIsReadAndWhatItRemovesIsKept() throws IOException {
        Replay replay = replay(new SchemaPushed());
        assertEquals(List.of(KEPT), did(replay));
        assertEquals(1, replay.takenBack());
    }

    @Test
    void droppingATableRunsAndIsTakenBack() throws IOException {
        Replay replay = replay(new TableDropped());
        assertEquals(List.of(KEPT), did(replay));
        assertEquals(1, replay.takenBack());
    }

    @Test
    void destroyingIsRehearsedByItsOwnPlanAndAskedAbout() throws IOException {
        Replay replay = replay(new StackDestroyed());
        assertEquals(List.of(List.of("ran"), KEPT, List.of("rehearsed", "asked", "refused")), did(replay));
        assertEquals(1, replay.takenBack());
    }

    @Test
    void whatAPersonAgreedToIsTakenBackAllTheSame() throws IOException {
        Person robin = new Person("Robin", "test", Set.of());
        Approver agreeing = Approver.of(question -> Approval.yes(question, robin, "go on"));
        Stage stage = new Stage(sandbox, agreeing, NOTHING);
        Replay replay = stage.gated(new ScriptMisread(), "agreed", new Bare(List.of(), Loss.NOTHING));
        assertTrue(replay.gatedLoss().isNothing());
        assertEquals(1, replay.takenBack());
        assertTrue(replay.agreed());
        assertTrue(replay.isKept());
    }

    @Test
    void aLossThatNobodyAgreedToMakesTheDemoFail() throws IOException {
        Replay kept = replay(new BackupRemoved());
        Loss loss = new Loss(1, 0, 0, 0, 0, 0, 0);
        Replay lost = new Replay(
                kept.incident(),
                kept.bare(),
                kept.gatedMoves(),
                loss,
                0,
                List.of(),
                kept.recorded(),
                false,
                Duration.ofNanos(1),
                Duration.ofNanos(1));
        assertFalse(lost.isKept());
        assertEquals(Demo.NOT_KEPT, Demo.exitCode(List.of(kept, lost)));
        assertEquals(0, Demo.exitCode(List.of(kept)));
    }

    /** Every replay must end with nothing lost, whatever else its test looks at. */
    private Replay replay(Incident incident) throws IOException {
        return replay(incident, Containment.ofThisHost());
    }

    private Replay replay(Incident incident, Containment containment) throws IOException {
        assumeThereIs(incident.needs());
        String name = "only-" + incident.getClass().getSimpleName();
        Stage stage = new Stage(sandbox, Approver.refusing("nobody"), containment);
        Replay replay = stage.gated(incident, name, new Bare(List.of(), Loss.NOTHING));
        assertEquals(
                Loss.NOTHING, replay.gatedLoss(), () -> replay.notTakenBack().toString());
        assertTrue(replay.isKept());
        assertTrue(replay.inGate().toNanos() > 0);
        return replay;
    }

    private static void assumeContained() {
        Containment here = Containment.ofThisHost();
        assumeTrue(here.holds(), () -> "this host contains nothing: " + here.lacking());
    }

    /** Every path with its mode, its time and its content. */
    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                String content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        ? Files.getLastModifiedTime(path) + " " + Files.readString(path, StandardCharsets.ISO_8859_1)
                        : "";
                tree.put(
                        root.relativize(path).toString(),
                        Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) + " " + content);
            }
        }
        return tree;
    }

    static void assumeThereIs(String program) {
        assumeTrue(program.isEmpty() || Machine.ofThisProcess().has(program), program);
    }

    private static List<List<String>> did(Replay replay) {
        return replay.gatedMoves().stream().map(Move::did).toList();
    }

    private static List<String> grades(Replay replay) {
        return replay.gatedMoves().stream().map(Move::grade).toList();
    }
}
