package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Work with git in any order, with a person who says yes to everything; rewound, the work tree is what it was, byte for byte, and so is the repository, as git
 * tells it.
 *
 * <p>6 histories and 2 more; 500 each with {@code -Dbrattice.long=true}; {@code -Dbrattice.seed=…} says which.
 */
class RewoundGitWorkTest {

    private static final String PROJECT =
            "git init -q -b main . && printf '*.o\\nout/\\n.env\\n' >.gitignore && mkdir -p src/deep docs && seq 9 >src/a && echo 1 >src/b"
                    + " && echo x >src/deep/c && echo 1 >docs/a && chmod 755 src/b && ln -s src/a now && git add . && git commit -qm first"
                    + " && echo 2 >>docs/a && git commit -qam second && git branch side && git tag v1"
                    + " && mkdir out && echo o >out/a && echo o >src/a.o && echo S=1 >.env && chmod 600 .env && echo n >notes"
                    + " && echo staged >>docs/a && git add docs/a && echo unstaged >>src/a && touch -d '2003-04-05 06:07:08.123456789' notes src/b";

    private static final String[] FILES = {
        "src/a", "src/b", "src/deep/c", "docs/a", "notes", "new", "src/new", "out/a", "src/a.o", "now"
    };
    private static final String[] FOLDERS = {"src", "docs", "out", "fresh", "src/deep"};
    private static final String[] BRANCHES = {"main", "side", "topic", "v1", "HEAD~1", "HEAD"};

    private static final String[] LINES = {
        "echo N >>F",
        "echo N >>F",
        "echo N >F",
        "rm -f F",
        "rm -rf D",
        "mv F G",
        "mkdir -p D && echo N >D/m",
        "chmod 700 F",
        "sed -i s/1/N/ F",
        "ln F G",
        "printf '*.N\\nnew\\n' >>.gitignore",
        "python3 -c 'open(\"F\", \"a\").write(\"N\")'",
        "git add -A",
        "git add F",
        "git add -f F",
        "git add -A && git commit -qm N",
        "git add -A && git commit -qm N",
        "git commit -qam N",
        "git commit -q --amend -m N",
        "git commit -q --allow-empty -m N",
        "git stash",
        "git stash -u",
        "git stash -a",
        "git stash push F",
        "git stash pop",
        "git stash apply",
        "git stash drop",
        "git stash clear",
        "git branch topic",
        "git branch -D topic",
        "git branch -m topic other",
        "git checkout -q B",
        "git checkout -qf B",
        "git checkout -qb topic",
        "git checkout -q --orphan bare",
        "git switch -q B",
        "git checkout -q -- F",
        "git checkout -q B -- D",
        "git restore F",
        "git restore --staged F",
        "git restore --source=HEAD~1 D",
        "git reset -q",
        "git reset -q --soft HEAD~1",
        "git reset -q --hard",
        "git reset -q --hard B",
        "git reset -q --keep HEAD~1",
        "git reset -q F",
        "git clean -fd",
        "git clean -fdx",
        "git clean -fX D",
        "git rm -qrf D",
        "git rm -q --cached F",
        "git mv F G",
        "git merge -q -m N B",
        "git merge --abort",
        "git rebase -q B",
        "git rebase --abort",
        "git cherry-pick B",
        "git revert --no-edit HEAD",
        "git tag tN",
        "git tag -d v1",
        "git config user.email n@example.org",
        "git worktree add -q ../treeN HEAD",
        "git gc -q",
        "git rm -rqf . ; git clean -fdx",
    };

    @TempDir
    Path folder;

    private int ran;

    @Test
    void allOfItComesBack() throws Exception {
        histories(6, false);
    }

    /** The branches are packed then, which is no difference to git. */
    @Test
    void itComesBackWhereSomebodyCleansUpInBetween() throws Exception {
        histories(2, true);
    }

    private void histories(int usual, boolean cleaning) throws Exception {
        int histories = Integer.getInteger("brattice.histories", Boolean.getBoolean("brattice.long") ? 500 : usual);
        long seed = Long.getLong("brattice.seed", 20261125L);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < histories; i++) {
            history(seed + i, cleaning).ifPresent(failures::add);
        }
        System.out.printf("%d histories of git work from seed %d: %d lines ran%n", histories, seed, ran);
        assertEquals("", String.join("\n\n", failures));
        assertTrue(ran > histories, ran + " lines ran");
    }

    private Optional<String> history(long seed, boolean cleaning) throws Exception {
        Random random = new Random(seed);
        Random somebody = new Random(~seed);
        World world = new World(Files.createDirectory(folder.resolve("h" + seed + cleaning)));
        world.sh(PROJECT);
        RepositoryState before = RepositoryState.of(world.workspace);
        AtomicInteger people = new AtomicInteger();
        StringBuilder story = new StringBuilder("seed " + seed + ":");
        try (Journal journal = Journal.inMemory();
                Gate gate = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(Approver.of(question -> Approval.yes(
                                question, ScriptedApprover.person("person-" + people.incrementAndGet()), "go on")))
                        .journal(journal)
                        .build()) {
            Session agent = gate.as(Caller.agent("tester"));
            for (int i = 2 + random.nextInt(6); i > 0; i--) {
                String line = line(random);
                Outcome outcome = agent.call(world.tool, Arguments.of("command", line));
                ran += outcome.ran() ? 1 : 0;
                story.append("\n    ").append(line).append("   # ").append(told(outcome));
                if (cleaning && somebody.nextBoolean()) {
                    world.sh(somebody.nextInt(3) == 0 ? "git gc -q" : "git pack-refs --all");
                    story.append("\n    somebody cleans up");
                }
            }
            for (Outcome undone : agent.rewind()) {
                String told = String.valueOf(undone.ran() ? ((Outcome.Ran) undone).value() : undone);
                if (!undone.ran() || told.contains("leaves as it is")) {
                    story.append("\n  undo: ").append(told);
                }
            }
        }
        List<String> differences = new ArrayList<>(before.differences(RepositoryState.of(world.workspace)));
        differences.removeIf(each -> cleaning && each.startsWith(".git/"));
        return differences.isEmpty() && !story.toString().contains("\n  undo: ")
                ? Optional.empty()
                : Optional.of(story + "\n  " + String.join("\n  ", differences));
    }

    private static String told(Outcome outcome) {
        String told = outcome.ran() ? String.valueOf(((Outcome.Ran) outcome).value()) : outcome.toString();
        return told.replace('\n', ' ').substring(0, Math.min(told.length(), 120));
    }

    private static String line(Random random) {
        String line = LINES[random.nextInt(LINES.length)];
        line = replaced(line, "F", FILES, random);
        line = replaced(line, "G", FILES, random);
        line = replaced(line, "D", FOLDERS, random);
        line = replaced(line, "B", BRANCHES, random);
        return line.replace("N", String.valueOf(random.nextInt(100)));
    }

    /** Words of one letter stand for a name; the same in all of a line. */
    private static String replaced(String line, String letter, String[] names, Random random) {
        String name = names[random.nextInt(names.length)];
        return line.replaceAll("(?<![A-Za-z-])" + letter + "(?![A-Za-z])", name);
    }
}
