package io.brattice.files.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two names of one file: an earlier call removed the one, and a call of which not every write is known had to do with the other. */
@DisabledOnOs(OS.WINDOWS)
class OtherNamesTest {

    @TempDir
    Path temp;

    private Path root;
    private Path one;
    private Path other;
    private Store store;
    private TreeState before;
    private Call removal;

    /** What a command does. */
    @FunctionalInterface
    private interface Deed {
        void run() throws IOException;
    }

    private record Call(String id, Arguments kept, Arguments left) {}

    @BeforeEach
    void fill() throws Exception {
        root = Files.createDirectories(temp.resolve("work"));
        one = root.resolve("one");
        other = root.resolve("other");
        Files.writeString(one, "what it was\n");
        Files.createLink(other, one);
        store = Store.in(temp.resolve("store"));
        before = TreeState.of(root, true);
        removal = call("removal", MovedAside.of(one, aside("removal")), () -> {});
    }

    private Path aside(String call) {
        return store.shelf(call).resolve("0");
    }

    private Call call(String id, Step step, Deed deed) throws Exception {
        List<Step> all = Stream.concat(
                        Stream.of(step),
                        FolderTimes.of(List.of(step), store.shelf(id).resolve("times")).stream())
                .toList();
        Arguments kept = store.keep(id, all);
        for (Step each : all) {
            each.perform();
        }
        deed.run();
        return new Call(id, kept, Restoration.left(all));
    }

    private Call script(Deed deed) throws Exception {
        return call("script", new TreeKept(root, aside("script")), deed);
    }

    private String undo(Call call) throws Exception {
        Arguments arguments = Arguments.of("call", call.id(), "secured", call.kept(), "left", call.left());
        return Restoration.of("undo", Restoration::fileStep)
                .restore(new ToolCall("undo-" + call.id(), "undo", arguments, Caller.agent("tester"), ""));
    }

    private void rewound(Call script) throws Exception {
        undo(script);
        undo(removal);
        assertEquals("", before.difference(TreeState.of(root, true)));
        assertEquals(2, Files.getAttribute(one, "unix:nlink"));
    }

    @Test
    void whatIsWrittenIntoTheOneIsTakenOutOfBoth() throws Exception {
        rewound(script(() -> Files.writeString(other, "by the script\n")));
    }

    @Test
    void itIsFoundAfterItsLastNameInTheFolderWasRemoved() throws Exception {
        rewound(script(() -> {
            Files.writeString(other, "by the script\n");
            Files.delete(other);
        }));
    }

    @Test
    void itIsFoundAfterSomethingElseTookItsPlace() throws Exception {
        rewound(script(() -> {
            Files.writeString(other, "by the script\n", StandardOpenOption.APPEND);
            Files.writeString(root.resolve("new"), "new");
            Files.move(root.resolve("new"), other, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }));
    }

    @Test
    void itIsFoundUnderAnotherName() throws Exception {
        rewound(script(() -> {
            Files.move(other, root.resolve("moved"));
            Files.writeString(root.resolve("moved"), "by the script\n");
        }));
    }

    @Test
    void aScriptOfWhichTheEndIsNotKnownIsTakenOutOfBothToo() throws Exception {
        Call script = script(() -> {
            Files.writeString(other, "by the script\n");
            Files.delete(other);
        });
        rewound(new Call(script.id(), script.kept(), Arguments.none()));
    }

    @Test
    void whatSomebodyElseWroteIntoItSinceStays() throws Exception {
        Call script = script(() -> {
            Files.writeString(other, "by the script\n");
            Files.createLink(temp.resolve("outside"), other);
            Files.delete(other);
        });
        Files.writeString(temp.resolve("outside"), "by somebody else\n");
        undo(script);
        assertEquals("what it was\n", Files.readString(other));
        assertEquals("by somebody else\n", Files.readString(temp.resolve("outside")));
    }

    @Test
    void whatWasWrittenOverIsStillInTheStore() throws Exception {
        Call script = script(() -> Files.writeString(other, "by the script\n"));
        undo(script);
        try (Stream<Path> all = Files.walk(store.root())) {
            assertTrue(all.filter(Files::isRegularFile)
                    .anyMatch(file -> file.getFileName().toString().startsWith("was-")));
        }
    }
}
