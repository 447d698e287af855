package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.process.ShellResult;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contained code leaves nothing that git would run outside of a cell, whatever it does to get it there. */
class PlantedTest {

    private static final Path GIT = Path.of("/usr/bin/git");

    @TempDir
    Path folder;

    private Path home = Path.of("/");
    private Path work = Path.of("/");
    private Path proof = Path.of("/");

    @BeforeEach
    void makeTheWorld() throws Exception {
        assumeTrue(
                Containment.ofThisHost().holds() && Files.isExecutable(GIT),
                () -> "this host contains nothing, or has no git: "
                        + Containment.ofThisHost().lacking());
        home = Files.createDirectory(folder.toRealPath().resolve("home"));
        work = Files.createDirectory(home.resolve("work"));
        proof = folder.toRealPath().resolve("proof");
        Files.writeString(work.resolve("evil"), "#!/bin/sh\n: >" + proof + "\n");
        Files.setPosixFilePermissions(work.resolve("evil"), PosixFilePermissions.fromString("rwxr-xr-x"));
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first");
    }

    private void git(String... arguments) throws Exception {
        git(work, arguments);
    }

    private int git(Path where, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(GIT.toString())
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(Map.of("HOME", home.toString(), "GIT_CONFIG_NOSYSTEM", "1"));
        return builder.start().waitFor();
    }

    private interface Work {
        void with(Session agent, ShellTool tool) throws Exception;
    }

