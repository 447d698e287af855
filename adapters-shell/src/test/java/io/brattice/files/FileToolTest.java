package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Secured;
import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Undone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileToolTest {

    @TempDir
    Path folder;

    private Path workspace;
    private FileTool tool;
    private final AtomicReference<Arguments> left = new AtomicReference<>(Arguments.none());

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = Files.createDirectory(folder.toRealPath().resolve("work"));
        tool = FileTools.in(workspace, folder, Store.in(folder.resolve("store")))
                .named("write_file")
                .orElseThrow();
    }

    private ToolCall call(String path, String content) {
        return new ToolCall(
                "c1", "write_file", Arguments.of("path", path, "content", content), Caller.agent("tester"), "");
    }

    @Test
    void countsTheLinesAFileLosesAndPutsBackItsBytes() throws Exception {
        Path file = workspace.resolve("a.txt");
        byte[] old = "1\n2\n3\n4\n\u00e9\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.write(file, old);
        Object time = Files.getLastModifiedTime(file);
        ToolCall call = call("a.txt", "1\nfour\n");
        Preview preview = tool.rehearsal().orElseThrow().preview(call);
        Effect lines = preview.effects().get(1);
        assertEquals(Verb.DELETE, lines.verb());
        assertEquals("file:" + file + "#lines", lines.resource().uri());
        assertEquals(4, lines.count());
        Assessment assessment = tool.classifier().orElseThrow().assess(call).orElseThrow();
        assertEquals(Reversibility.REVERSIBLE, assessment.reversibility());
        assertTrue(assessment.dependsOnSafeguard());

        Secured secured = tool.rehearsal().orElseThrow().secure(call, preview);
        tool.run(call, Optional.of(preview), Optional.of(secured), left::set);
        assertEquals("1\nfour\n", Files.readString(file));
        restore(secured);
        assertEquals(
                List.of(old.length, time), List.of(Files.readAllBytes(file).length, Files.getLastModifiedTime(file)));
    }

    @Test
    void takesANewFileAway() throws Exception {
        ToolCall call = call("b.txt", "x\n");
        Preview preview = tool.rehearsal().orElseThrow().preview(call);
        Secured secured = tool.rehearsal().orElseThrow().secure(call, preview);
        tool.run(call, Optional.of(preview), Optional.of(secured), left::set);
        restore(secured);
        assertFalse(Files.exists(workspace.resolve("b.txt")));
    }

    @Test
    void refusesAnUndoOverALaterChange() throws Exception {
        Files.writeString(workspace.resolve("a.txt"), "old\n");
        ToolCall call = call("a.txt", "new\n");
        Preview preview = tool.rehearsal().orElseThrow().preview(call);
        Secured secured = tool.rehearsal().orElseThrow().secure(call, preview);
        tool.run(call, Optional.of(preview), Optional.of(secured), left::set);
        Files.writeString(workspace.resolve("a.txt"), "mine\n");
        assertThrows(StaleException.class, () -> restore(secured));
        assertEquals("mine\n", Files.readString(workspace.resolve("a.txt")));
    }

    @Test
    void refusesToWriteOverWhatMovedSinceThePreview() throws Exception {
        Files.writeString(workspace.resolve("a.txt"), "old\n");
        ToolCall call = call("a.txt", "new\n");
        Preview preview = tool.rehearsal().orElseThrow().preview(call);
        Files.writeString(workspace.resolve("a.txt"), "mine\n");
        assertThrows(StaleException.class, () -> tool.run(call, Optional.of(preview), Optional.empty(), left::set));
    }

    @Test
    void refusesToWriteOverWhatCameSinceItWasJudgedAsNew() throws Exception {
        ToolCall call = call("a.txt", "new\n");
        tool.rehearsal().orElseThrow().secure(call, Preview.none("not rehearsed"));
        Files.writeString(workspace.resolve("a.txt"), "mine\n");
        assertThrows(StaleException.class, () -> tool.run(call, Optional.empty(), Optional.empty(), left::set));
        assertEquals("mine\n", Files.readString(workspace.resolve("a.txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "/etc/passwd",
                "out/a",
                ".git/config",
                ".GIT/hooks/pre-commit",
                ".g\u200cit/config",
                "GIT~1/config"
            })
    void asksBeforeItWritesOutsideTheWorkspaceOrIntoGit(String path) throws Exception {
        makeThings();
        ToolCall call = call(path, "x");
        assertEquals(
                Reversibility.IRREVERSIBLE,
                tool.classifier().orElseThrow().assess(call).orElseThrow().reversibility());
        assertThrows(StaleException.class, () -> tool.run(call, Optional.empty(), Optional.empty(), left::set));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "link",
                "hard",
                "folder",
                "folder/",
                "plain/x",
                "new/",
                "loop/x",
                "C:\\x",
                "C:/x",
                "a\\..\\..\\b",
                "nul\0",
                "~root/x/..",
                "~"
            })
    void refusesWhatCannotBeWrittenWithNothingDone(String path) throws Exception {
        makeThings();
        ToolCall call = call(path, "x");
        Assessment assessment = tool.classifier().orElseThrow().assess(call).orElseThrow();
        assertEquals(Reversibility.READ_ONLY, assessment.reversibility(), assessment::toString);
        assertEquals(List.of(), assessment.effects());
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> tool.run(call, Optional.empty(), Optional.empty(), left::set));
        assertTrue(refused.getMessage().indexOf('\n') < 0, refused.getMessage());
        assertEquals("x", Files.readString(workspace.resolve("plain")));
    }

    private void makeThings() throws Exception {
        Files.createDirectories(workspace.resolve(".git"));
        Files.createDirectory(workspace.resolve("folder"));
        Files.writeString(workspace.resolve("plain"), "x");
        Files.createLink(workspace.resolve("hard"), workspace.resolve("plain"));
        Files.createSymbolicLink(workspace.resolve("link"), workspace.resolve("plain"));
        Files.createSymbolicLink(workspace.resolve("out"), folder);
        Files.createSymbolicLink(workspace.resolve("loop"), Path.of("loop"));
    }

    private void restore(Secured secured) throws Exception {
        Arguments arguments = Arguments.of("call", "c1", "secured", secured.kept(), "left", left.get());
        ToolCall call = new ToolCall("c2", "write_file.undo", arguments, Caller.agent("tester"), "");
        Undone.by(tool.undo().orElseThrow(), call);
    }
}
