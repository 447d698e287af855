package io.brattice.files;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approver;
import io.brattice.files.store.Store;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A home folder with a workspace, a store beside it, and the file tools behind a gate at which nobody says yes. */
final class FileWorkspace implements AutoCloseable {

    final Path home;
    final Path work;
    final Store store;
    final FileTools tools;
    final Session agent;
    private final Gate gate;

    FileWorkspace(Path folder) throws Exception {
        home = Files.createDirectories(folder.toRealPath().resolve("home"));
        work = Files.createDirectory(home.resolve("work"));
        store = Store.in(folder.resolve("store"));
        tools = FileTools.in(work, home, store);
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("nobody"))
                .journal(Journal.inMemory())
                .build();
        agent = gate.as(Caller.agent("tester"));
    }

    FileTool tool(String name) {
        return tools.named(name).orElseThrow();
    }

    Outcome call(String tool, Arguments arguments) {
        return agent.call(tool(tool), arguments);
    }

    /** What a call that must run answers. */
    Object answer(String tool, Arguments arguments) {
        Outcome outcome = call(tool, arguments);
        if (outcome instanceof Outcome.Ran ran && ran.value() != null) {
            return ran.value();
        }
        throw new AssertionError(outcome.toString());
    }

    /** The line in which a call is refused by its tool, with nothing done. */
    String refusal(String tool, Arguments arguments) throws IOException {
        Map<String, String> before = tree();
        Outcome outcome = call(tool, arguments);
        if (outcome instanceof Outcome.Failed failed && before.equals(tree())) {
            return String.valueOf(failed.error().getMessage());
        }
        throw new AssertionError(outcome.toString());
    }

    Assessment assess(String tool, Arguments arguments) throws Exception {
        return tool(tool)
                .classifier()
                .orElseThrow()
                .assess(toCall(tool, arguments))
                .orElseThrow();
    }

    Preview preview(String tool, Arguments arguments) throws Exception {
        return tool(tool).rehearsal().orElseThrow().preview(toCall(tool, arguments));
    }

    static ToolCall toCall(String tool, Arguments arguments) {
        return new ToolCall("c1", tool, arguments, Caller.agent("tester"), "");
    }

    Path file(String name, String text) throws IOException {
        Path file = work.resolve(name);
        Files.createDirectories(Store.parent(file));
        return Files.writeString(file, text);
    }

    /** Everything in the home folder: path, mode, content, and the times of files. */
    Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Map<String, Object> known =
                        Files.readAttributes(path, "unix:mode,nlink,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                String content = Files.isSymbolicLink(path)
                        ? "-> " + Files.readSymbolicLink(path)
                        : Files.isRegularFile(path)
                                ? known.get("nlink") + " " + known.get("lastModifiedTime")
                                        + Digest.of(Files.readAllBytes(path)).hex()
                                : "";
                tree.put(home.relativize(path).toString(), known.get("mode") + " " + content);
            }
        }
        return tree;
    }

    @Override
    public void close() {
        gate.close();
    }
}
