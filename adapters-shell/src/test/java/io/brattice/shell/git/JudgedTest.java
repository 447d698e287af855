package io.brattice.shell.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How grave git's commands are in a real repository, and what does not slip past. */
class JudgedTest {

    private static final String SETUP =
            "git init -q -b work . && mkdir src && echo 1 >src/one && echo 2 >two && git add . && git commit -qm first"
                    + " && git branch side && echo u >untracked && echo more >>two && git stash -q && git init -q --bare ../remote.git"
                    + " && git remote add origin ../remote.git && git remote add web https://user:secret@example.org/x/y.git";

    @TempDir
    static Path all;

    private static Bench shared;

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeAll
    static void openSharedBench() throws Exception {
        shared = new Bench(all);
        shared.sh(SETUP);
    }

    @BeforeEach
    void openBench() {
        bench = shared;
    }

    /** For a test that changes the repository. */
    private void openOwnBench() throws Exception {
        bench = new Bench(folder);
        bench.sh(SETUP);
    }

    private Told told(String line) {
        return bench.judge(line).told;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git status",
                "git status -sb --ignored",
                "git log --oneline -n 2",
                "git log -5 --all --graph",
                "git log -p -- src",
                "git diff",
                "git diff --cached --stat HEAD -- two",
                "git diff HEAD~…",
                "git show HEAD",
                "git show --stat HEAD:src/one",
                "git blame two",
                "git shortlog -sn",
                "git describe --tags --always",
                "git rev-parse --abbrev-ref HEAD",
                "git rev-parse HEAD",
                "git ls-files -o --exclude-standard",
                "git ls-tree -r HEAD",
                "git cat-file -p HEAD",
                "git grep -n pattern",
                "git grep -e -O",
                "git branch",
                "git branch -a",
                "git branch -vv",
                "git branch --show-current",
                "git branch --list 'x*'",
                "git branch --contains HEAD",
                "git tag",
                "git tag -l 'v*'",
                "git tag -n3",
                "git remote",
                "git remote -v",
                "git remote get-url origin",
                "git stash list",
                "git stash show -p",
                "git config --get user.name",
                "git config user.name",
                "git config --list",
                "git config -l --show-origin",
                "git reflog",
                "git reflog show HEAD",
                "git worktree list",
                "git notes list",
                "git bisect log",
                "git symbolic-ref HEAD",
                "git show-ref",
                "git for-each-ref --format '%(refname)'",
                "git name-rev HEAD",
                "git merge-base HEAD side",
                "git check-ignore x",
                "git var GIT_AUTHOR_IDENT",
                "git version",
                "git --version",
                "git help commit",
                "git commit --help",
                "git count-objects -v",
                "git fsck",
                "git rev-list --count HEAD",
                "git -C src status",
                "git --no-pager log",
                "git -c color.ui=false -c core.pager=cat diff",
                "git -c user.name=x log",
                "git clean -n",
                "git clean -nfd",
                "git clean -fd --dry-run",
                "git clean -ndx -e x",
                "git add -n .",
                "git rm -n two",
                "git commit --dry-run",
                "git push --dry-run origin work",
                "git gc -h",
                "git prune -n",
                "git",
                "git ls-remote origin",
                "git fetch --dry-run",
                "git archive HEAD",
                "git format-patch --stdout HEAD~1",
                "git clean",
                "git apply --check p",
                "git range-diff a b c"
            })
    void looksAreHarmless(String line) {
        Told told = told(line);
        assertEquals(Reversibility.READ_ONLY, told.reversibility(), line + ": " + told);
        assertTrue(told.prepared.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // options that run, or are not known
                "git diff --ext-diff",
                "git log --textconv -p",
                "git grep -O",
                "git grep -Ocmd x",
                "git grep --open-files-in-pager=cmd x",
                "git ls-remote --upload-pack=cmd origin",
                "git ls-remote --upl=cmd origin",
                "git fetch --upload-pack cmd origin",
                "git clone ext::sh%20-c%20x y",
                "git fetch ext::cmd",
                "git push --receive-pack=cmd origin",
                "git push --exec=cmd --dry-run origin",
                "git pull --upload-pack=cmd",
                "git archive --remote=x --exec=cmd HEAD",
                "git log --show-signature",
                "git log --what",
                "git diff --outpu=f",
                "git -c core.fsmonitor=cmd status",
                "git -c alias.x=!cmd x",
                "git -c core.pager=cmd -p log",
                "git -p log",
                "git --git-dir=x status",
                "git --exec-path=x status",
                "git --work-tree=/ status",
                "git --config-env=core.pager=X log",
                "git -c diff.external=cmd diff",
                "git unknown",
                "git frotz --force",
                "git log …",
                "git …",
                "git status …",
                "git rebase -x cmd HEAD",
                "git rebase --exec cmd HEAD",
                "git submodule update",
                "git submodule foreach cmd",
                "git submodule",
                "git filter-branch --all",
                "git difftool",
                "git mergetool",
                "git commit -S -m x",
                "git tag -s v1 -m x",
                "git tag -v v1",
                "git verify-commit HEAD",
                "git add -p",
                "git add -e",
                "git checkout -p",
                "git clone -c core.hooksPath=x u",
                "git clone --template=x u v",
                "git clone --recursive u v",
                "git init --template=x",
                "git merge -s mine side",
                "git bisect run cmd",
                "git hook run x",
                "git credential fill",
                "git hash-object -w two",
                "git update-index --assume-unchanged two",
                "git remote add x ext::cmd",
                "git config -f x a.b c",
                "git reset --hard --recurse-submodules",
                "git checkout --pathspec-from-file=x",
                "git worktree lock x",
                "git interpret-trailers x",
                "git config --edit"
            })
    void whatIsNotUnderstoodMayDoAnything(String line) {
        Told told = told(line);
        boolean flagged = !told.unclear.isEmpty() || !told.code.isEmpty() || !told.runs.isEmpty();
        assertTrue(flagged, line + ": " + told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git gc",
                "git gc --prune=now",
                "git prune",
                "git reflog expire --expire=now --all",
                "git reflog delete HEAD@{0}",
                "git repack -ad",
                "git config core.hooksPath x",
                "git config --global user.name x",
                "git config alias.st '!cmd'",
                "git config core.fsmonitor cmd",
                "git config filter.x.clean cmd",
                "git config core.sshCommand cmd",
                "git config credential.helper cmd",
                "git config url.x.insteadOf y",
                "git config --unset core.hooksPath",
                "git config set core.pager cmd",
                "git config --remove-section core",
                "git push --force web side",
                "git push -f web side",
                "git push web +side",
                "git push web :side",
                "git push -d web side",
                "git push web --del side",
                "git push --mirror web",
                "git push --force-w web side",
                "git push --tags web",
                "git push web work:main",
                "git push web HEAD:refs/heads/main",
                "git push web tag v1",
                "git push web v9:refs/tags/v9",
                "git push --prune web 'refs/*:refs/*'",
                "git push --all web",
                "git push web side…",
                "git push --no-dry-run -f web side",
                "git push -n --no-dry-run --force web side",
                "git worktree remove x",
                "git clean -ffd"
            })
    void whatCannotBeTakenBack(String line) {
        Told told = told(line);
        Reversibility least = line.endsWith("-a") ? Reversibility.RECOVERABLE : Reversibility.IRREVERSIBLE;
        assertTrue(told.reversibility().isAtLeast(least), line + ": " + told);
        assertTrue(told.unclear.isEmpty() || line.contains("…"), line + ": " + told);
    }

    @ParameterizedTest
    @CsvSource({
        "git push web work, RECOVERABLE, git:https://example.org/x/y.git#refs/heads/work",
        "git push -u web HEAD, RECOVERABLE, git:https://example.org/x/y.git#refs/heads/work",
        "git push web side:feature, RECOVERABLE, git:https://example.org/x/y.git#refs/heads/feature",
        "git push web work:main, IRREVERSIBLE, git:https://example.org/x/y.git#refs/heads/main",
        "git push web :side, IRREVERSIBLE, git:https://example.org/x/y.git#refs/heads/side",
        "git push git@example.org:x/y.git work, RECOVERABLE, git:git@example.org:x/y.git#refs/heads/work"
    })
    void aPushNamesWhatItMoves(String line, Reversibility expected, String resource) {
        Told told = told(line);
        assertEquals(expected, told.reversibility(), told.toString());
        assertEquals(resource, told.effects.get(0).resource().uri());
        assertEquals("[example.org]", told.hosts.toString());
        assertEquals(1, told.rehearsals.size());
        assertTrue(told.rehearsals.get(0).argv().contains("--dry-run"));
        assertTrue(told.rehearsals.get(0).argv().contains("core.hooksPath=/dev/null"));
    }

    @ParameterizedTest
    @CsvSource({
        "GIT_DIR, x",
        "GIT_EXTERNAL_DIFF, cmd",
        "GIT_CONFIG_COUNT, 1",
        "GIT_SSH_COMMAND, cmd",
        "GIT_PAGER, less",
        "GIT_EDITOR, vi",
        "HOME, /tmp",
        "GIT_EXEC_PATH, /tmp",
        "XDG_CONFIG_HOME, /tmp",
        "GIT_TRACE2_EVENT, /tmp/x",
        "PAGER, cmd",
        "GIT_INDEX_FILE, x"
    })
    void variablesThatChangeGitAreNotOverlooked(String name, String value) {
        Told told = bench.judge("git status", Map.of(name, value), true, SeenWorld.REAL, true).told;
        assertFalse(told.unclear.isEmpty(), told.toString());
    }

    @Test
    void harmlessVariablesAreHarmless() {
        Map<String, String> harmless = Map.of(
                "GIT_PAGER",
                "cat",
                "GIT_EDITOR",
                "true",
                "GIT_AUTHOR_NAME",
                "x",
                "GIT_TERMINAL_PROMPT",
                "0",
                "PAGER",
                "cat",
                "HOME",
                bench.home.toString());
        assertEquals(
                Reversibility.READ_ONLY,
                bench.judge("git status", harmless, true, SeenWorld.REAL, true)
                        .told
                        .reversibility());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git config core.fsmonitor /bin/false",
                "git config filter.x.clean cat",
                "git config diff.external cat",
                "git config diff.x.textconv cat",
                "git config include.path x",
                "git config core.hooksPath /tmp",
                "git config gpg.program x",
                "git config core.worktree /tmp",
                "printf '[core] fsmonitor = evil' >>.git/config",
                "printf '[core]\\n; x \\\\\\n\\tfsmonitor=evil\\n' >>.git/config",
                "printf '[CORE]\\nx = \"a\\\\\\nb\"\\nFsMonitor\\n' >>.git/config",
                "git config --global core.fsmonitor x",
                "printf '[include \"\\n' >>.git/config",
                "git config core.sshCommand x",
                "git config includeIf.gitdir:/.path x",
                "printf '[includeif \"gitdir:/\"]path=x' >>~/.gitconfig"
            })
    void believesNothingOfARepositoryThatRunsOrHidesThings(String setting) throws Exception {
        openOwnBench();
        bench.sh(setting);
        for (String line : new String[] {"git status", "git diff", "git add .", "git reset --hard", "git clean -n"}) {
            assertFalse(told(line).unclear.isEmpty(), line);
        }
    }

    @Test
    void whatIsOffIsOff() throws Exception {
        openOwnBench();
        bench.sh(
                "git config core.fsmonitor false && git config --global filter.lfs.process 'git-lfs filter-process' && git config --global user.name x");
        assertEquals(Reversibility.READ_ONLY, told("git status").reversibility());
    }

    @Test
    void hooksAreCodeWhereTheyRun() throws Exception {
        openOwnBench();
        bench.sh(
                "for h in pre-commit pre-push post-checkout; do printf '#!/bin/sh\\ntouch ../ran\\n' >.git/hooks/$h; chmod +x .git/hooks/$h; done");
        assertEquals(
                "[runs the repository's hook `pre-commit`]",
                told("git commit -m x").code.toString());
        assertEquals(
                "[runs the repository's hook `pre-push`]",
                told("git push web work").code.toString());
        assertEquals(
                "[runs the repository's hook `post-checkout`]",
                told("git checkout side").code.toString());
        assertTrue(told("git status").code.isEmpty());
        Bench.Trip rehearsal = bench.judge("git push --dry-run origin work");
        assertEquals(Reversibility.READ_ONLY, rehearsal.told.reversibility());
        rehearsal.keep().run();
        assertEquals("", bench.sh("ls .. | grep ran || true"));
    }

    @Test
    void aliasesAreReadAndDoNotShadow() throws Exception {
        openOwnBench();
        bench.sh(
                "git config alias.st 'status -s' && git config alias.wipe 'reset --hard' && git config alias.run '!cmd' && git config alias.log '!cmd'");
        assertEquals(Reversibility.READ_ONLY, told("git st").reversibility());
        assertEquals(1, told("git wipe").prepared.size());
        assertFalse(told("git run").unclear.isEmpty());
        assertEquals(Reversibility.READ_ONLY, told("git log").reversibility());
    }

    @Test
    void signingConcernsWhatIsSigned() throws Exception {
        openOwnBench();
        bench.sh("git config --global commit.gpgsign true && git config --global merge.tool vimdiff");
        assertEquals(Reversibility.READ_ONLY, told("git status").reversibility());
        assertEquals(Reversibility.REVERSIBLE, told("git add .").reversibility());
        assertFalse(told("git commit -m x").code.isEmpty());
        assertTrue(told("git commit --no-gpg-sign -m x").code.isEmpty());
        bench.sh("git config clean.requireForce false && git config core.sparseCheckout true");
        assertEquals(Reversibility.IRREVERSIBLE, told("git clean -d").reversibility());
        assertEquals(Reversibility.IRREVERSIBLE, told("git reset --hard").reversibility());
    }

    @Test
    void helpIsShownByAProgramThatSettingsName() throws Exception {
        openOwnBench();
        bench.sh("git config help.format web && git config browser.x.cmd evil");
        assertFalse(told("git commit --help").unclear.isEmpty());
        assertFalse(told("git help commit").unclear.isEmpty());
        assertEquals(Reversibility.READ_ONLY, told("git commit -h").reversibility());
    }

    @Test
    void whatGitIgnoresAndOverwritesIsKeptOrNotPromised() throws Exception {
        openOwnBench();
        bench.sh(
                "echo build/ >.gitignore && git checkout -q -b built && mkdir build && echo b >build/b && git add -f build && git add . && git commit -qm built"
                        + " && git checkout -q work && echo build/ >.gitignore && mkdir build && echo precious >build/b");
        assertEquals(Reversibility.REVERSIBLE, told("git checkout built").reversibility());
        bench.sh("truncate -s 300M build/large");
        for (String line : new String[] {
            "git checkout built",
            "git merge built",
            "git mv -f two build/b",
            "git stash --all",
            "git reset --hard built"
        }) {
            assertTrue(told(line).prepared.isEmpty(), line);
            assertTrue(told(line).reversibility().isAtLeast(Reversibility.RECOVERABLE), line);
        }
        assertFalse(told("git mv two three").prepared.isEmpty());
        assertFalse(told("git reset --hard").prepared.isEmpty());
    }

    @Test
    void aLookLeavesTheIndexAlone() throws Exception {
        openOwnBench();
        bench.sh("touch -d 2001-01-01 two");
        Map<String, String> before = bench.state();
        byte[] index = java.nio.file.Files.readAllBytes(bench.workspace.resolve(".git/index"));
        assertEquals(0, bench.judge("git status").keep().run().exit());
        assertTrue(java.util.Arrays.equals(
                index, java.nio.file.Files.readAllBytes(bench.workspace.resolve(".git/index"))));
        assertEquals(before, bench.state());
    }

    @Test
    void fileActsAreTold() {
        assertEquals(
                "[write " + bench.workspace + "/f]",
                told("git diff --output=f").files.toString());
        assertEquals(
                "[write " + bench.workspace + "/f]",
                told("git diff --output f").files.toString());
        assertEquals(
                "[write " + bench.workspace + "/o.tar]",
                told("git archive -o o.tar HEAD").files.toString());
        assertEquals(
                "[write " + bench.workspace + "/o.tar]",
                told("git archive --outp=o.tar HEAD").files.toString());
        assertEquals(
                "[read-tree /etc/passwd, read-tree /etc/shadow]",
                told("git diff --no-index /etc/passwd /etc/shadow").files.toString());
        assertEquals(
                "[read-tree /etc/passwd, read-tree " + bench.workspace + "/../x]",
                told("git diff /etc/passwd ../x").files.toString());
        assertEquals(
                "[read " + bench.workspace + "/.env]",
                told("git show HEAD:.env").files.toString());
        assertEquals(
                "[create " + bench.workspace + "/y]",
                told("git clone https://example.org/x/y.git").files.toString());
        assertEquals(
                "[create " + bench.workspace + "/z]",
                told("git clone --depth 1 git@example.org:x/y z").files.toString());
        assertEquals(
                "[read " + bench.workspace + "/msg]",
                told("git commit -F msg").files.toString());
        assertEquals(
                "[write …]",
                told("git format-patch -o out HEAD~1").files.toString().replace(bench.workspace + "/out/", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "git clean -fd, IRREVERSIBLE",
        "git reset --hard, IRREVERSIBLE",
        "git checkout ., IRREVERSIBLE",
        "git checkout -- x, IRREVERSIBLE",
        "git restore x, IRREVERSIBLE",
        "git stash drop, IRREVERSIBLE",
        "git stash clear, IRREVERSIBLE",
        "git branch -D x, IRREVERSIBLE",
        "git branch -f x y, IRREVERSIBLE",
        "git push, IRREVERSIBLE",
        "git push origin main, IRREVERSIBLE",
        "git rm x, IRREVERSIBLE",
        "git cherry-pick x, IRREVERSIBLE",
        "git gc, IRREVERSIBLE",
        "git reflog expire --all, IRREVERSIBLE",
        "git config --global a.b c, IRREVERSIBLE",
        "git status, READ_ONLY",
        "git log, READ_ONLY",
        "git clean -n, READ_ONLY",
        "git diff, READ_ONLY",
        "git branch, READ_ONLY",
        "git add ., REVERSIBLE",
        "git commit -m x, REVERSIBLE",
        "git checkout -b x, REVERSIBLE",
        "git stash, REVERSIBLE",
        "git fetch, REVERSIBLE",
        "git reset --soft HEAD~1, REVERSIBLE",
        "git tag v1, REVERSIBLE",
        "git restore --staged x, REVERSIBLE"
    })
    void aWorldThatIsOnlySupposed(String line, Reversibility expected) {
        for (io.brattice.files.World world : java.util.List.of(SeenWorld.SUPPOSED, SeenWorld.EMPTY)) {
            Told told = bench.judge(line, Map.of(), true, world, true).told;
            assertEquals(expected, told.reversibility(), line + ": " + told);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "git clean -fd, IRREVERSIBLE", "git reset --hard, IRREVERSIBLE", "git checkout ., IRREVERSIBLE",
                "git stash drop, IRREVERSIBLE",
        "git branch -D side, IRREVERSIBLE", "git commit -m x, RECOVERABLE", "git add ., RECOVERABLE",
                "git status, READ_ONLY",
        "git push web work, RECOVERABLE", "git checkout side, RECOVERABLE", "git merge side, RECOVERABLE",
                "git commit, IRREVERSIBLE",
        "git rebase -i side, IRREVERSIBLE", "git tag v1, RECOVERABLE", "git reset HEAD two, RECOVERABLE"
    })
    void aHostThatOnlyClassifies(String line, Reversibility expected) {
        Told told = bench.judge(line, Map.of(), true, SeenWorld.REAL, false).told;
        assertEquals(expected, told.reversibility(), line + ": " + told);
        assertTrue(told.prepared.isEmpty());
    }

    @Test
    void amongOtherCommandsAPreviewIsPartialAndACleanCannotBeKept() {
        Told add = bench.judge("git add .", Map.of(), false, SeenWorld.REAL, true).told;
        assertEquals(
                io.brattice.action.Preview.Fidelity.PARTIAL, add.prepared.get(0).fidelity());
        assertEquals(
                Reversibility.IRREVERSIBLE,
                bench.judge("git clean -fd", Map.of(), false, SeenWorld.REAL, true)
                        .told
                        .reversibility());
    }

    @Test
    void noOptionOfGitIsTakenForTheAbbreviationOfAnother() throws Exception {
        TreeSet<String> unknown = new TreeSet<>();
        for (String name : Table.get().names()) {
            Table.Row row = Table.get().row(name).orElseThrow();
            if (row.abbreviates() && !row.options().isEmpty() && row.commands().isEmpty() && !name.equals("bundle")) {
                for (String option : bench.sh("git " + name + " --git-completion-helper-all 2>/dev/null || true")
                        .split("[ \n]+", -1)) {
                    String plain = option.replaceAll("=.*", "");
                    if (plain.matches("--[a-z0-9][-a-z0-9]*")) {
                        try {
                            Given.read(
                                    row,
                                    java.util.List.of(
                                            io.brattice.shell.program.Term.of(plain),
                                            io.brattice.shell.program.Term.of("v")));
                        } catch (Unclear e) {
                            unknown.add(name + " " + plain);
                        }
                    }
                }
            }
        }
        unknown.removeIf(
                found -> found.matches("help .*|clone .*naked|fetch .*(default|prefix)|am .*(rebasing|binary)"));
        assertEquals(new TreeSet<String>(), unknown);
    }

    @Test
    void aPlainLookStartsNothing() {
        long[] nanos = new long[2000];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            told("git status -sb");
            nanos[i] = System.nanoTime() - start;
        }
        java.util.Arrays.sort(nanos);
        // A machine that is busy with other things is no failure: the bound is far above what is measured on one that
        // is not.
        assertTrue(nanos[1000] < 20_000_000, "median " + nanos[1000]);
    }

    @Test
    void aWordThatIsNotKnownIsNeverMilder() {
        long seed = Long.getLong("seed", 20_261_125L);
        java.util.Random random = new java.util.Random(seed);
        java.util.List<String> problems = new java.util.ArrayList<>();
        Table.get().names().forEach(name -> doubt(name, Table.get().row(name).orElseThrow(), random, problems));
        assertEquals("", String.join("\n", problems), "seed " + seed);
    }

    private void doubt(String command, Table.Row row, java.util.Random random, java.util.List<String> problems) {
        row.commands().forEach((name, below) -> doubt((command + " " + name).strip(), below, random, problems));
        java.util.List<String> words = new java.util.ArrayList<>(java.util.List.of(
                "two", "HEAD", "side", "--", "origin", "web", ".", "+side", "x:main", "user.name", "a.b"));
        new TreeSet<>(row.options().keySet()).forEach(option -> words.addAll(java.util.List.of(option, option + "=v")));
        for (int round = 0; round < 60; round++) {
            StringBuilder known = new StringBuilder("git " + command);
            StringBuilder open = new StringBuilder(known);
            int length = random.nextInt(4) + 1;
            int doubtful = random.nextInt(length);
            for (int i = 0; i < length; i++) {
                String word = words.get(random.nextInt(random.nextBoolean() ? 11 : words.size()));
                known.append(' ').append(word);
                open.append(' ').append(i == doubtful ? word.substring(0, random.nextInt(word.length())) + "…" : word);
            }
            Told clear = bench.judge(known.toString(), Map.of(), true, SeenWorld.REAL, false).told;
            Told doubt = bench.judge(open.toString(), Map.of(), true, SeenWorld.REAL, false).told;
            boolean covered = !clear.unclear.isEmpty()
                    || !doubt.unclear.isEmpty()
                    || doubt.reversibility().isAtLeast(clear.reversibility())
                            && doubt.files.size()
                                    >= clear.files.stream()
                                            .filter(f -> !f.startsWith("read"))
                                            .count();
            if (!covered) {
                problems.add(known + " tells " + clear + ", but " + open + " tells " + doubt);
            }
        }
    }

    @Test
    void onePageHoldsEverySubcommandThatGitHas() throws Exception {
        TreeSet<String> missing =
                new TreeSet<>(java.util.List.of(bench.sh("git --list-cmds=main").split("\n", -1)));
        missing.removeAll(Table.get().names());
        missing.remove("");
        missing.removeIf(name -> name.contains("--")
                || name.startsWith("merge-")
                || name.startsWith("remote-")
                || name.startsWith("http-"));
        missing.removeAll(java.util.Set.of(
                "bugreport",
                "column",
                "diagnose",
                "fast-export",
                "fetch-pack",
                "fmt-merge-msg",
                "fsck-objects",
                "mailinfo",
                "mailsplit",
                "pickaxe",
                "quiltimport",
                "send-pack",
                "show-index",
                "subtree",
                "unpack-file"));
        assertEquals(new TreeSet<String>(), missing);
    }
}
