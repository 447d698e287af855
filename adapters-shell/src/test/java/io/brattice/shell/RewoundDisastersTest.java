package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.approval.Question;
import io.brattice.files.FileTools;
import io.brattice.files.store.Store;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.containment.Containment;
import io.brattice.testkit.ScriptedApprover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published disasters, each with a person who says yes to everything: after a rewind the world is what it was, byte for byte. */
class RewoundDisastersTest {

    @TempDir
    Path folder;

    private Path home;
    private Path work;
    private Path store;
    private ShellTool tool;
    private Gate gate;
    private Session agent;
    private final List<Question> questions = new ArrayList<>();

    @BeforeEach
    void furnish() throws Exception {
        Path root = folder.toRealPath();
        home = Files.createDirectory(root.resolve("home"));
        work = Files.createDirectory(home.resolve("work"));
        store = root.resolve("store");
        tool = ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(store)
                .containment(Containment.none("here a person says yes to what nobody could read"))
                .environment(Map.of(
                        "GIT_AUTHOR_NAME", "A",
                        "GIT_AUTHOR_EMAIL", "a@example.org",
                        "GIT_COMMITTER_NAME", "A",
                        "GIT_COMMITTER_EMAIL", "a@example.org"))
                .build();
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(this::yes))
                .journal(Journal.inMemory())
                .build();
        agent = gate.as(Caller.agent("tester"));
        sh("""
            mkdir -p tests/unit patches plan src/deep data empty "$HOME/docs/deep" "$HOME/.config"
            for f in tests/unit/a tests/b patches/p.diff plan/one src/x.c src/deep/y.c data/scratch.tmp data/old.log \
              data/backup.sql A a_new.json "$HOME/notes" "$HOME/.profile" "$HOME/.config/x" "$HOME/docs/a_new.json" \
              "$HOME/docs/deep/b_new.json" "$HOME/docs/keep.json" "$HOME/docs/spaced name_new.json"
            do echo "this is $f" >"$f"; touch -d '2020-03-04 05:06:07.123456789' "$f"; done
            chmod 600 data/backup.sql; chmod 751 src/deep; ln data/old.log data/twin.log; ln -s ../A src/link
            ln -s src same; ln -s nowhere "$HOME/dangling"
            """);
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
    }

    private Approval yes(Question question) {
        questions.add(question);
        Person olga = ScriptedApprover.person("olga");
        return Approval.yes(question, olga, "");
    }

    private void sh(String script) throws Exception {
        Process process = new ProcessBuilder("/usr/bin/env", "HOME=" + home, "/bin/bash", "-e", "-c", script)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private Outcome bash(String line) {
        return agent.call(tool, Arguments.of("command", line));
    }

    private Snapshot look() throws IOException {
        return Snapshot.of(home.getParent(), Set.of(store));
    }

    private void rewind(Snapshot before) throws IOException {
        List<Outcome> undone = agent.rewind();
        assertTrue(undone.stream().allMatch(Outcome::ran), undone::toString);
        assertEquals("", before.difference(look()), undone::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf tests/ patches/ plan/ ~/",
                "rm -rf ~/",
                "rm -rf \"$HOME\"",
                "cd ~ && rm -rf docs",
                "find $HOME -not -path \"*/.*\" -delete",
                "rm A; find ~/docs -type f -name \"*_new.json\" -exec rm {} +",
                "rm A; find . -type f -name \"*_new.json\" -exec rm {} +",
                "rm -f data/scratch.tmp data/old.log data/backup.sql",
                "mkdir -p same/Sub && cp -r src/. same/Sub && rm -rf src",
                "mv src/* plan/ && rm -rf src plan",
                "echo x > ~/notes && chmod 777 ~/docs/keep.json && mv ~/.config ~/.old && rm ~/.profile",
                "sed -i s/this/that/ ~/docs/*.json ~/notes",
                "rm -rf ~/docs; ls; rm -rf ../work",
                "for f in ~/docs/*.json; do rm \"$f\"; done",
                "find . -name '*.c' -delete",
                "cd src && rm -rf ../*",
                "rm -rf nothing; eval \"$(cat A)\"; rm -rf src",
                "(unbalanced; rm -rf src"
            })
    void aRewindPutsBackEveryByte(String line) throws Exception {
        Snapshot before = look();
        Outcome outcome = bash(line);
        assertTrue(outcome.ran() || outcome instanceof Outcome.Failed, outcome::toString);
        if (outcome.ran() && !line.startsWith("(")) {
            assertNotEquals("", before.difference(look()));
        }
        rewind(before);
    }

    @Test
    void theQuestionSaysThatAYesCanBeTakenBack() {
        bash("rm -rf ~/docs");
        assertTrue(questions.get(0).brief().toString().contains("it is kept first"), questions::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm -rf ~/docs", "echo x >~/notes", "python3 wreck.py", "mv src/* plan/ && rm -rf plan"})
    void whatWasPromisedToBeKeptAndCouldNotBeDoesNotRun(String line) throws Exception {
        sh("echo 'open(\"A\", \"w\")' >wreck.py");
        Snapshot before = look();
        ToolCall call = new ToolCall("c", "bash", Arguments.of("command", line), Caller.agent("tester"), "");
        Preview shown = tool.rehearsal().orElseThrow().preview(call);
        assertThrows(
                IOException.class,
                () -> tool.run(call, Optional.of(shown), Optional.empty(), plan -> (left, traffic) -> {}));
        assertEquals("", before.difference(look()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat ../../store/*/0",
                "grep -r this ../../store",
                "cp ../../store/*/0 copy",
                "ln ../../store/*/0 name",
                "cp -r ../../store copy"
            })
    void whatWasSecuredIsNotReadOrNamedAgainWithoutAQuestion(String line) {
        assertTrue(bash("rm data/backup.sql").ran());
        assertEquals(List.of(), questions);
        bash(line);
        assertEquals(1, questions.size(), questions::toString);
    }

    @Test
    void modesAreNotSetBackThroughALinkThatCameToBeOnTheWay() throws Exception {
        sh("mkdir data/sub ../other && touch data/sub/f ../other/f && chmod 640 data/sub/f && chmod 777 ../other/f");
        Outcome widened = bash("chmod -R 777 data");
        assertTrue(widened.ran(), widened::toString);
        sh("mv data/sub data/before && ln -s ../../other data/sub");
        Outcome undone = agent.undo(widened.call());
        assertTrue(undone.ran(), undone::toString);
        Path theirs = home.resolve("other/f");
        assertEquals("rwxrwxrwx", PosixFilePermissions.toString(Files.getPosixFilePermissions(theirs)));
    }

    @Test
    void aScriptThatRemovesHalfOfTheWorkspaceIsTakenBack() throws Exception {
        sh("printf 'import os, shutil\\nshutil.rmtree(\"src\")\\nos.remove(\"A\")\\nopen(\"tests/b\", \"w\")"
                + ".write(\"gone\")\\nopen(\"fresh\", \"w\").write(\"new\")\\nos.chmod(\"data\", 0o700)\\n' >wreck.py");
        Snapshot before = look();
        Outcome outcome = bash("python3 wreck.py");
        assertTrue(outcome.ran(), outcome::toString);
        assertNotEquals("", before.difference(look()));
        assertTrue(questions.get(0).brief().toString().contains("kept whole first"), questions::toString);
        rewind(before);
    }

    @Test
    void anArchiveThatIsUnpackedOverAStateFileIsTakenBack() throws Exception {
        sh("echo old >terraform.tfstate; tar czf a.tgz terraform.tfstate; echo real >terraform.tfstate");
        Snapshot before = look();
        Outcome outcome = bash("tar xzf a.tgz");
        assertTrue(outcome.ran(), outcome::toString);
        assertEquals("old\n", Files.readString(work.resolve("terraform.tfstate")));
        rewind(before);
    }

    @Test
    void aMakefileThatCleansTooMuchIsTakenBack() throws Exception {
        sh("printf 'OUT ?= $(shell echo .)\\nclean:\\n\\trm -rf $(OUT)/*\\n' >Makefile");
        Snapshot before = look();
        Outcome outcome = bash("make clean");
        assertTrue(outcome.ran(), outcome::toString);
        rewind(before);
    }

    @Test
    void manyFilesThatLoseLinesAndArePushedComeBack() throws Exception {
        sh("git init -q -b topic . && git init -q --bare -b main ../remote.git && git remote add origin ../remote.git"
                + " && mkdir many && for i in {1..340}; do printf '1\\n2\\n3\\n' >many/$i; done && git add -A"
                + " && git -c user.name=A -c user.email=a@example.org commit -qm all && git push -q -u origin topic");
        Snapshot before = look();
        FileTools files = FileTools.in(work, Store.in(store));
        for (int i = 1; i <= 340; i++) {
            Outcome written = agent.call(
                    files.named("write_file").orElseThrow(), Arguments.of("path", "many/" + i, "content", "1\n"));
            assertTrue(written.ran(), written::toString);
        }
        Outcome pushed = bash("git commit -qam x && git push -q");
        assertTrue(pushed.ran(), pushed::toString);
        List<Outcome> undone = agent.rewind();
        assertTrue(undone.stream().allMatch(Outcome::ran), undone::toString);
        Snapshot then = before.without(this::isGits);
        Snapshot now = look().without(this::isGits);
        assertEquals("", then.difference(now));
    }

    private boolean isGits(Path path) {
        return path.startsWith(work.resolve(".git")) || path.startsWith(home.resolve("remote.git"));
    }
}
