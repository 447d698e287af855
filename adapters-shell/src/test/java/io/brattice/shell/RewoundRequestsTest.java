package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Reversibility;
import io.brattice.shell.remote.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web server had before a request overwrote it is put there again: with the real curl, and a real server. */
class RewoundRequestsTest {

    private static final String KEPT = "is asked for and kept first, and an undo puts it back";

    @TempDir
    Path folder;

    private World world;
    private WebServer server;

    @BeforeEach
    void open() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl here");
        world = new World(folder);
        server = new WebServer();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private String text(String path) {
        WebServer.Thing thing = server.things.get(path);
        return thing == null ? "nothing" : new String(thing.bytes(), StandardCharsets.UTF_8) + " as " + thing.type();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOverwrittenFileComesBackByteForByte(boolean etags) throws Exception {
        server.etags = etags;
        byte[] old = new byte[300_000];
        new Random(7).nextBytes(old);
        server.things.put("/file", new WebServer.Thing(old, "image/x-own"));
        Files.writeString(world.workspace.resolve("new.txt"), "new\n");
        World.Trip trip = world.judge("curl -sS -T new.txt " + server.url("/file"));
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.inherent());
        assertTrue(trip.preview.text().contains(KEPT), trip.preview.text());
        assertEquals(List.of(), server.asked, "nothing is asked while it is judged");
        trip.secure().run();
        assertEquals("new\n as application/octet-stream", text("/file"));
        String shown = trip.undoPreview().text();
        assertTrue(shown.contains("300000 bytes"), shown);
        assertTrue(shown.contains(etags ? "on condition of its ETag" : "compared by content"), shown);
        trip.undo();
        assertArrayEquals(old, server.things.get("/file").bytes());
        assertEquals("image/x-own", server.things.get("/file").type());
        assertEquals(etags, server.asked.stream().anyMatch(request -> request.startsWith("PUT /file if \"")));
        int puts = puts();
        trip.undo();
        assertEquals(puts, puts(), "done again it changes nothing");
    }

