package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state from before a command of terraform is kept and pushed back: with the real one, and no provider that has to be fetched. */
class RewoundStatesTest {

    private static final String CONFIGURATION = """
            resource "terraform_data" "a" {
              input = "open-sesame"
            }
            resource "terraform_data" "b" {
              input = "two"
            }
            output "o" {
              value     = terraform_data.a.output
              sensitive = true
            }
            """;

    private static final String HTTP_BACKEND = "terraform {\n  backend \"http\" {\n  }\n}\n";

    @TempDir
    Path folder;

    private World world;
    private Path terraform;

    @BeforeEach
    void applyOnce() throws Exception {
        terraform = Stream.of("/usr/local/bin/terraform", "/usr/bin/terraform")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/nowhere"));
        Assumptions.assumeTrue(Files.isExecutable(terraform), "there is no terraform here");
        world = new World(folder);
        Files.writeString(world.workspace.resolve("main.tf"), CONFIGURATION);
        directly("init -input=false");
        directly("apply -auto-approve");
    }

    /** Somebody else, or the setting up. */
    private void directly(String words) throws Exception {
        world.sh("export CHECKPOINT_DISABLE=1; " + terraform + " " + words + " >/dev/null");
    }

    /** The state without its serial. */
    private String state() throws IOException {
        return Files.readString(world.workspace.resolve("terraform.tfstate")).replaceAll("\"serial\": \\d+", "");
    }

    private long serial() throws IOException {
        return Long.parseLong(Files.readString(world.workspace.resolve("terraform.tfstate"))
                .replaceAll("(?s).*\"serial\": (\\d+).*", "$1"));
    }

