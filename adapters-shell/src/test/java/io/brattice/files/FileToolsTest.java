package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Outcome;
import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Verb;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools that change something, through a real gate at which nobody says yes. */
class FileToolsTest {

    @TempDir
    Path folder;

    private FileWorkspace place;

    @BeforeEach
    void makePlace() throws Exception {
        place = new FileWorkspace(folder);
        place.file("a.txt", "one\ntwo\nthree\n");
        place.file("dir/deep/b.txt", "b\n");
        Files.createSymbolicLink(place.work.resolve("dir/link"), Path.of("deep"));
    }

    @AfterEach
    void closePlace() {
        place.close();
    }

    @Test
    void everyChangeRunsUnaskedAndIsTakenBackByteForByte() throws Exception {
        Map<String, String> before = place.tree();
        place.answer("write_file", Arguments.of("path", "a.txt", "content", "1\n"));
        place.answer("write_file", Arguments.of("path", "new/er/c.txt", "content", "c"));
        place.answer("edit_file", Arguments.of("path", "dir/deep/b.txt", "old_text", "b", "new_text", "B"));
        place.answer("move_file", Arguments.of("from", "dir", "to", "other/dir"));
        place.answer("copy_file", Arguments.of("from", "other", "to", "copy"));
        place.answer("copy_file", Arguments.of("from", "a.txt", "to", "copy/a.txt"));
        place.answer("move_file", Arguments.of("from", "a.txt", "to", "~/work/z.txt"));
        place.answer("delete_file", Arguments.of("path", "other/"));
        place.answer("delete_file", Arguments.of("path", "copy/dir/link"));
        assertEquals("B\n", Files.readString(place.work.resolve("copy/dir/deep/b.txt")));
        assertEquals("1\n", Files.readString(place.work.resolve("copy/a.txt")));
        assertFalse(Files.exists(place.work.resolve("other")));
        assertFalse(Files.exists(place.work.resolve("a.txt")));
        assertTrue(place.agent.rewind().stream().allMatch(Outcome::ran));
        assertEquals(before, place.tree());
        assertTrue(place.tree().keySet().stream().noneMatch(name -> name.contains(".brattice-")));
    }

    @Test
    void anUndoRefusesOverSomebodyElsesChange() throws Exception {
        Outcome deleted = place.call("delete_file", Arguments.of("path", "a.txt"));
        Outcome moved = place.call("move_file", Arguments.of("from", "dir/deep", "to", "deep"));
        place.file("a.txt", "mine");
        place.file("deep/b.txt", "mine");
        assertInstanceOf(Outcome.Refused.class, place.agent.undo(deleted.call()));
        assertInstanceOf(Outcome.Refused.class, place.agent.undo(moved.call()));
        assertEquals("mine", Files.readString(place.work.resolve("a.txt")));
        assertEquals("mine", Files.readString(place.work.resolve("deep/b.txt")));
    }

    @Test
    void asksBeforeItChangesWhatIsOutsideTheWorkspaceOrGitsOwn() throws Exception {
        Files.writeString(place.home.resolve(".bashrc"), "x\n");
        Files.createSymbolicLink(place.work.resolve("up"), place.home);
        place.file(".git/config", "[core]\n");
        Map<String, String> before = place.tree();
        for (Arguments each : List.of(
                Arguments.of("from", "a.txt", "to", "~/a.txt"),
                Arguments.of("from", "a.txt", "to", "up/a.txt"),
                Arguments.of("from", "../.bashrc", "to", "bashrc"),
                Arguments.of("from", "a.txt", "to", ".git/hooks/pre-commit"))) {
            assertInstanceOf(Outcome.Refused.class, place.call("move_file", each), each::json);
        }
        assertInstanceOf(
                Outcome.Refused.class, place.call("copy_file", Arguments.of("from", "a.txt", "to", "/etc/cron.d/x")));
        assertInstanceOf(Outcome.Refused.class, place.call("delete_file", Arguments.of("path", "up/.bashrc")));
        assertInstanceOf(Outcome.Refused.class, place.call("delete_file", Arguments.of("path", ".git")));
        assertInstanceOf(
                Outcome.Refused.class,
                place.call("edit_file", Arguments.of("path", "up/.bashrc", "old_text", "x", "new_text", "y")));
        assertInstanceOf(
                Outcome.Refused.class,
                place.call("write_file", Arguments.of("path", "~/.bashrc", "content", "evil\n")));
        assertEquals(before, place.tree());
    }

