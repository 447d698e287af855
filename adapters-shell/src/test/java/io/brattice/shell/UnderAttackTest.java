package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that once changed or showed something without a question. Each is a way to make the shell mean something else than it says. */
class UnderAttackTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read PATH <<< \"$PWD\"; ls",
                "printf -v PATH %s \"$PWD\"; ls",
                "for PATH in \"$PWD\"; do ls; done",
                "unset PATH; echo ${PATH:=$PWD}; ls",
                "mapfile -t PATH <<< \"$PWD\"; ls",
                "declare -n r=PATH; r=$PWD; ls",
                "export LD_PRELOAD=./x.so; ls",
                "LD_PRELOAD=./x.so; export LD_PRELOAD; ls",
                "BASH_ENV=e; export BASH_ENV; bash -c ls",
                "shopt -s lastpipe; d=sub; true | d=~; echo x > $d/precious",
                "shopt -s lastpipe; true | cd ~; echo x > precious",
                "trap 'd=~' DEBUG; d=sub; echo x > $d/precious",
                "d=sub; trap 'echo x > $d/precious' EXIT; d=~",
                "f(){ :; }; trap f EXIT; f(){ echo x > ~/precious; }",
                "ls(){ echo x > ~/precious; }; unset -v ls; ls",
                "ls=1; ls(){ echo x > ~/precious; }; unset ls; ls",
                "grep -q zzz a && rm(){ :; }; rm -rf ~/precious",
                "if grep -q zzz a; then rm(){ :; }; fi; rm -rf ~/precious",
                "x=~; f(){ local x=sub; }; f; echo x > $x/precious",
                "for i in 1; do d=~; break; d=sub; done; echo x > $d/precious",
                "f(){ d=~; return; d=sub; }; f; echo x > $d/precious",
                "for i in 1; do cd ~; break; cd ~/work; done; echo x > precious",
                "for i in 1 2; do [ $i = 1 ] && { d=~; continue; }; echo x > $d/precious; d=sub; done",
                "d=sub; f(){ d=~; }; while read l; do echo x > $d/precious; f; done < a",
                "while read l; do ls; ls(){ echo x > ~/precious; }; done < a",
                "cd ~; pushd ~/work; pushd +1; echo x > precious",
                "cd ~; pushd ~/work; pushd; echo x > precious",
                "declare -n r=d; d=sub; r=~; echo x > $d/precious",
                "declare -i q; q='a[$(touch x)]'",
                "declare -l d; d=SUB; echo x > $d/d.md",
                "readonly d=~; export d=sub; echo x > $d/precious",
                "_=sub; ls ~; echo x > $_/precious",
                "rm${IFS}-rf${IFS}../precious",
                "cat$IFS../.ssh/id_rsa",
                "x=${IFS}; rm${x}-rf$x../precious",
                "OLDPWD=sub; cd ~; cd ~/work; echo x > $OLDPWD/precious",
                "PWD=~; echo x > $PWD/precious",
                "rm -rf ${HOSTTYPE/x86_64/sub}",
                "rm -rf x$GROUPS",
                "set -- ~ precious; IFS=/; echo x > \"$*\"",
                "a=(~ precious); IFS=/; echo x > \"${a[*]}\"",
                "echo x > \"$(echo -n -e '../precious')\"",
                "RANDOM='a[$(touch x)]'",
                "x='a[$(touch x)]'; a[x]=1",
                "x='a[$(touch x)]'; a=([x]=1)",
                "x='a[$(touch x)]'; declare -a a='([x]=1)'",
                "x='a[$(touch x)]'; s=abc; echo \"${s:x}\"",
                "x='a[$(touch x)]'; echo ${!x}",
                "x='a[$(touch x)]' eval 'echo $((x))'",
                "d=sub; d=~ eval 'echo x > $d/precious'",
                "d=sub; d=~ export d; echo x > $d/precious",
                "n=1; ((n++)); rm -rf x$n",
                "n=1; a[n=2]=1; rm -rf x$n",
                "sh -c $'alias ls=\"touch ~/x\"\\nls'",
                "x=$(echo array | cat); builtin \"read$x\" -C 'touch x; :' -c 1 y < a",
                "mkdir d; ln -s ~/precious d/x; echo x > d/x",
                "cp -P link x; echo x > x",
                "echo x > c.md; ln -sf ~/precious c.md; echo x > c.md",
                "ln -s ~ l; mkdir l/x",
                "ln -s ~ l; ln -s a l",
                "f(){ echo x > c.md; ln -sf ~/precious c.md; }; f; f",
                "while read l; do echo x > c.md; ln -sf ~/precious c.md; done < a",
                "{ sleep 1; echo x > t/precious; } & ln -s ~ t; wait",
                "echo x > t/precious; ln -s ~ t; echo x > t/precious",
                "mkdir d d/x; { sleep 1; echo x > d/x/precious; } | { rmdir d/x; ln -s ~ d/x; }",
                "{ sleep 1; rm -rf sub; } & mv sub other; wait",
                "trap 'echo x > t/precious' EXIT; ln -s ~ t",
                "find ~ -name id_rsa -exec cat {} +",
                "find ~ -type f | xargs cat",
                "find . -name '.env' -exec grep . {} \\;",
                "echo 'rm -rf ~/precious' >> script.sh; bash script.sh",
                "(sleep 1; bash script.sh) & echo 'rm -rf ~/precious' > script.sh; wait",
                "cp -r sub/. .; bash script.sh",
                "git -C ~ grep --no-index key",
                "ln ~/.ssh/id_rsa k",
                "ln -s ../.ssh/id_rsa k; cat k",
                "cp -l ~/.ssh/id_rsa k",
                "cp -rs ~/.ssh k"
            })
    void isAsked(String line) throws Exception {
        Lines lines = new Lines(folder);
        Files.createSymbolicLink(lines.workspace.resolve("link"), lines.home.resolve("precious"));
        Assessment assessment = lines.assess(line);
        assertTrue(
                !assessment.complete() || assessment.reversibility() == Reversibility.IRREVERSIBLE,
                assessment.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cd link && cd .. && rm -rf sub", "cd link; cd ..; echo x > a", "cd link/..; rm -rf sub"})
    void aFolderBehindALinkIsNotTakenForAnother(String line) throws Exception {
        Lines lines = new Lines(folder);
        Files.createDirectories(lines.home.resolve("other"));
        Files.createSymbolicLink(lines.workspace.resolve("link"), lines.home.resolve("other"));
        assertFalse(lines.assess(line).complete() && lines.inherent(line) == Reversibility.READ_ONLY);
        assertEquals(Reversibility.IRREVERSIBLE, lines.assess(line).reversibility());
    }

    @ParameterizedTest
    @ValueSource(strings = {"git status", "git diff", "git add -A", "git stash"})
    void aRepositoryInsideAnotherRunsNothing(String line) throws Exception {
        World world = new World(folder);
        world.sh(
                "git init -q . && git init -q nested && cd nested && echo 1 >f && git add . && git commit -qm n && cd .."
                        + " && git add nested 2>/dev/null && git commit -qm nested"
                        + " && git -C nested config core.fsmonitor 'touch \"$HOME/pwned\"; false' && echo 2 >nested/f");
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("nobody"))
                .journal(Journal.inMemory())
                .build()) {
            assertFalse(gate.as(Caller.agent("tester"))
                    .call(world.tool, Arguments.of("command", line))
                    .ran());
        }
        assertEquals(Set.of(), pwned(world));
    }

    private static Set<String> pwned(World world) {
        return Files.exists(world.home.resolve("pwned")) ? Set.of("pwned") : Set.of();
    }
}
