package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Outcome;
import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools that only look, through a real gate at which nobody says yes. */
class ReadingToolsTest {

    @TempDir
    Path folder;

    private FileWorkspace place;

    @BeforeEach
    void makePlace() throws Exception {
        place = new FileWorkspace(folder);
    }

    @AfterEach
    void closePlace() {
        place.close();
    }

    private FileText read(Arguments arguments) {
        return (FileText) place.answer("read_file", arguments);
    }

    @Test
    void readsAFileOrSomeLinesOfIt() throws Exception {
        String path = place.file("a.txt", "one\ntwo\r\nthree").toString();
        assertEquals(new FileText(path, "one\ntwo\r\nthree", 1, 3, false, ""), read(Arguments.of("path", "a.txt")));
        assertEquals(
                new FileText(path, "two\r\n", 2, 1, true, "there is more: pass `offset` 3"),
                read(Arguments.of("path", "a.txt", "offset", 2, "limit", 1)));
        assertEquals(new FileText(path, "three", 3, 1, false, ""), read(Arguments.of("path", "a.txt", "offset", 3)));
        assertEquals(
                new FileText(path, "", 9, 0, false, "the file has only 3 lines"),
                read(Arguments.of("path", "a.txt", "offset", 9)));
        String empty = place.file("empty", "").toString();
        assertEquals(new FileText(empty, "", 1, 0, false, ""), read(Arguments.of("path", "empty")));
    }

    @Test
    void pagesThroughAFileThatIsTooLong() throws Exception {
        String all = "a line of a long file, with an \u00e9\n".repeat(20_000);
        place.file("long", all);
        StringBuilder read = new StringBuilder();
        long offset = 1;
        FileText page;
        do {
            page = read(Arguments.of("path", "long", "offset", offset));
            assertTrue(page.text().getBytes(StandardCharsets.UTF_8).length <= ReadFile.MOST_BYTES);
            read.append(page.text());
            offset += page.lines();
        } while (page.truncated());
        assertEquals(all, read.toString());
    }

    @Test
    void cutsALineThatIsTooLongBetweenCharacters() throws Exception {
        place.file("line", "x" + "\u20ac".repeat(200_000) + "\nnext\n");
        FileText page = read(Arguments.of("path", "line"));
        assertTrue(page.truncated());
        assertTrue(page.text().endsWith("\u20ac"));
        assertEquals("next\n", read(Arguments.of("path", "line", "offset", 2)).text());
    }

