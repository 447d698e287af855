package io.brattice.console.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approver;
import io.brattice.files.FileTools;
import io.brattice.files.store.Store;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.ShellTool;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.network.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What assess says of a call is what a real gate with the real tools says, for generated calls in generated workspaces. */
class AssessMatchesGateTest {

    private static final long SEED = Long.getLong("brattice.seed", 20261125L);
    private static final String[] PATHS = {
        "a",
        "b.txt",
        "dir",
        "dir/c",
        "dir/deep/d",
        "link",
        "out",
        "gone",
        "fresh/x",
        "../outside",
        ".git/config",
        "hard",
        "with blank",
        "dir/",
        ".",
        ".env"
    };
    private static final String[] LINES = {
        "rm %s",
        "rm -rf %s",
        "rm -rf %s %s",
        "mv %s %s",
        "cp -r %s %s",
        "cp %s %s",
        "ln -sf %s %s",
        "ln %s %s",
        "echo x > %s",
        "echo x >> %s",
        "cat %s",
        "cat %s > %s",
        "truncate -s 0 %s",
        "sed -i s/a/b/ %s",
        "sort -o %s %s",
        "chmod -R 600 %s",
        "mkdir -p %s",
        "rmdir %s",
        "touch %s",
        "find %s -delete",
        "git clean -fd",
        "git clean -fdx",
        "git reset --hard",
        "git checkout -- %s",
        "git checkout -- .",
        "git stash",
        "git stash -u",
        "git add %s",
        "git commit -qam x",
        "git rm -rf %s",
        "git push -f origin work",
        "git branch -D work",
        "git status",
        "git diff",
        "git log",
        "cd %s && rm -rf *",
        "rm -rf %s && mkdir %s",
        "rm %s || true",
        "for f in *; do rm -rf \"$f\"; done",
        "if [ -e %s ]; then rm %s; fi",
        "rm -rf {a,dir}",
        "x=%s; rm \"$x\"",
        "python3 -c 'print(1)'",
        "curl http://example.org",
        "ls -la %s",
        "grep -r x %s",
        "make",
        "nonexistent %s",
        "rm -rf ~",
        "rm -rf /",
        "tar xf %s",
        "echo $PATH",
        "git reset --hard HEAD~1",
        "git restore %s",
        "git switch -c topic"
    };

    @TempDir
    Path folder;

    /** One workspace with a gate whose approver refuses, and what the gate's tools know of one call. */
    private static final class Place implements AutoCloseable {
        final Path home;
        final Path work;
        final ShellTool shell;
        final FileTools files;
        final Gate gate;
        final Session agent;

        Place(Path root, Random random) throws Exception {
            home = Files.createDirectories(root.toRealPath().resolve("home"));
            work = Files.createDirectories(home.resolve("work/dir/deep"))
                    .getParent()
                    .getParent();
            Files.createDirectories(home.resolve("outside"));
            for (String name : List.of("a", "b.txt", "dir/c", "dir/deep/d", "with blank", ".env")) {
                if (random.nextInt(4) > 0) {
                    Files.writeString(work.resolve(name), "a\nb " + name + "\n");
                }
            }
            Files.createSymbolicLink(work.resolve("link"), Path.of("dir"));
            Files.createSymbolicLink(work.resolve("out"), Path.of("../outside"));
            if (Files.exists(work.resolve("a"))) {
                Files.createLink(work.resolve("hard"), work.resolve("a"));
            }
            if (random.nextBoolean()) {
                repository(random);
            }
            Path store = home.resolve(".store");
            shell = ShellTool.builder().workspace(work).home(home).store(store).build();
            files = FileTools.in(work, home, Store.in(store));
            gate = Gate.builder()
                    .policy(Policy.defaults())
                    .approver(Approver.refusing("nobody"))
                    .journal(Journal.inMemory())
                    .build();
            agent = gate.as(Caller.agent("tester"));
        }

        private void repository(Random random) throws Exception {
            Process git = new ProcessBuilder(
                            "/bin/sh",
                            "-ec",
                            "git init -q -b work . && git add -A && git -c user.name=A -c user.email=a@example.org commit -qm first"
                                    + " && git -c user.name=A -c user.email=a@example.org commit -qm second --allow-empty")
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .start();
            git.getOutputStream().close();
            git.getInputStream().readAllBytes();
            assertEquals(0, git.waitFor());
            if (random.nextBoolean()) {
                Files.writeString(work.resolve("b.txt"), "changed\n");
            }
            if (random.nextBoolean()) {
                Files.writeString(work.resolve("untracked"), "new\n");
            }
        }

        Tool tool(String name) {
            return name.equals("bash") ? shell : files.named(name).orElseThrow();
        }

        @Override
        public void close() {
            gate.close();
        }
    }