    @Test
    void showsExactlyWhatAnEditWouldChange() throws Exception {
        Arguments edit = Arguments.of("path", "a.txt", "old_text", "two\n", "new_text", "2\n");
        Preview preview = place.preview("edit_file", edit);
        assertEquals(
                "changes `" + place.work.resolve("a.txt") + "`: loses 1 lines, gains 1\n"
                        + "@@ -1,3 +1,3 @@\n one\n-two\n+2\n three",
                preview.text());
        assertEquals(
                List.of(Verb.UPDATE, Verb.DELETE),
                preview.effects().stream().map(Effect::verb).toList());
        assertEquals(
                "file:" + place.work.resolve("a.txt") + "#lines",
                preview.effects().get(1).resource().uri());
        place.file("a.txt", "one\ntwo\nthree!\n");
        assertNotEquals(preview.fingerprint(), place.preview("edit_file", edit).fingerprint());
    }

    @Test
    void editsExactlyTheTextThatIsThereOrNothing() throws Exception {
        place.file("crlf.txt", "a\r\nb\r\nb");
        assertTrue(place.refusal("edit_file", Arguments.of("path", "a.txt", "old_text", "four", "new_text", "4"))
                .contains("is not in"));
        assertTrue(place.refusal("edit_file", Arguments.of("path", "crlf.txt", "old_text", "a\nb", "new_text", "4"))
                .contains("CR LF"));
        assertTrue(place.refusal("edit_file", Arguments.of("path", "crlf.txt", "old_text", "b", "new_text", "c"))
                .contains("2 times"));
        place.answer(
                "edit_file", Arguments.of("path", "crlf.txt", "old_text", "b", "new_text", "c", "replace_all", true));
        assertEquals("a\r\nc\r\nc", Files.readString(place.work.resolve("crlf.txt")));
        place.answer("edit_file", Arguments.of("path", "crlf.txt", "old_text", "a\r\nc", "new_text", "\ufeff$1\\"));
        assertEquals("\ufeff$1\\\r\nc", Files.readString(place.work.resolve("crlf.txt")));
        Files.write(place.work.resolve("latin"), "\u00e9 x".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(place.refusal("edit_file", Arguments.of("path", "latin", "old_text", "x", "new_text", "y"))
                .contains("no UTF-8"));
        assertTrue(place.refusal("edit_file", Arguments.of("path", "absent", "old_text", "x", "new_text", "y"))
                .contains("does not exist"));
    }

    @Test
    void doesNotOverwriteByMovingOrCopying() throws Exception {
        place.file("c.txt", "c");
        assertTrue(place.refusal("move_file", Arguments.of("from", "a.txt", "to", "c.txt"))
                .contains("exists"));
        assertTrue(place.refusal("copy_file", Arguments.of("from", "a.txt", "to", "dir"))
                .contains("is a folder"));
        assertTrue(place.refusal("move_file", Arguments.of("from", "dir", "to", "dir/deep/in"))
                .contains("the same thing"));
        assertTrue(place.refusal("copy_file", Arguments.of("from", "dir/link", "to", "x"))
                .contains("is a link"));
        assertTrue(place.refusal("move_file", Arguments.of("from", "absent", "to", "x"))
                .contains("does not exist"));
        assertTrue(place.refusal("copy_file", Arguments.of("from", "a.txt", "to", "c.txt/x"))
                .contains("through a file"));
    }

    @Test
    void willNotTakeAwayWhatHoldsTheWorkspaceOrTheStore() throws Exception {
        for (String path : List.of(
                "/", "~/", folder.toRealPath().toString(), "../../store", "../../store/x", place.work.toString())) {
            String refusal = place.refusal("delete_file", Arguments.of("path", path));
            assertTrue(refusal.contains("holds") || refusal.contains("kept"), path + ": " + refusal);
        }
        assertTrue(place.refusal("copy_file", Arguments.of("from", folder.toString(), "to", "x"))
                .contains("the store"));
        assertTrue(place.refusal("read_file", Arguments.of("path", "../../store/x"))
                .contains("kept for an undo"));
    }

    @Test
    void keepsPermissionsAndCopiesWithoutSpecialOnes() throws Exception {
        Path script = place.file("run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        place.answer("edit_file", Arguments.of("path", "run.sh", "old_text", "sh\n", "new_text", "sh -e\n"));
        assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(script)));
        Files.setAttribute(script, "unix:mode", 04755);
        place.answer("copy_file", Arguments.of("from", "run.sh", "to", "copy.sh"));
        int mode = (Integer) Files.getAttribute(place.work.resolve("copy.sh"), "unix:mode");
        assertEquals(0755, mode & 07777);
    }