    private void gated(Work todo) throws Exception {
        ShellTool tool = ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(folder.toRealPath().resolve("store"))
                .build();
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> Approval.no(
                        question,
                        ScriptedApprover.person("olga"),
                        question.reasons().toString())))
                .journal(Journal.inMemory())
                .build()) {
            todo.with(gate.as(Caller.agent("tester")), tool);
        }
    }

    private ShellResult script(Session agent, ShellTool tool, String... lines) throws Exception {
        Files.writeString(work.resolve("do.sh"), String.join("\n", lines) + "\n");
        Outcome outcome = agent.call(tool, Arguments.of("command", "perl -e 'exec qw(/bin/sh do.sh)'"));
        assertTrue(outcome.ran(), outcome::toString);
        return assertInstanceOf(ShellResult.class, ((Outcome.Ran) outcome).value());
    }

    /** What anybody may do in a folder of whose state nothing is known. */
    private void useGit(Path where) throws Exception {
        for (String[] arguments : new String[][] {
            {"status"},
            {"diff"},
            {"-c", "user.name=a", "-c", "user.email=a@b", "commit", "--allow-empty", "-qm", "x"},
            {"checkout", "-q", "-b", "b" + System.nanoTime()},
            {"gc", "-q", "--auto"}
        }) {
            git(where, arguments);
        }
        assertFalse(Files.exists(proof), "code was run outside of a cell");
    }

    private void nothingIsPlantedBy(String... lines) throws Exception {
        gated((agent, tool) -> {
            script(agent, tool, lines);
            useGit(work);
        });
    }

    @Test
    void whatIsThereCannotBeWritten() throws Exception {
        String config = Files.readString(work.resolve(".git/config"));
        gated((agent, tool) -> {
            ShellResult result = script(
                    agent,
                    tool,
                    "cp evil .git/hooks/pre-commit",
                    "ln -s ../../evil .git/hooks/post-checkout",
                    "git config core.fsmonitor \"$PWD/evil\"",
                    "printf '[core]\\n fsmonitor = %s/evil\\n' \"$PWD\" >>.git/config",
                    "rm -f .git/config; mv evil2 .git/config",
                    "mv .git .git2 && cp -r .git2 .git && cp evil .git/hooks/pre-commit",
                    "mv .git/hooks .git/h2; mkdir .git/hooks; cp evil .git/hooks/pre-commit",
                    "rm -rf .git/hooks; exit 1");
            assertTrue(result.stderr().contains("hooks and settings of git stay as they are"), result.stderr());
            assertEquals(config, Files.readString(work.resolve(".git/config")));
            assertFalse(Files.exists(work.resolve(".git/hooks/pre-commit"), LinkOption.NOFOLLOW_LINKS));
            useGit(work);
        });
    }

    @Test
    void whatWasMissingIsTakenAwayAndNamed() throws Exception {
        try (Stream<Path> samples = Files.list(work.resolve(".git/hooks"))) {
            for (Path sample : samples.toList()) {
                Files.delete(sample);
            }
        }
        Files.delete(work.resolve(".git/hooks"));
        gated((agent, tool) -> {
            ShellResult result = script(
                    agent,
                    tool,
                    "mkdir .git/hooks; cp evil .git/hooks/pre-commit; cp evil .git/hooks/kept.sample",
                    "mkdir -p other/objects other/refs; cp -r .git/refs other/; echo ref: refs/heads/x >other/HEAD",
                    "printf '[core]\\n fsmonitor = %s/evil\\n' \"$PWD\" >other/config",
                    "echo ../other >.git/commondir",
                    "printf '[core]\\n fsmonitor = %s/evil\\n' \"$PWD\" >.git/config.worktree");
            for (String named : List.of("hooks/pre-commit", "commondir", "config.worktree", "`core.fsmonitor`")) {
                assertTrue(result.stderr().contains(named), () -> named + " in " + result.stderr());
            }
            assertTrue(Files.exists(work.resolve(".git/hooks/pre-commit.taken-away")));
            useGit(work);
            assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
            // Somebody has used the repository since, so what is in it stays; but nothing of it under a name that git
            // runs.
            assertFalse(Files.exists(work.resolve(".git/hooks/pre-commit"), LinkOption.NOFOLLOW_LINKS));
            assertFalse(Files.exists(work.resolve(".git/commondir"), LinkOption.NOFOLLOW_LINKS));
        });
    }

    @Test
    void repositoriesInFoldersAreGuardedEvenWhereTheFolderIsExchanged() throws Exception {
        Path sub = Files.createDirectory(work.resolve("sub"));
        git(sub, "init", "-q");
        gated((agent, tool) -> {
            ShellResult result = script(
                    agent,
                    tool,
                    "cp evil sub/.git/hooks/pre-commit",
                    "mv sub old; mkdir sub; cp -r old/.git sub/; cp evil sub/.git/hooks/pre-commit",
                    "printf '[core]\\n fsmonitor = %s/evil\\n' \"$PWD\" >>sub/.git/config");
            assertTrue(result.stderr().contains("sub/.git/config"), result.stderr());
            assertTrue(result.stderr().contains("sub/.git/hooks/pre-commit"), result.stderr());
            useGit(sub);
        });
    }

    @Test
    void aFolderThatBecameALinkIsNotFollowed() throws Exception {
        Path sub = Files.createDirectory(work.resolve("sub"));
        git(sub, "init", "-q");
        Path mine = Files.createDirectory(home.resolve("mine"));
        git(mine, "init", "-q");
        Files.writeString(mine.resolve(".git/config"), "[alias]\n st = status\n");
        gated((agent, tool) -> {
            ShellResult result = script(agent, tool, "mv sub old; ln -s '" + mine + "' sub");
            assertTrue(result.stderr().contains("is not where it was"), result.stderr());
            assertEquals("[alias]\n st = status\n", Files.readString(mine.resolve(".git/config")));
        });
    }

    @Test
    void aFileThatLeadsToARepositoryStays() throws Exception {
        git("worktree", "add", "-q", "tree");
        String said = Files.readString(work.resolve("tree/.git"));
        gated((agent, tool) -> {
            script(
                    agent,
                    tool,
                    "mkdir evilgit; cp -r .git/* evilgit/; printf '[core]\\n fsmonitor = %s/evil\\n' \"$PWD\" >>evilgit/config",
                    "echo gitdir: ../evilgit >tree/.git",
                    "mv tree t2; mkdir tree; echo gitdir: ../evilgit >tree/.git");
            assertEquals(said, Files.readString(work.resolve("tree/.git")));
            assertTrue(Files.exists(work.resolve("tree/.git.taken-away")));
            useGit(work.resolve("tree"));
        });
    }

    @Test
    void aNewRepositoryIsHonestWorkAndNamedOnlyWhenItRunsCode() throws Exception {
        gated((agent, tool) -> {
            ShellResult plain = script(
                    agent,
                    tool,
                    "git init -q new; cd new; git config user.name a; git config user.email a@b; git status");
            assertFalse(plain.stderr().contains("brattice:"), plain.stderr());
            ShellResult grave = script(agent, tool, "git init -q new2; cp evil new2/.git/hooks/post-checkout");
            assertTrue(grave.stderr().contains("new2/.git"), grave.stderr());
            assertTrue(grave.stderr().contains("`post-checkout`"), grave.stderr());
            ShellResult led = script(agent, tool, "mkdir new3; echo gitdir: /tmp/elsewhere >new3/.git");
            assertTrue(led.stderr().contains("/tmp/elsewhere"), led.stderr());
        });
    }

    @Test
    void gitItselfMayWriteSettingsThatRunNothing() throws Exception {
        git("config", "core.hooksPath", "hooks");
        git("remote", "add", "origin", work.toString());
        git("fetch", "-q", "origin");
        git("update-ref", "refs/remotes/origin/topic", "HEAD");
        gated((agent, tool) -> {
            Outcome done = agent.call(tool, Arguments.of("command", "git switch topic"));
            ShellResult result = assertInstanceOf(ShellResult.class, ((Outcome.Ran) done).value());
            assertEquals(0, result.exit(), result.stderr());
            assertFalse(result.stderr().contains("taken-away"), result.stderr());
            assertTrue(Files.readString(work.resolve(".git/config")).contains("[branch \"topic\"]"));
        });
    }

    @Test
    void aHookThatGitRunsContainedPlantsNoSettings() throws Exception {
        Files.writeString(
                work.resolve(".git/hooks/post-checkout"), "#!/bin/sh\ngit config core.fsmonitor '" + work + "/evil'\n");
        Files.setPosixFilePermissions(
                work.resolve(".git/hooks/post-checkout"), PosixFilePermissions.fromString("rwxr-xr-x"));
        String config = Files.readString(work.resolve(".git/config"));
        gated((agent, tool) -> {
            Outcome done = agent.call(tool, Arguments.of("command", "git checkout -b other"));
            ShellResult result = assertInstanceOf(ShellResult.class, ((Outcome.Ran) done).value());
            assertTrue(result.stderr().contains("config.taken-away"), result.stderr());
            assertEquals(config, Files.readString(work.resolve(".git/config")));
        });
    }

    @Test
    void hooksInTheWorkTreeAreNamed() throws Exception {
        git("config", "core.hooksPath", "hooks");
        gated((agent, tool) -> {
            ShellResult result = script(agent, tool, "mkdir hooks; cp evil hooks/pre-commit");
            assertTrue(result.stderr().contains("hooks/pre-commit"), result.stderr());
        });
    }

    @Test
    void otherTricksPlantNothing() throws Exception {
        nothingIsPlantedBy(
                "unshare -Urm mount --bind /tmp .git/hooks && cp evil .git/hooks/pre-commit",
                "rm -f .git/HEAD; mkdir objects refs; echo ref: refs/heads/x >HEAD",
                "printf '[core]\\n worktree = %s\\n fsmonitor = %s/evil\\n' \"$PWD\" \"$PWD\" >config",
                "mkdir hooks; cp evil hooks/pre-commit; cp evil hooks/post-checkout",
                "ln -f evil .git/hooks/pre-commit; ln .git/config c2; echo x >>c2",
                "chmod 777 .git .git/hooks; cp evil .git/hooks/pre-commit",
                "exec 3<>.git/config; echo >&3; perl -e 'truncate(q(.git/config), 0)'");
    }
}
