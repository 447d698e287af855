package io.brattice.aws.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation.Evidence;
import io.brattice.aws.catalogue.make.MakeCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making a catalogue from models. */
class MakingTest {

    @TempDir
    Path folder;

    private byte[] made(Path models, String source) throws IOException {
        Path file = folder.resolve("made.bin");
        MakeCatalogue.main(new String[] {models.toString(), source, file.toString()});
        return Files.readAllBytes(file);
    }

    private Operation only(String name, String method, String rest) throws IOException {
        Path version = Files.createDirectories(folder.resolve("models/thing/2020-01-01"));
        Files.writeString(
                version.resolve("service-2.json"),
                "{\"metadata\":{\"serviceId\":\"Thing\"},\"operations\":{\"" + name + "\":{\"http\":{\"method\":\""
                        + method + "\"}" + rest + "}},\"shapes\":{}}");
        return new Catalogue(made(folder.resolve("models"), "a test"))
                .operation("thing", name)
                .orElseThrow();
    }

    @Test
    void aReaderIsReadOnlyWhenNothingSpeaksAgainstIt() throws IOException {
        Operation post = only("GetThing", "POST", "");
        assertEquals(Reversibility.READ_ONLY, post.inherent());
        assertEquals(Evidence.VERB, post.evidence());
        assertEquals(Evidence.AGREED, only("GetThing", "GET", "").evidence());
        assertEquals(
                Evidence.AGREED, only("GetThing", "POST", ",\"readonly\":true").evidence());
        assertEquals(
                Evidence.AGREED,
                only("GetThing", "POST", ",\"documentation\":\"<p>Returns the thing.</p>\"")
                        .evidence());
    }

    @Test
    void aReaderThatIsSentLikeAWriterIsNone() throws IOException {
        Operation found = only("GetThing", "PUT", ",\"readonly\":true");
        assertEquals(Reversibility.IRREVERSIBLE, found.inherent());
        assertEquals(Evidence.NOTHING, found.evidence());
    }

    @Test
    void aReaderWhoseDocumentationSaysThatItDoesSomethingIsNone() throws IOException {
        Operation found = only("GetThing", "GET", ",\"documentation\":\"<p>Creates a thing and returns it.</p>\"");
        assertEquals(Reversibility.IRREVERSIBLE, found.inherent());
        assertEquals(Verb.CREATE, found.verb());
    }

    @Test
    void aTraitAloneMakesNothingReadOnly() throws IOException {
        assertEquals(
                Reversibility.IRREVERSIBLE,
                only("StartThing", "GET", ",\"readonly\":true").inherent());
        assertEquals(
                Reversibility.IRREVERSIBLE,
                only("FrobThing", "GET", ",\"readonly\":true").inherent());
    }

    @Test
    void aWordThatNobodyKnowsIsTheWorst() throws IOException {
        Operation found = only("FrobThing", "POST", "");
        assertEquals(Reversibility.IRREVERSIBLE, found.inherent());
        assertEquals(Evidence.NOTHING, found.evidence());
    }

    @Test
    void aWordThatBeginsLikeAReadersIsNotOne() throws IOException {
        assertEquals(Reversibility.IRREVERSIBLE, only("Getaway", "GET", "").inherent());
        assertEquals(Reversibility.IRREVERSIBLE, only("Listen", "GET", "").inherent());
        assertEquals(Reversibility.IRREVERSIBLE, only("Issue", "GET", "").inherent());
    }

    @Test
    void theNewestVersionCounts() throws IOException {
        Path older = Files.createDirectories(folder.resolve("models/thing/2019-01-01"));
        Files.writeString(
                older.resolve("service-2.json"),
                "{\"metadata\":{\"serviceId\":\"Thing\"},\"operations\":{\"GetOld\":{}},\"shapes\":{}}");
        only("GetThing", "GET", "");
        Catalogue catalogue = new Catalogue(made(folder.resolve("models"), "a test"));
        assertEquals(Optional.empty(), catalogue.operation("thing", "GetOld"));
        assertEquals("a test", catalogue.madeFrom());
    }

    @Test
    void aCreationUnderAChosenNameNeedsAnErrorForTheCaseThatThereIsOne() throws IOException {
        assertEquals(Optional.empty(), creation("").inverse());
        assertEquals(
                Optional.of(Map.of("Name", "request.Name")),
                creation(",\"errors\":[{\"shape\":\"ThingAlreadyExists\"}]")
                        .inverse()
                        .map(Operation.Inverse::parameters));
    }

    private Operation creation(String errors) throws IOException {
        Path version = Files.createDirectories(folder.resolve("models/thing/2020-01-01"));
        Files.writeString(version.resolve("service-2.json"), """
                {"metadata":{"serviceId":"Thing"},"operations":{
                 "CreateThing":{"http":{"method":"POST"},"input":{"shape":"Named"}%s},
                 "DeleteThing":{"http":{"method":"POST"},"input":{"shape":"Named"}}},
                 "shapes":{"Named":{"type":"structure","required":["Name"],"members":{"Name":{"shape":"Text"}}},"Text":{"type":"string"}}}
                """.formatted(errors));
        return new Catalogue(made(folder.resolve("models"), "a test"))
                .operation("thing", "CreateThing")
                .orElseThrow();
    }

    @Test
    void theSameModelsGiveTheSameBytes() throws IOException {
        creation("");
        assertArrayEquals(made(folder.resolve("models"), "a test"), made(folder.resolve("models"), "a test"));
    }

    @Test
    void aFolderWithoutModelsIsRefused() {
        assertThrows(IOException.class, () -> made(folder, "a test"));
    }

    @Test
    void theShippedResourceIsWhatTheModelsOnThisMachineGive() throws IOException, InterruptedException {
        Catalogue shipped = Catalogue.shipped();
        Optional<Path> models = botocore(shipped.madeFrom());
        assumeTrue(models.isPresent(), () -> "skipped: `" + shipped.madeFrom() + "` is not on this machine");
        boolean all = Boolean.getBoolean("brattice.long");
        List<String> services = new ArrayList<>();
        for (String service : shipped.services()) {
            if (all || Math.floorMod(service.hashCode(), 12) == 0) {
                services.add(service);
            }
        }
        Path some = Files.createDirectories(folder.resolve("some"));
        for (String service : services) {
            Files.createSymbolicLink(some.resolve(service), models.get().resolve(service));
        }
        Catalogue made = new Catalogue(made(some, shipped.madeFrom()));
        assertEquals(Set.copyOf(services), made.services());
        for (String service : services) {
            assertEquals(shipped.operations(service), made.operations(service), service);
        }
        if (all) {
            assertEquals(models(models.get()), services);
        }
    }

    /** Every folder that has a model in it. */
    private static List<String> models(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .map(service -> String.valueOf(service.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** The folder of models of the botocore that {@code python3} finds, if it is of this version. */
    private static Optional<Path> botocore(String version) throws InterruptedException {
        String ask = "import botocore, os; print('botocore ' + botocore.__version__);"
                + "print(os.path.join(os.path.dirname(botocore.__file__), 'data'))";
        try {
            Process python = new ProcessBuilder("python3", "-c", ask)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> lines = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            boolean ended = python.waitFor(10, TimeUnit.SECONDS);
            return ended && lines.size() == 2 && lines.get(0).equals(version)
                    ? Optional.of(Path.of(lines.get(1)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