    @Test
    void aSecretDoesNotGetAnotherNameUnasked() throws Exception {
        place.file(".env", "TOKEN=hunter2\n");
        Files.createDirectory(place.work.resolve("conf"));
        place.file("conf/server.key", "KEY");
        assertInstanceOf(
                Outcome.Refused.class, place.call("copy_file", Arguments.of("from", ".env", "to", "notes.txt")));
        assertInstanceOf(
                Outcome.Refused.class, place.call("move_file", Arguments.of("from", ".env", "to", "notes.txt")));
        place.answer("copy_file", Arguments.of("from", "conf", "to", "conf2"));
        assertInstanceOf(Outcome.Refused.class, place.call("read_file", Arguments.of("path", "conf2/server.key")));
        Arguments edit = Arguments.of("path", ".env", "old_text", "hunter2", "new_text", "hunter3");
        assertFalse(place.preview("edit_file", edit).text().contains("hunter"));
        place.answer("edit_file", edit);
        assertEquals("TOKEN=hunter3\n", Files.readString(place.work.resolve(".env")));
    }

    @Test
    void worksWithNamesThatPassForSomethingElse() throws Exception {
        String odd = "two\nlines #1 %2f \u202e\u0007 \ud83d\ude00 caf\u00e9";
        place.answer("write_file", Arguments.of("path", odd, "content", "x"));
        assertEquals("x", Files.readString(place.work.resolve(odd)));
        assertTrue(place.preview("delete_file", Arguments.of("path", odd))
                        .text()
                        .lines()
                        .count()
                == 1);
        place.answer("move_file", Arguments.of("from", odd, "to", "-rf"));
        place.answer("delete_file", Arguments.of("path", "-rf"));
        assertTrue(place.agent.rewind().stream().allMatch(Outcome::ran));
        for (String path : List.of("n".repeat(256), "absent/" + "n".repeat(256), "d/".repeat(3000) + "x")) {
            assertTrue(place.refusal("write_file", Arguments.of("path", path, "content", ""))
                    .contains("longer"));
        }
        assertTrue(place.refusal("write_file", Arguments.of("path", "d/".repeat(60) + "x", "content", ""))
                .contains("below what exists"));
    }

    @Test
    void refusesWhatIsMisspeltInOneClearLine() throws Exception {
        assertEquals(
                "`delete_file` has no argument `recursive`; pass `path` (a string)",
                place.refusal("delete_file", Arguments.of("path", "a.txt", "recursive", true)));
        assertEquals(
                "`move_file` needs `to`; pass `from` (a string), `to` (a string)",
                place.refusal("move_file", Arguments.of("from", "a.txt", "to", null)));
        assertEquals(
                "`limit` of `read_file` must be an integer of at least 1; pass `path` (a string), `offset` (an integer of"
                        + " at least 1, if you wish), `limit` (an integer of at least 1, if you wish)",
                place.refusal("read_file", Arguments.of("path", "a.txt", "limit", 0)));
    }
}