    /** All but the state itself, and the backups that get a name of their own. */
    private Map<String, String> others() throws IOException {
        Map<String, String> tree = new TreeMap<>(world.tree());
        tree.keySet()
                .removeIf(name -> name.equals("terraform.tfstate")
                        || name.isEmpty()
                        || name.matches("terraform\\.tfstate\\.\\d+\\.backup"));
        return tree;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terraform state rm terraform_data.a",
                "terraform state mv terraform_data.b terraform_data.c",
                "terraform taint terraform_data.a",
                "terraform -chdir=. untaint -lock-timeout=5s terraform_data.b"
            })
    void aLocalStateIsReversible(String line) throws Exception {
        directly("taint terraform_data.b");
        String before = state();
        long serial = serial();
        for (boolean backup : line.contains("taint") ? new boolean[] {true, false} : new boolean[] {true}) {
            if (!backup) {
                Files.delete(world.workspace.resolve("terraform.tfstate.backup"));
            }
            Map<String, String> others = others();
            World.Trip trip = world.judge(line);
            assertEquals(Reversibility.REVERSIBLE, trip.assessment.reversibility(), trip.assessment.toString());
            assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.inherent());
            assertEquals(0, trip.secure().run().exit());
            assertNotEquals(before, state(), line);
            assertTrue(
                    trip.undoPreview().text().contains("pushes back the state"),
                    trip.undoPreview().text());
            trip.undo();
            assertEquals(before, state(), line);
            assertTrue(serial() > serial, "the history goes on");
            assertEquals(others, others(), line);
            trip.undo();
            assertEquals(before, state(), "done again it changes nothing");
        }
        directly("plan -detailed-exitcode -replace=terraform_data.a || test $? = 2");
    }

    @Test
    void whatIsImportedIsTakenOutOfTheStateAgain() throws Exception {
        directly("state rm terraform_data.a");
        String before = state();
        World.Trip trip = world.judge("terraform import terraform_data.a some-id");
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.reversibility(), "a provider runs for it");
        assertEquals(0, trip.secure().run().exit());
        assertTrue(state().contains("some-id"));
        trip.undo();
        assertEquals(before, state());
    }

    @Test
    void aStateThatIsPushedOverIsPushedBack() throws Exception {
        String before = state();
        Files.writeString(
                world.workspace.resolve("other.json"),
                Files.readString(world.workspace.resolve("terraform.tfstate"))
                        .replaceAll("\"serial\": \\d+", "\"serial\": 40")
                        .replace("two", "three"));
        World.Trip trip = world.judge("terraform state push other.json");
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.reversibility());
        assertEquals(0, trip.secure().run().exit());
        assertTrue(state().contains("three"));
        trip.undo();
        assertEquals(before, state());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terraform {\n  backend \"local\" {\n    path = \"elsewhere\"\n  }\n}\n",
                "terraform {\n  cloud {\n  }\n}\n"
            })
    void aStateThatMayBeElsewhereIsAskedAbout(String more) throws Exception {
        Files.writeString(world.workspace.resolve("more.tf"), more);
        World.Trip trip = world.judge("terraform state rm terraform_data.a");
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.reversibility());
        assertTrue(
                trip.assessment.reasons().toString().contains("an undo pushes it back"),
                trip.assessment.reasons().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TF_WORKSPACE=other terraform state rm terraform_data.a",
                "terraform state rm -state=terraform.tfstate terraform_data.a",
                "terraform -chdir=.. state rm terraform_data.a",
                "terraform state rm terraform_data.a; echo",
                "terraform state rm -backup=x terraform_data.a",
                "terraform state rm -parallelism=3 terraform_data.a",
                "terraform state replace-provider -auto-approve a b"
            })
    void whatIsNotOnlyTheStateOfThisFolderIsAskedAbout(String line) throws Exception {
        assertEquals(Reversibility.IRREVERSIBLE, world.judge(line).assessment.reversibility(), line);
    }

    @ParameterizedTest
    @ValueSource(strings = {".terraform/environment", ".terraform/terraform.tfstate"})
    void aFolderWhoseStateWasChosenIsAskedAbout(String file) throws Exception {
        Path chosen = world.workspace.resolve(file);
        Files.createDirectories(chosen.getParent());
        Files.writeString(chosen, "other");
        assertEquals(
                Reversibility.IRREVERSIBLE,
                world.judge("terraform state rm terraform_data.a").assessment.reversibility());
    }

    @Test
    void aStateOutsideOfTheWorkspaceIsAskedAbout() throws Exception {
        for (String name : List.of("main.tf", "terraform.tfstate")) {
            Files.copy(world.workspace.resolve(name), world.home.resolve(name));
        }
        assertEquals(
                Reversibility.IRREVERSIBLE,
                world.judge("terraform -chdir=.. state rm terraform_data.a")
                        .assessment
                        .reversibility());
    }

    @Test
    void aStateThatIsALinkIsAskedAbout() throws Exception {
        Path state = world.workspace.resolve("terraform.tfstate");
        Files.move(state, world.home.resolve("elsewhere"));
        Files.createSymbolicLink(state, world.home.resolve("elsewhere"));
        assertEquals(
                Reversibility.IRREVERSIBLE,
                world.judge("terraform state rm terraform_data.a").assessment.reversibility());
    }

    @Test
    void aStateThatWasChangedInTheStoreIsNotPushed() throws Exception {
        World.Trip trip = world.run("terraform state rm terraform_data.a");
        String left = state();
        try (Stream<Path> all = Files.walk(world.home.resolve(".store"))) {
            Path after =
                    all.filter(file -> file.endsWith("after.json")).findFirst().orElseThrow();
            Files.writeString(after, Files.readString(after) + " ");
        }
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("was changed in the store"), stale.getMessage());
        assertEquals(left, state());
    }

    @Test
    void aStateOfAnotherLineageIsLeft() throws Exception {
        World.Trip trip = world.run("terraform state rm terraform_data.a");
        Path file = world.workspace.resolve("terraform.tfstate");
        Files.writeString(file, Files.readString(file).replaceAll("\"lineage\": \"..", "\"lineage\": \"zz"));
        trip.left.set(Arguments.none());
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("lineage"), stale.getMessage());
    }

    @Test
    void aStateThatSomebodyChangedSinceIsLeftAndNamed() throws Exception {
        World.Trip trip = world.run("terraform state rm terraform_data.a");
        directly("taint terraform_data.b");
        String theirs = state();
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("the state was changed since"), stale.getMessage());
        assertEquals(theirs, state());
        Path kept = Path.of(stale.getMessage().replaceAll(".*is in `|`$", ""));
        assertTrue(Files.readString(kept).contains("open-sesame"), "a person finds it there");
    }

    @Test
    void aStateThatSomebodyChangesWhileTheCallRunsIsLeft() throws Exception {
        World.Trip trip = world.judge("terraform import terraform_data.x id").secure();
        directly("taint terraform_data.b");
        directly("untaint terraform_data.b");
        directly("state rm terraform_data.a"); // in the place of the call itself, which comes to nothing
        trip.run();
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("somebody else changed the state"), stale.getMessage());
    }

    @Test
    void aCallThatDiedIsTakenBack() throws Exception {
        String before = state();
        World.Trip never = world.judge("terraform state rm terraform_data.a").secure();
        never.undo();
        assertEquals(before, state());
        World.Trip trip = world.run("terraform state rm terraform_data.a");
        trip.left.set(Arguments.none());
        trip.undo();
        assertEquals(before, state());
        World.Trip other = world.run("terraform state rm terraform_data.a");
        other.left.set(Arguments.none());
        directly("taint terraform_data.b");
        assertThrows(StaleException.class, other::undo);
    }

    @Test
    void aStateThatMovedAfterItWasJudgedIsJudgedAnew() throws Exception {
        World.Trip trip = world.judge("terraform state rm terraform_data.a");
        directly("taint terraform_data.b");
        assertThrows(StaleException.class, trip::secure);
    }

    @Test
    void whatIsAppliedIsKeptWithItsPlanAndAnUndoSaysHowToGoBack() throws Exception {
        Files.writeString(world.workspace.resolve("main.tf"), CONFIGURATION.replace("two", "another-two"));
        World.Trip trip = world.judge("terraform apply -auto-approve");
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.reversibility());
        assertTrue(trip.assessment.reasons().toString().contains("an undo says how to go back by hand"));
        assertEquals(0, trip.secure().run().exit());
        assertTrue(state().contains("another-two"));
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("cannot be taken back"), stale.getMessage());
        assertTrue(stale.getMessage().length() <= 300, "the gate cuts what is longer: " + stale.getMessage());
        Path shelf = Path.of(stale.getMessage().replaceAll(".*are in `|`: read.*", ""));
        assertTrue(Files.readString(shelf.resolve("state.json")).contains("open-sesame"));
        assertTrue(Files.size(shelf.resolve("plan")) > 0);
        assertTrue(Files.readString(shelf.resolve("plan.json")).contains("another-two"));
        assertTrue(Files.readString(shelf.resolve("how-to-go-back.txt")).contains("terraform import"));
        for (String name : List.of("state.json", "plan", "plan.json", "after.json", "reach")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(shelf.resolve(name))),
                    name);
        }
        String notes = trip.secured.orElseThrow().kept().json()
                + trip.left.get().json()
                + trip.preview.text()
                + trip.secured.orElseThrow().summary();
        assertFalse(notes.contains("open-sesame"), notes);
    }

    @Test
    void aPlanThatTheLineNamesAndADestructionAreKeptToo() throws Exception {
        directly("plan -destroy -out=p");
        for (String line : new String[] {"terraform apply p", "terraform destroy -auto-approve"}) {
            directly("apply -auto-approve");
            if (line.endsWith(" p")) {
                directly("plan -destroy -out=p");
            }
            World.Trip trip = world.judge(line);
            assertEquals(0, trip.secure().run().exit(), line);
            StaleException stale = assertThrows(StaleException.class, trip::undo);
            Path shelf = Path.of(stale.getMessage().replaceAll(".*are in `|`: read.*", ""));
            assertTrue(
                    Files.readString(shelf.resolve("plan.json")).contains("\"delete\""), "the plan of `" + line + "`");
        }
    }

    @Test
    void aStateThatCannotBeKeptIsSaidAndNothingThatWasPromisedRuns() throws Exception {
        String before = state();
        Files.writeString(world.workspace.resolve("main.tf"), CONFIGURATION.replace("two", "another-two"));
        World.Trip trip = world.judge("terraform apply -auto-approve");
        Files.writeString(world.workspace.resolve("more.tf"), HTTP_BACKEND);
        isJudgedAnew(trip);
        isJudgedAnew(world.judge("terraform state rm terraform_data.a"));
        assertEquals(before, state());
    }

    /** The backend is not set up, so that there is no state to be had. */
    private static void isJudgedAnew(World.Trip trip) throws Exception {
        assertThrows(Exception.class, trip::secure);
        assertThrows(StaleException.class, trip::run);
        World.Trip again = trip.again();
        String reasons = again.assessment.reasons().toString();
        assertTrue(reasons.contains("is not kept first"), reasons);
        assertEquals(Reversibility.IRREVERSIBLE, again.assessment.reversibility());
        assertNotEquals(
                trip.assessment.effects(), again.assessment.effects(), "so that a yes to the one is none to the other");
    }

    @Test
    void whatRunsOtherProgramsIsKeptBeforeItIsAppliedToo() throws Exception {
        Files.writeString(
                world.workspace.resolve("more.tf"),
                "# data \"external\" \"x\" {}\nresource \"terraform_data\" \"c\" {}\n");
        World.Trip trip = world.judge("terraform apply -auto-approve");
        assertFalse(trip.assessment.complete(), trip.assessment.toString());
        assertEquals(0, trip.secure().run().exit());
        String shown = trip.undoPreview().text();
        assertTrue(shown.contains("how to go back by hand"), shown);
        trip.undo();
        assertFalse(Files.exists(world.workspace.resolve("terraform.tfstate.backup")), "the folder is as it was");
    }

    private ShellTool tool(Map<String, String> environment) throws IOException {
        return ShellTool.builder()
                .workspace(world.workspace)
                .home(world.home)
                .store(world.home.resolve(".store"))
                .environment(environment)
                .build();
    }

    private static ToolCall removal() {
        return new ToolCall(
                "k1",
                "bash",
                Arguments.of("command", "terraform state rm terraform_data.a"),
                Caller.agent("tester"),
                "");
    }

    @Test
    void aToolWhoseVariablesChooseTheStateIsAskedAbout() throws Exception {
        for (String name : new String[] {"TF_WORKSPACE", "TF_DATA_DIR", "TF_IN_AUTOMATION"}) {
            assertEquals(
                    name.equals("TF_IN_AUTOMATION") ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE,
                    tool(Map.of(name, "other"))
                            .classifier()
                            .orElseThrow()
                            .assess(removal())
                            .orElseThrow()
                            .reversibility(),
                    name);
        }
    }

    @Test
    void theKeysOfTheToolAreNotWrittenDown() throws Exception {
        ShellTool keyed = tool(Map.of("AWS_SECRET_ACCESS_KEY", "not-for-the-shelf", "TF_IN_AUTOMATION", "1"));
        ToolCall call = removal();
        var preview = keyed.rehearsal().orElseThrow().preview(call);
        assertEquals(
                Reversibility.REVERSIBLE,
                keyed.classifier().orElseThrow().assess(call).orElseThrow().reversibility());
        keyed.rehearsal().orElseThrow().secure(call, preview);
        try (Stream<Path> all = Files.walk(world.home.resolve(".store"))) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                assertFalse(
                        Files.readString(file, StandardCharsets.ISO_8859_1).contains("not-for-the-shelf"),
                        file.toString());
            }
        }
    }

    @Test
    void aReportSaysWhatTheToolSays() throws Exception {
        for (boolean there : new boolean[] {true, false}) {
            ShellClassifier.Builder builder = ShellClassifier.builder()
                    .workspace(world.workspace)
                    .home(world.home)
                    .environment(ShellClassifier.environment(world.home));
            ShellClassifier classifier =
                    (there ? builder.asTheToolWould(world.home.resolve(".other")) : builder).build();
            assertEquals(
                    there ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE,
                    classifier
                            .judge(
                                    "terraform state rm terraform_data.a",
                                    world.workspace,
                                    new io.brattice.files.LocalWorld())
                            .assessment()
                            .reversibility());
        }
    }

    @Test
    void nothingIsStartedWhileALineIsJudged() throws Exception {
        Files.writeString(world.workspace.resolve("more.tf"), HTTP_BACKEND);
        World.Trip trip = world.judge("terraform state rm terraform_data.a");
        try (Stream<Path> all = Files.walk(world.home.resolve(".store"))) {
            assertTrue(all.filter(Files::isRegularFile).noneMatch(file -> {
                try {
                    return Files.readString(file, StandardCharsets.ISO_8859_1).contains("open-sesame");
                } catch (IOException e) {
                    return false;
                }
            }));
        }
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.inherent());
    }
}
