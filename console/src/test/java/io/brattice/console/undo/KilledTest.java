package io.brattice.console.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.StateFolder;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approver;
import io.brattice.console.CommandLines;
import io.brattice.files.FileTools;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Restoration;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.policy.Policy;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process dies in the middle of a call, or of taking one back: the command line finishes it. */
@DisabledOnOs(OS.WINDOWS)
final class KilledTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    @Test
    void aCallWhoseProcessWasKilledIsTakenBack() throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("notes.txt"), "one\n");
        Process child = child("call");
        while (child.isAlive() && !Files.readString(work.resolve("notes.txt")).equals("two\n")) {
            child.waitFor(10, TimeUnit.MILLISECONDS);
        }
        child.destroyForcibly().waitFor();
        assertEquals(137, child.exitValue());

        assertEquals(0, run("undo", "c1", "--yes"), () -> brattice.out() + brattice.err());
        assertEquals("one\n", Files.readString(work.resolve("notes.txt")));
    }

    @Test
    void anUndoWhoseProcessDiedIsDoneAgainOnceAPersonSaysSo() throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("notes.txt"), "one\n");
        assertEquals(137, child("undo").waitFor());

        assertEquals(3, run("undo", "c1", "--yes"));
        assertTrue(brattice.err().endsWith("add --again to do it again from where it is"), brattice.err());
        assertEquals("two\n", Files.readString(work.resolve("notes.txt")));
        assertEquals(0, run("undo", "c1", "--yes", "--again"), () -> brattice.out() + brattice.err());
        assertEquals("one\n", Files.readString(work.resolve("notes.txt")));
    }

    private int run(String... words) {
        String[] all = new String[words.length + 1];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--state=" + folder.resolve("state");
        return brattice.run(all);
    }

    private Process child(String what) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTest.class.getName(),
                        folder.toString(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "child.txt"))
                .start();
    }

    /** The process that is killed, or halts in the middle of an undo. */
    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]);
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            if (words[1].equals("call")) {
                agent.line("echo two > notes.txt; sleep 20");
            } else {
                agent.tool("edit_file", Arguments.of("path", "notes.txt", "old_text", "one", "new_text", "two"));
            }
        }
        StateFolder state = new StateFolder(folder.resolve("state"));
        try (FileJournal journal = FileJournal.in(state.journal());
                FileLedger ledger = FileLedger.in(state.ledger());
                Gate gate = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(Approver.refusing("nobody"))
                        .journal(journal)
                        .ledger(ledger)
                        .tools(name -> Optional.of(halting(folder, state)))
                        .build()) {
            System.err.println(gate.as(Caller.person("olga")).undo("c1"));
        }
    }

    private static Tool halting(Path folder, StateFolder state) {
        Tool tool;
        try {
            tool = FileTools.in(folder.resolve("work"), Store.in(state.store()))
                    .named("edit_file")
                    .orElseThrow();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Tool undo = Restoration.of("edit_file.undo", KilledTest::halting);
        return (Tool) Proxy.newProxyInstance(
                Tool.class.getClassLoader(),
                new Class<?>[] {Tool.class},
                (proxy, method, arguments) ->
                        method.getName().equals("undo") ? Optional.of(undo) : method.invoke(tool, arguments));
    }

    /** The step of a note, but for taking it back: there the process ends. */
    private static Step halting(Map<?, ?> note) {
        Step step = Restoration.fileStep(note);
        return (Step) Proxy.newProxyInstance(
                Step.class.getClassLoader(), new Class<?>[] {Step.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("undo")) {
                        Runtime.getRuntime().halt(137);
                    }
                    return method.invoke(step, arguments);
                });
    }
}
