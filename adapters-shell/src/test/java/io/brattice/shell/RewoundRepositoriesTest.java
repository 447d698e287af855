package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.process.ShellResult;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days on which a repository was lost, with a person who says yes to everything: rewound, all of it is there again. */
class RewoundRepositoriesTest {

    private static final String PROJECT =
            "git init -q -b main . && printf 'node_modules/\\n*.key\\n.env\\n' >.gitignore"
                    + " && mkdir src docs && seq 30 >src/app && echo 1 >docs/a && echo run >start && chmod 750 start && ln -s src/app now"
                    + " && git add . && git commit -qm first && echo 2 >>docs/a && git commit -qam second && git tag v1 && git branch side"
                    + " && git init -q --bare -b main ../remote.git && git remote add origin ../remote.git && git push -q origin main v1"
                    + " && mkdir -p node_modules/left node_modules/.bin && echo pad >node_modules/left/pad && ln -s ../left node_modules/.bin/l"
                    + " && echo SECRET=1 >.env && chmod 600 .env && echo k >id.key && echo todo >notes && mkdir 'my drafts' empty"
                    + " && echo d >'my drafts/one' && echo staged >>docs/a && git add docs/a && echo unstaged >>docs/a && rm start"
                    + " && touch -d '2003-04-05 06:07:08.123456789' notes src/app node_modules/left/pad";

    @TempDir
    Path folder;

    private World world;
    private Journal journal;
    private Gate gate;
    private Session agent;
    private final AtomicInteger people = new AtomicInteger();

    @BeforeEach
    void openGate() throws Exception {
        world = new World(folder);
        journal = Journal.inMemory();
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question ->
                        Approval.yes(question, ScriptedApprover.person("person-" + people.incrementAndGet()), "go on")))
                .journal(journal)
                .build();
        agent = gate.as(Caller.agent("tester"));
    }

    @AfterEach
    void closeGate() throws Exception {
        gate.close();
        journal.close();
    }

    @Test
    void aStashAndACleanThatTakesWhatWasNotStashed() throws Exception {
        world.sh(PROJECT);
        RepositoryState before = look();
        bash("git stash");
        bash("git clean -fd");
        assertFalse(Files.exists(world.workspace.resolve("notes")));
        rewound(before);
    }

    @Test
    void aStashThatIsDroppedAndACleanThatTakesWhatIsIgnored() throws Exception {
        world.sh(PROJECT);
        RepositoryState before = look();
        bash("git stash -u");
        bash("git stash drop");
        bash("git clean -fdx");
        assertFalse(Files.exists(world.workspace.resolve("node_modules")));
        rewound(before);
    }

    @Test
    void anOrphanBranchWhoseCleanTakesWhatUsedToBeIgnored() throws Exception {
        world.sh(PROJECT);
        RepositoryState before = look();
        bash("git checkout --orphan x");
        bash("git rm -rf .");
        bash("git clean -fd");
        assertFalse(Files.exists(world.workspace.resolve("node_modules")));
        assertFalse(Files.exists(world.workspace.resolve(".env")));
        rewound(before);
    }

    @Test
    void aNewRepositoryThatIsPushedOverAnotherHistory() throws Exception {
        world.sh(PROJECT + " && rm -rf .git");
        RepositoryState before = look();
        bash("git init -b main");
        bash("git add .");
        bash("git commit -m 'initial commit'");
        bash("git remote add origin ../remote.git");
        bash("git push --force origin main");
        assertNotEquals(before.at("#remote"), look().at("#remote"));
        rewound(before);
    }

    @Test
    void aRefusedPushAndARebaseThatIsGivenUpAndAForcedPush() throws Exception {
        world.sh(
                PROJECT
                        + " && git stash -q -u && git clone -q ../remote.git ../theirs && cd ../theirs && sed -i 3s/.*/theirs/ src/app"
                        + " && git commit -qam theirs && git push -q origin main && cd ../work && sed -i 3s/.*/ours/ src/app && git commit -qam ours");
        RepositoryState before = look();
        fails("git push origin main");
        fails("git pull --rebase origin main");
        bash("git rebase --abort");
        bash("git push --force origin main");
        assertNotEquals(before.at("#remote"), look().at("#remote"));
        rewound(before);
    }

    private ShellResult run(String line) {
        Outcome outcome = agent.call(world.tool, Arguments.of("command", line));
        assertTrue(outcome.ran(), () -> line + ": " + outcome);
        return (ShellResult) Objects.requireNonNull(((Outcome.Ran) outcome).value());
    }

    private void bash(String line) {
        ShellResult result = run(line);
        assertEquals(0, result.exit(), () -> line + ": " + result);
    }

    private void fails(String line) {
        ShellResult result = run(line);
        assertNotEquals(0, result.exit(), () -> line + ": " + result);
    }

    private void rewound(RepositoryState before) throws Exception {
        List<Outcome> undone = agent.rewind();
        assertTrue(undone.stream().allMatch(Outcome::ran), undone::toString);
        assertEquals(List.of(), before.differences(look()));
    }

    private RepositoryState look() throws Exception {
        return RepositoryState.of(world.workspace);
    }
}
