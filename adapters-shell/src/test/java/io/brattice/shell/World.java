package io.brattice.shell;

import io.brattice.Secured;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.files.undo.Undone;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A home folder with a workspace and a store, and a shell tool for them; calls go through the tool's own stages. */
final class World {

    final Path home;
    final Path workspace;
    final ShellTool tool;
    private final AtomicInteger calls = new AtomicInteger();

    World(Path folder) throws IOException {
        home = Files.createDirectories(folder.toRealPath().resolve("home"));
        workspace = Files.createDirectories(home.resolve("work"));
        tool = ShellTool.builder()
                .workspace(workspace)
                .home(home)
                .store(home.resolve(".store"))
                .containment(
                        io.brattice.shell.containment.Containment.none("these tests are about what is not contained"))
                .environment(Map.of(
                        "GIT_AUTHOR_NAME",
                        "A",
                        "GIT_AUTHOR_EMAIL",
                        "a@example.org",
                        "GIT_COMMITTER_NAME",
                        "A",
                        "GIT_COMMITTER_EMAIL",
                        "a@example.org"))
                .build();
    }

    /** A call on its way. */
    final class Trip {
        final ToolCall call;
        final Assessment assessment;
        final Preview preview;
        Optional<Secured> secured = Optional.empty();
        final AtomicReference<Arguments> left = new AtomicReference<>(Arguments.none());

        private Trip(String command) throws Exception {
            this(toCall("bash", Arguments.of("command", command)));
        }

        private Trip(ToolCall call) throws Exception {
            this.call = call;
            assessment = tool.classifier().orElseThrow().assess(call).orElseThrow();
            preview = tool.rehearsal().orElseThrow().preview(call);
        }

        /** The same call, come round again. */
        Trip again() throws Exception {
            return new Trip(call);
        }

        Trip secure() throws Exception {
            secured = Optional.of(tool.rehearsal().orElseThrow().secure(call, preview));
            return this;
        }

        ShellResult run() throws Exception {
            return tool.run(call, Optional.of(preview), secured, plan -> (state, traffic) -> left.set(state));
        }

        void undo() throws Exception {
            Undone.by(tool.undo().orElseThrow(), undoCall());
        }

        Preview undoPreview() throws Exception {
            return tool.undo().orElseThrow().rehearsal().orElseThrow().preview(undoCall());
        }

        private ToolCall undoCall() {
            return toCall(
                    "bash.undo",
                    Arguments.of(
                            "call", call.id(), "secured", secured.orElseThrow().kept(), "left", left.get()));
        }
    }

    Trip judge(String command) throws Exception {
        return new Trip(command);
    }

    /** Judges, secures and runs. */
    Trip run(String command) throws Exception {
        Trip trip = judge(command).secure();
        ShellResult result = trip.run();
        if (result.exit() != 0) {
            throw new AssertionError(result.toString());
        }
        return trip;
    }

    private ToolCall toCall(String name, Arguments arguments) {
        return new ToolCall("c" + calls.incrementAndGet(), name, arguments, Caller.agent("tester"), "");
    }

    /** Sets the world up with real bash. */
    void sh(String script) throws Exception {
        Execution execution = new Execution(
                Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "HOME",
                        home.toString(),
                        "GIT_AUTHOR_NAME",
                        "A",
                        "GIT_AUTHOR_EMAIL",
                        "a@example.org",
                        "GIT_COMMITTER_NAME",
                        "A",
                        "GIT_COMMITTER_EMAIL",
                        "a@example.org"),
                java.time.Duration.ofSeconds(60),
                1 << 20);
        ShellResult result = execution.run(List.of("/bin/bash", "-e", "-c", script), workspace);
        if (result.exit() != 0) {
            throw new AssertionError(result.toString());
        }
    }

    /** Everything below the workspace but git's own data: path, kind, mode, content, and the times of files. */
    Map<String, String> tree() throws IOException {
        return tree(workspace, Set.of(".git"));
    }

    static Map<String, String> tree(Path root, Set<String> skipped) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path name = root.relativize(path);
                if (skipped.contains(name.getName(0).toString())) {
                    continue;
                }
                Map<String, Object> known =
                        Files.readAttributes(path, "unix:mode,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                String content = Files.isSymbolicLink(path)
                        ? "-> " + Files.readSymbolicLink(path)
                        : Files.isRegularFile(path)
                                ? known.get("lastModifiedTime")
                                        + io.brattice.action.Digest.of(Files.readAllBytes(path))
                                                .hex()
                                : "";
                tree.put(name.toString(), known.get("mode") + " " + content);
            }
        }
        return tree;
    }
}