    private int puts() {
        return (int) server.asked.stream().filter(one -> !one.startsWith("GET")).count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -X PUT --data-raw 'a@b' URL",
                "curl -X PUT -d a=b -d c=d URL",
                "curl -s -o /dev/null -w '%{http_code}' -XPUT --json '{\"a\": 1}' URL",
                "curl -fsSL --retry 2 -T ../other URL",
                "curl --request PUT --data-binary @../other -H 'Content-Type: text/x' --url URL",
                "wget -q -O- --method=PUT --body-file=../other URL",
                "wget -O /dev/null --method PUT --body-data=x --header 'Content-Type: text/x' URL"
            })
    void whatIsPutWhereNothingWasIsDeleted(String line) throws Exception {
        assumeWget(line);
        Files.writeString(world.home.resolve("other"), "other");
        World.Trip trip = world.run(line.replace("URL", server.url("/fresh")));
        assertTrue(server.things.containsKey("/fresh"), server.asked.toString());
        assertTrue(
                trip.undoPreview().text().startsWith("deletes `" + server.url("/fresh")),
                trip.undoPreview().text());
        trip.undo();
        assertEquals("nothing", text("/fresh"));
    }

    private static void assumeWget(String line) {
        Assumptions.assumeTrue(
                !line.startsWith("wget") || Files.isExecutable(Path.of("/usr/bin/wget")), "there is no wget here");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOverwrittenFileComesBackByWgetToo(boolean etags) throws Exception {
        assumeWget("wget");
        server.etags = etags;
        byte[] old = new byte[100_000];
        new Random(11).nextBytes(old);
        server.things.put("/file", new WebServer.Thing(old, "image/x-own"));
        World.Trip trip = world.run("wget -qO- --method=PUT --body-data=new " + server.url("/file"));
        assertTrue(text("/file").startsWith("new"));
        trip.undo();
        assertArrayEquals(old, server.things.get("/file").bytes());
        assertEquals("image/x-own", server.things.get("/file").type());
        World.Trip deleted = world.run("wget -qO- --method=DELETE " + server.url("/file"));
        assertEquals("nothing", text("/file"));
        deleted.undo();
        assertArrayEquals(old, server.things.get("/file").bytes());
        assertEquals(etags, server.asked.stream().anyMatch(request -> request.startsWith("PUT /file if \"")));
    }

    @Test
    void aFileThatIsPutIntoAFolderKeepsItsName() throws Exception {
        server.things.put("/d/a.txt", WebServer.Thing.text("old"));
        Files.writeString(world.workspace.resolve("a.txt"), "new");
        World.Trip trip = world.run("curl -T a.txt " + server.url("/d/"));
        assertTrue(text("/d/a.txt").startsWith("new"));
        trip.undo();
        assertEquals("old as text/plain", text("/d/a.txt"));
    }

    @Test
    void whatIsDeletedIsPutThereAgain() throws Exception {
        server.things.put("/gone", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X DELETE " + server.url("/gone"));
        assertNull(server.things.get("/gone"));
        trip.undo();
        assertEquals("old as text/plain", text("/gone"));
    }

    @Test
    void anEmptyFileComesBackEmpty() throws Exception {
        server.things.put("/empty", WebServer.Thing.text(""));
        World.Trip trip = world.run("curl -X PUT -d x " + server.url("/empty"));
        trip.undo();
        assertEquals(" as text/plain", text("/empty"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatSomebodyWroteSinceIsLeftAndNamed(boolean etags) throws Exception {
        server.etags = etags;
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X PUT -d new " + server.url("/file"));
        server.things.put("/file", WebServer.Thing.text("theirs"));
        int puts = puts();
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("`" + server.url("/file") + "` was changed since"), stale.getMessage());
        assertEquals("theirs as text/plain", text("/file"));
        assertEquals(puts, puts());
        Path kept = Path.of(stale.getMessage().replaceAll(".*is in `|`$", ""));
        assertEquals("old", Files.readString(kept), "a person finds it there");
    }

    @Test
    void whatSomebodyWritesAtTheVeryMomentIsLeft() throws Exception {
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X PUT -d new " + server.url("/file"));
        server.instead = exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                server.things.put("/file", WebServer.Thing.text("theirs"));
            }
            return false;
        };
        IOException failed = assertThrows(IOException.class, trip::undo);
        assertTrue(failed.getMessage().contains("was changed at this moment"), failed.getMessage());
        assertEquals("theirs as text/plain", text("/file"));
    }

    /** Without an ETag only the look right before is left. */
    @Test
    void whatSomebodyWritesAfterTheLookIsSeenOnceMore() throws Exception {
        server.etags = false;
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X PUT -d new " + server.url("/file"));
        int before = server.asked.size();
        server.instead = exchange -> {
            if (server.asked.size() == before + 2) {
                server.things.put("/file", WebServer.Thing.text("theirs"));
            }
            return false;
        };
        IOException failed = assertThrows(IOException.class, trip::undo);
        assertTrue(failed.getMessage().contains("was changed since"), failed.getMessage());
        assertEquals("theirs as text/plain", text("/file"));
    }

    @Test
    void anotherVersionOfTheSameBytesIsSomebodyElses() throws Exception {
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X PUT -d new " + server.url("/file"));
        server.version = "2";
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("was changed since"), stale.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"before/body", "after/answer"})
    void whatWasChangedInTheStoreIsNotPutBack(String name) throws Exception {
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X PUT -d new " + server.url("/file"));
        Path kept;
        try (var all = Files.walk(world.home.resolve(".store"))) {
            kept = all.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
        Files.writeString(kept, Files.readString(kept).replace("old", "bad").replace("200", "404"));
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("was changed in the store"), stale.getMessage());
        assertTrue(text("/file").startsWith("new"));
    }

    @Test
    void theConditionsOfTheLineAreItsOwn() throws Exception {
        World.Trip trip = world.run("curl -H 'If-None-Match: *' -X PUT -d new " + server.url("/fresh"));
        trip.undo();
        assertEquals("nothing", text("/fresh"));
        assertEquals(
                1, server.asked.stream().filter(one -> one.endsWith("if none")).count(), server.asked.toString());
    }

    /** A redirect is not followed, whatever the settings of the user say. */
    @Test
    void whatARedirectLeadsToIsNotKept() throws Exception {
        Files.writeString(world.home.resolve(".curlrc"), "location\n");
        server.things.put("/other", WebServer.Thing.text("not this"));
        server.instead = exchange -> {
            boolean moved = exchange.getRequestURI().getPath().equals("/file");
            if (moved) {
                exchange.getResponseHeaders().set("Location", "/other");
                WebServer.answer(exchange, 307, new byte[0]);
            }
            return moved;
        };
        World.Trip trip = world.judge("curl -X PUT -d new " + server.url("/file"));
        IOException failed = assertThrows(IOException.class, trip::secure);
        assertTrue(failed.getMessage().contains("it answers 307"), failed.getMessage());
        assertEquals(List.of("GET /file"), server.asked);
    }

    @Test
    void anUndoAfterWhichTheServerAnswersSomethingElseFails() throws Exception {
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X PUT -d new " + server.url("/file"));
        server.instead = exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                WebServer.answer(exchange, 204, new byte[0]);
                return true; // it says so, and does nothing
            }
            return false;
        };
        IOException failed = assertThrows(IOException.class, trip::undo);
        assertTrue(failed.getMessage().contains("does not answer as it did"), failed.getMessage());
        server.instead = exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                WebServer.answer(exchange, 403, new byte[0]);
                return true;
            }
            return false;
        };
        failed = assertThrows(IOException.class, trip::undo);
        assertTrue(failed.getMessage().contains("would not take it back: it answers 403"), failed.getMessage());
        server.instead = exchange -> false;
        trip.undo();
        assertEquals("old as text/plain", text("/file"), "an undo that broke off is done again");
    }

    @Test
    void whatIsReplacedByAnUndoIsKeptToo() throws Exception {
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X PUT -d 'what the call put' " + server.url("/file"));
        trip.undo();
        try (var all = Files.walk(world.home.resolve(".store"))) {
            assertTrue(all.filter(Files::isRegularFile).anyMatch(file -> {
                try {
                    return file.toString().contains("replaced-0/body")
                            && Files.readString(file).equals("what the call put");
                } catch (IOException e) {
                    return false;
                }
            }));
        }
    }

    @Test
    void aCallThatDiedBeforeItRanLeavesNothingToPutBack() throws Exception {
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip =
                world.judge("curl -X PUT -d new " + server.url("/file")).secure();
        trip.undo();
        assertEquals(0, puts());
        assertEquals("old as text/plain", text("/file"));
    }

    @Test
    void aCallThatDiedAfterItRanIsKnownByWhatItPut() throws Exception {
        Files.writeString(world.workspace.resolve("f"), "from a file");
        for (String line : new String[] {"curl -X PUT -d new URL", "curl -T f URL", "curl -X DELETE URL"}) {
            server.things.put("/file", WebServer.Thing.text("old"));
            World.Trip trip = world.run(line.replace("URL", server.url("/file")));
            trip.left.set(io.brattice.action.Arguments.none());
            trip.undo();
            assertEquals("old as text/plain", text("/file"), line);
        }
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -X PUT -d new " + server.url("/file"));
        trip.left.set(io.brattice.action.Arguments.none());
        server.things.put("/file", WebServer.Thing.text("theirs"));
        StaleException stale = assertThrows(StaleException.class, trip::undo);
        assertTrue(stale.getMessage().contains("is not known"), stale.getMessage());
        assertEquals("theirs as text/plain", text("/file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"503", "huge", "huge in chunks", "redirect", "cut off", "503 wget", "huge wget", "cut off wget"})
    void whatCannotBeKeptIsSaidAndNothingThatWasPromisedRuns(String by) throws Exception {
        boolean wget = by.endsWith(" wget");
        assumeWget(wget ? "wget" : "");
        String how = by.replace(" wget", "");
        AtomicInteger megabytes = new AtomicInteger();
        server.things.put("/file", WebServer.Thing.text("old"));
        server.instead = exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                return false;
            }
            switch (how) {
                case "503" -> WebServer.answer(exchange, 503, "sorry".getBytes(StandardCharsets.UTF_8));
                case "redirect" -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/elsewhere");
                    WebServer.answer(exchange, 302, new byte[0]);
                }
                case "cut off" -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.close();
                }
                default -> {
                    exchange.sendResponseHeaders(200, how.equals("huge") ? 17 << 20 : 0);
                    try {
                        for (int i = 0; i < (how.equals("huge") ? 17 : 100); i++) {
                            exchange.getResponseBody().write(new byte[1 << 20]);
                            megabytes.incrementAndGet();
                        }
                    } catch (IOException e) {
                        // It was not read to its end.
                    }
                }
            }
            return true;
        };
        World.Trip trip = world.judge(
                (wget ? "wget -qO- --method=PUT --body-data=new " : "curl -L -X PUT -d new ") + server.url("/file"));
        assertThrows(IOException.class, trip::secure);
        assertTrue(megabytes.get() < 50, "what has no end is not read to its end: " + megabytes);
        assertThrows(StaleException.class, trip::run, "it is judged anew");
        assertEquals("old as text/plain", text("/file"));
        World.Trip again = trip.again();
        assertTrue(again.preview.text().contains("is not kept first: "), again.preview.text());
        assertFalse(again.preview.text().contains(KEPT), again.preview.text());
        assertFalse(again.preview.fingerprint().equals(trip.preview.fingerprint()));
        assertEquals(0, again.secure().run().exit(), "who still wants it may have it");
        assertTrue(text("/file").startsWith("new"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -X PUT -d x URL URL2",
                "curl -X PUT -d x URL --next -X DELETE URL2",
                "curl -u somebody -X PUT -d x URL",
                "curl -X PUT -d x -G URL",
                "curl -X PUT -d x 'URL{1,2}'",
                "curl -X PUT -H @heads -d x URL",
                "curl -X PUT -d x URL | cat",
                "curl -X PUT -d x URL; echo",
                "curl -X POST -d x URL",
                "curl -r 0-1 -X PUT -d x URL"
            })
    void whatIsNotOneRequestToOneKnownPlaceIsNotPromised(String line) throws Exception {
        Files.writeString(world.workspace.resolve("heads"), "A: b\n");
        World.Trip trip = world.judge(line.replace("URL2", server.url("/b")).replace("URL", server.url("/a")));
        assertFalse(trip.preview.text().contains(KEPT), trip.preview.text());
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.inherent());
        assertEquals(List.of(), server.asked);
    }

    @Test
    void whereAProgramIsNotAskedThatIsSaid() throws Exception {
        for (String line : new String[] {"http PUT example.org/a b=c", "xh DELETE example.org/a"}) {
            ShellClassifier classifier = ShellClassifier.builder()
                    .workspace(world.workspace)
                    .home(world.home)
                    .environment(ShellClassifier.environment(world.home))
                    .asTheToolWould(world.home.resolve(".other"))
                    .build();
            String reasons = classifier
                    .judge(line, world.workspace, new io.brattice.files.LocalWorld())
                    .assessment()
                    .reasons()
                    .toString();
            assertTrue(reasons.contains("is not asked for what was there"), reasons);
        }
    }

    @Test
    void whoeverAsksIsTheSameAndNotWrittenIntoTheNotes() throws Exception {
        server.authorization = java.util.Optional.of("Bearer very-secret-word");
        server.things.put("/file", WebServer.Thing.text("old"));
        World.Trip trip = world.run("curl -H 'Authorization: Bearer very-secret-word' -X PUT -d new "
                + server.url("/file?key=query-secret"));
        assertTrue(text("/file").startsWith("new"));
        String notes = trip.secured.orElseThrow().kept().json()
                + trip.left.get().json()
                + trip.secured.orElseThrow().summary()
                + trip.undoPreview().text();
        assertFalse(notes.contains("secret"), notes);
        trip.undo();
        assertEquals("old as text/plain", text("/file"));
        try (var all = Files.walk(world.home.resolve(".store"))) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("secret")) {
                    assertEquals(
                            "rw-------",
                            java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                            file.toString());
                }
            }
        }
    }
}