    @Test
    void decisionSafeguardAndPreviewAreThoseOfTheGate() throws Exception {
        Random random = new Random(SEED);
        List<String> wrong = new ArrayList<>();
        int safeguards = 0;
        int calls = 0;
        for (int round = 0; round < 60; round++) {
            try (Place place = new Place(Files.createDirectory(folder.resolve("r" + round)), random)) {
                for (int i = 0; i < 4; i++) {
                    String tool = random.nextInt(3) == 0 ? fileTool(random) : "bash";
                    Arguments arguments = arguments(tool, random);
                    String told = "seed " + SEED + ", round " + round + "." + i + ": " + tool + " " + arguments.json();
                    Arguments said = assess(place, tool, arguments);
                    safeguards += said.get("safeguard").isPresent() ? 1 : 0;
                    calls++;
                    compare(place, tool, arguments, said, told, wrong);
                }
            }
        }
        int all = calls;
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " of " + all + "\n" + String.join("\n", wrong));
        assertTrue(safeguards > calls / 10, safeguards + " of " + calls + " name a safeguard");
    }

    private static Arguments assess(Place place, String tool, Arguments arguments) {
        Run run = new Run(
                Optional.of(place.work),
                place.home,
                false,
                Containment.ofThisHost().holds(),
                Registries.usual());
        return run.answer(new Line("1", tool, arguments, "", Optional.empty(), false));
    }

    private void compare(Place place, String name, Arguments arguments, Arguments said, String told, List<String> wrong)
            throws Exception {
        Tool tool = place.tool(name);
        ToolCall call = new ToolCall("judged", name, arguments, Caller.agent("tester"), "");
        var assessment = tool.classifier().orElseThrow().assess(call).orElseThrow();
        Preview preview = assessment.inherent().isAtLeast(Reversibility.RECOVERABLE)
                ? tool.rehearsal().orElseThrow().preview(call)
                : Preview.none("it was not asked for");
        String safeguard = assessment.safeguards().stream()
                .map(Safeguard::description)
                .sorted()
                .collect(Collectors.joining(", "));
        equal("reversibility", assessment.reversibility().name(), said, told, wrong);
        equal("inherent", assessment.inherent().name(), said, told, wrong);
        equal("safeguard", safeguard.isEmpty() ? "null" : safeguard, said, told, wrong);
        if (!arguments.string("command").orElse("").startsWith("git push")) { // a rehearsal that asks a remote may fail
            equal("preview", preview.fidelity().name(), said, told, wrong);
        }
        Outcome outcome = place.agent.call(tool, arguments);
        String decision = decision(outcome);
        equal("decision", decision, said, told + " " + outcome, wrong);
        boolean takes = outcome instanceof Outcome.Ran ran && ran.undoable().isPresent();
        if (decision.equals("ALLOW") && !safeguard.isEmpty() && outcome.ran() && !takes) {
            wrong.add(told + ": a safeguard is told of that the gate did not take");
        }
    }

    private static void equal(String key, String expected, Arguments said, String told, List<String> wrong) {
        String is = String.valueOf(said.get(key).orElse("null"));
        if (!is.equals(expected)) {
            wrong.add(told + ": " + key + " of the gate " + expected + ", of assess " + is);
        }
    }

    private static String decision(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            boolean asked = refused.verdict().reasons().stream()
                    .anyMatch(reason -> reason.rule().startsWith("approval."));
            return asked ? "ESCALATE" : refused.verdict().decision().name();
        }
        return outcome instanceof Outcome.Ran ran ? ran.verdict().decision().name() : "ALLOW"; // it was begun
    }

    private static String fileTool(Random random) {
        String[] tools = {
            "read_file",
            "list_directory",
            "search_files",
            "write_file",
            "edit_file",
            "move_file",
            "copy_file",
            "delete_file"
        };
        return tools[random.nextInt(tools.length)];
    }

    private static Arguments arguments(String tool, Random random) {
        String path = PATHS[random.nextInt(PATHS.length)];
        String other = PATHS[random.nextInt(PATHS.length)];
        return switch (tool) {
            case "bash" -> Arguments.of("command", line(random));
            case "search_files" -> Arguments.of("path", path, "pattern", "a");
            case "write_file" -> Arguments.of("path", path, "content", "new\n");
            case "edit_file" -> Arguments.of("path", path, "old_text", "a\n", "new_text", "c\n");
            case "move_file", "copy_file" -> Arguments.of("from", path, "to", other);
            default -> Arguments.of("path", path);
        };
    }

    private static String line(Random random) {
        String line = LINES[random.nextInt(LINES.length)];
        while (line.contains("%s")) {
            String path = PATHS[random.nextInt(PATHS.length)];
            line = line.replaceFirst("%s", path.contains(" ") ? "'" + path + "'" : path);
        }
        return line;
    }

    @Test
    @EnabledIfSystemProperty(named = "brattice.long", matches = "true")
    void aHundredThousandLinesDoNotMakeItGrow() throws IOException {
        Random random = new Random(SEED);
        Path work = Files.createDirectories(folder.resolve("nobody/work"));
        Run run = new Run(
                Optional.of(work), folder, false, Containment.ofThisHost().holds(), Registries.usual());
        long early = 0;
        for (int i = 0; i < 100_000; i++) {
            String session = "s" + random.nextInt(2_000);
            String path = "p" + random.nextInt(100_000);
            String command = line(random) + "; echo " + i + " > " + path;
            run.answer(new Line(
                    Integer.toString(i), "bash", Arguments.of("command", command), session, Optional.empty(), false));
            if (i == 50_000) {
                early = used();
            }
        }
        long late = used();
        assertTrue(late < early + (64L << 20), early + " bytes after half of them, " + late + " after all");
        assertTrue(Files.exists(work, LinkOption.NOFOLLOW_LINKS));
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