    @Test
    void refusesWhatIsNoText() throws Exception {
        Files.write(place.work.resolve("binary"), new byte[] {1, 0, 2});
        Files.createDirectory(place.work.resolve("d"));
        Files.createSymbolicLink(place.work.resolve("dangling"), Path.of("nowhere"));
        assertTrue(place.refusal("read_file", Arguments.of("path", "binary")).contains("no UTF-8"));
        assertTrue(place.refusal("read_file", Arguments.of("path", "d")).contains("list_directory"));
        assertTrue(place.refusal("read_file", Arguments.of("path", "dangling")).contains("does not exist"));
        assertTrue(place.refusal("read_file", Arguments.of("path", "/dev/zero")).contains("no plain file"));
        assertTrue(
                place.refusal("read_file", Arguments.of("path", "/proc/kmsg")).contains("the kernel"));
        assertTrue(
                place.refusal("list_directory", Arguments.of("path", "binary")).contains("read_file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                ".ENV.local",
                "keys/ID_RSA",
                "innocent",
                "way/config",
                "~/.aws/config",
                "/proc/self/environ",
                "/etc/shadow",
                "prod.tfvars"
            })
    void asksBeforeItReadsWhatMayBeASecret(String path) throws Exception {
        Path keys = Files.createDirectories(place.home.resolve(".ssh"));
        Files.writeString(keys.resolve("config"), "secret");
        Files.createDirectories(place.home.resolve(".aws"));
        Files.writeString(place.home.resolve(".aws/config"), "secret");
        for (String name : List.of(".env", ".ENV.local", "keys/ID_RSA", "prod.tfvars")) {
            place.file(name, "secret");
        }
        Files.createSymbolicLink(place.work.resolve("innocent"), Path.of(".env"));
        Files.createSymbolicLink(place.work.resolve("way"), keys);
        if (!Files.isReadable(place.work.resolve(path.replace("~", place.home.toString())))) {
            return; // not on this machine
        }
        assertInstanceOf(Outcome.Refused.class, place.call("read_file", Arguments.of("path", path)));
        assertEquals(
                Verb.DISCLOSE,
                place.assess("read_file", Arguments.of("path", path))
                        .effects()
                        .get(0)
                        .verb());
    }

    @ParameterizedTest
    @ValueSource(strings = {".env.example", "id_rsa.pub", "environment.txt", "src/keys.java", "~/notes"})
    void readsWhatOnlyLooksLikeOne(String path) throws Exception {
        Path file = path.startsWith("~") ? place.home.resolve("notes") : place.work.resolve(path);
        Files.createDirectories(Store.parent(file));
        Files.writeString(file, "x");
        assertEquals("x", read(Arguments.of("path", path)).text());
    }

    @Test
    void aFolderWithSuchANameIsJustAFolder() throws Exception {
        place.file("src/credentials/a.java", "needle");
        place.file(".env/lib/b.py", "needle");
        place.answer("list_directory", Arguments.of("path", "src/credentials"));
        Matches all = (Matches) place.answer("search_files", Arguments.of("path", ".", "pattern", "needle"));
        assertEquals(2, all.found().size());
        place.answer("move_file", Arguments.of("from", "src/credentials", "to", "src/other"));
    }

    @Test
    void listsAFolderWithKindsAndSizes() throws Exception {
        place.file("d/b.txt", "12345");
        Files.createDirectory(place.work.resolve("d/a"));
        Files.createSymbolicLink(place.work.resolve("d/c"), Path.of("a"));
        assertEquals(
                new Listing(
                        place.work.resolve("d").toString(),
                        List.of(
                                new Listing.Entry("a", "folder", 0),
                                new Listing.Entry("b.txt", "file", 5),
                                new Listing.Entry("c", "link", 0)),
                        false),
                place.answer("list_directory", Arguments.of("path", "d/")));
    }

    @Test
    void findsLinesAndNamesAndPassesOverSecrets() throws Exception {
        place.file("src/A.java", "class A {\n  int needle;\n}\n");
        place.file("src/B.txt", "Needle and needle\n");
        place.file(".env", "needle=1\n");
        place.file(".git/config", "needle\n");
        Files.createSymbolicLink(place.work.resolve("up"), place.home);
        Matches some = (Matches) place.answer("search_files", Arguments.of("path", ".", "pattern", "needle"));
        assertEquals(
                List.of(
                        new Matches.Match("src/A.java", 2, "  int needle;"),
                        new Matches.Match("src/B.txt", 1, "Needle and needle")),
                some.found());
        assertEquals(1, some.skipped());
        Matches java = (Matches) place.answer(
                "search_files", Arguments.of("path", "", "names", "*").with("path", "src"));
        assertEquals(List.of(new Matches.Match("A.java", 0, ""), new Matches.Match("B.txt", 0, "")), java.found());
        Matches any = (Matches) place.answer(
                "search_files",
                Arguments.of("path", "src", "pattern", "NEEDLE", "names", "?.java", "ignore_case", true));
        assertEquals(1, any.found().size());
        Matches first = (Matches) place.answer("search_files", Arguments.of("path", ".", "pattern", "e", "limit", 1));
        assertTrue(first.truncated() && first.more().contains("limit"), first::toString);
        assertTrue(place.refusal("search_files", Arguments.of("path", ".")).contains("pattern"));
    }

    @Test
    void aPatternOfAnAgentTakesNoTimeToSpeakOf() {
        Glob glob = new Glob("*a".repeat(200) + "b");
        assertFalse(glob.matches("a".repeat(255)));
        assertTrue(new Glob("*.j?va").matches("x.y.java"));
        assertTrue(new Glob("**").matches(""));
        assertFalse(new Glob("[a]").matches("a"));
    }

    @Test
    void readsOutsideTheWorkspaceUnaskedUnlessItLooksSecret() throws Exception {
        assertEquals(
                Reversibility.READ_ONLY,
                place.assess("read_file", Arguments.of("path", "/etc/hostname")).reversibility());
        assertEquals(
                Reversibility.IRREVERSIBLE,
                place.assess("list_directory", Arguments.of("path", "~/.ssh").with("path", keys()))
                        .reversibility());
    }

    private String keys() throws Exception {
        return Files.createDirectories(place.home.resolve(".ssh")).toString();
    }
}
