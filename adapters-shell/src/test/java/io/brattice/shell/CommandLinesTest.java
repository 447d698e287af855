package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which simple commands a line has, for who must not look at a disk. */
class CommandLinesTest {

    private static String programs(String line) {
        return CommandLines.of(line)
                .map(all -> all.stream().map(CommandLines.Simple::program).collect(Collectors.joining(" ")))
                .orElse("unknown");
    }

    private static Set<String> options(String line) {
        return CommandLines.of(line).orElseThrow().get(0).options();
    }

    @Test
    void everySimpleCommandIsThere() {
        assertEquals(
                Optional.of(List.of(
                        new CommandLines.Simple(
                                "npm", Optional.of("test"), Set.of("--ci"), List.of("npm", "test", "--ci=x")),
                        new CommandLines.Simple(
                                "rm",
                                Optional.empty(),
                                Set.of("-r", "-R", "--recursive", "-f", "--force"),
                                List.of("rm", "-rf", "a b")),
                        new CommandLines.Simple(
                                "git",
                                Optional.of("push"),
                                Set.of("--force", "-f"),
                                List.of("git", "push", "--force", "--", "-x")))),
                CommandLines.of("npm test --ci=x 2>&1 >/dev/null | rm -rf 'a b'; /usr/bin/git push --force -- -x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                // wherever it stands
                "if true; then rm x; fi # true rm",
                "(rm x) # rm",
                "npm test & rm x # npm rm",
                "! rm x || npm test # rm npm",
                "case $x in a) rm x;; esac # rm",
                "for x in a b; do rm $x; done # rm rm",
                "npm test \"$(rm x)\" <<< y; ls `rm y` # unknown",
                "echo $(rm x) # unknown",
                "npm test <(rm x) # rm npm",
                "coproc rm x # rm",
                "trap 'rm x' EXIT # trap rm",
                "time rm x # rm",
                // functions are what is in them
                "f() { rm x; }; f # rm",
                "npm() { rm x; }; npm test # rm",
                "f() { rm x; }; npm test # npm",
                "command_not_found_handle() { rm x; }; npm test # npm",
                // texts that a shell is given
                "bash -c 'rm x' # bash rm",
                "sh -c 'npm test; sh -c \"rm x\"' # sh npm sh rm",
                "eval 'rm' x # eval rm",
                "e=ev; $e'al' rm x # export eval rm",
                "echo 'rm x' | bash # echo bash rm",
                "bash <<< 'rm x' # bash rm",
                "awk 'BEGIN{system(\"rm x\")}' # awk rm",
                "sed -e 'e rm x' f # sed rm",
                // wrappers
                "sudo -u root -- rm x # sudo rm",
                "env A=1 nice -n 5 rm x # env nice rm",
                "env -S 'rm x' # env rm",
                "timeout 5 nohup setsid rm x # timeout nohup setsid rm",
                "command rm x # command rm",
                "exec rm x # exec rm",
                "su -c 'rm x' # su rm",
                "echo a b | xargs rm # echo xargs rm",
                "find . -name x -exec rm {} + # find rm",
                "busybox rm x # busybox rm",
                "tar xf a.tar --to-command='rm x' # tar rm",
                "npx prisma db push # npx prisma",
                // spelled another way
                "r\\m x # rm",
                "'r'm x # rm",
                "$'\\x72m' x # rm",
                "r=r; m=m; $r$m x # export export rm",
                "rm${IFS}-rf${IFS}x # rm",
                "{rm,x} # rm",
                "a=(rm x); \"${a[@]}\" # export rm",
                "set -- rm x; \"$@\" # set rm",
                "/bin/../bin/rm x # rm",
                // what the shell does itself
                "X=1 npm test # env npm",
                "X=1; npm test # export npm",
                "npm test > out # tee npm",
                "npm test >> $x # tee npm",
                "npm test > /dev/null 2>&1 # npm",
                "exec 3<>/dev/tcp/example.com/80 # tee exec",
                // words that are not known, and cannot be options
                "npm test ./*.js # npm",
                "rm -f -- $x # rm",
                "cat ./$x # cat"
            })
    void whateverRunsIsACommand(String line, String programs) {
        assertEquals(programs, programs(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$x",
                "$x test",
                "npm $x",
                "npm test $x",
                "npm test \"$x\"",
                "npm test *",
                "npm $(cat f)",
                "${x:-rm} y",
                "~/npm test",
                "./npm test",
                "/tmp/npm test",
                "bin/npm test",
                ". ./x.sh",
                "source x",
                "bash x.sh",
                "bash -c \"$x\"",
                "cat f | sh",
                "eval $x",
                "sudo -s",
                "sudo --unheard-of rm x",
                "sudo $x rm",
                "env $x npm test",
                "xargs -a list rm",
                "ls | xargs -I{} rm {}",
                "ls | xargs",
                "parallel rm ::: x",
                "ssh host rm x",
                "vim -c '!rm x' y",
                "at now <<< 'rm x'",
                "expect -c 'spawn rm x'",
                "alias npm=rm",
                "shopt -s expand_aliases",
                "hash -p /tmp/rm npm; npm test",
                "enable -f x y",
                "PATH=/tmp:$PATH npm test",
                "export PATH=.; npm test",
                "LD_PRELOAD=./x.so npm test",
                "NODE_OPTIONS=--require=./x npm test",
                "BASH_ENV=x bash -c 'npm test'",
                "IFS=,; x=rm,y; $x",
                "read x <<< rm; $x y",
                "printf -v x rm; $x y",
                "while read x; do rm $x; done",
                "git -c alias.x='!rm y' x",
                "git rebase -x 'rm y' main",
                "git submodule foreach rm y",
                "git bisect run rm y",
                "git st",
                "git $x",
                "mvn -unheard-of test",
                "unheardof -C x push",
                "trap 'rm x' DEBUG",
                "trap \"$x\" EXIT",
                "((x[$(rm y)]))",
                "npm \u202etest",
                "[[ -f x ]]",
                "'",
                "",
                "   "
            })
    void whatMayBeAnythingIsNotKnown(String line) {
        assertEquals("unknown", programs(line));
    }

    @Test
    void anOptionIsThereInEverySpelling() {
        assertEquals(Set.of("--force", "-f"), options("git push -f"));
        assertEquals(Set.of("-r", "-R", "--recursive", "--recurs"), options("rm --recurs x"));
        assertTrue(options("find . -delete").contains("-delete"));
        assertEquals(Set.of("-n", "--namespace"), options("kubectl -n prod delete pod x"));
        assertEquals(Set.of("--rm"), options("docker run --rm image"));
    }

    @Test
    void theSubcommandIsFoundBehindOptions() {
        assertEquals(
                Optional.of("delete"),
                CommandLines.of("kubectl -n prod delete pod x")
                        .orElseThrow()
                        .get(0)
                        .subcommand());
        assertEquals(
                Optional.of("push"),
                CommandLines.of("git -C /x push").orElseThrow().get(0).subcommand());
        assertEquals(
                Optional.empty(), CommandLines.of("rm x").orElseThrow().get(0).subcommand());
    }

    /** A line that cannot be followed may take long, or be anything: nothing is thrown, and it ends. */
    @Test
    void noLineIsTooOdd() {
        long seed = Long.getLong("brattice.seed", 20261125L);
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "rm",
                " ",
                ";",
                "|",
                "&&",
                "$x",
                "${",
                "}",
                "$(",
                ")",
                "`",
                "'",
                "\"",
                "<<E",
                "\n",
                "E",
                "{",
                "(",
                "sudo ",
                "bash -c ",
                "eval ",
                "xargs ",
                "for x in a",
                "do",
                "done",
                "if",
                "fi",
                "then",
                "case",
                "esac",
                "f() ",
                "[[",
                "]]",
                ">",
                "<",
                "=",
                "git ",
                "push ",
                "-f ",
                "--",
                "*",
                "~",
                "\\",
                "#",
                "!",
                "env ",
                "-S ");
        for (int i = 0; i < 3_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int length = random.nextInt(25); length >= 0; length--) {
                line.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                CommandLines.of(line.toString());
            } catch (RuntimeException e) {
                throw new AssertionError("-Dbrattice.seed=" + seed + ": `" + line + "`", e);
            }
        }
    }

    @Test
    void onlyTheShellToolHasLines() {
        ToolCall other = new ToolCall("1", "sh", Arguments.of("command", "ls"), Caller.agent("a"), "");
        ToolCall number = new ToolCall("1", "bash", Arguments.of("command", 1), Caller.agent("a"), "");
        assertEquals(Optional.empty(), CommandLines.of(other));
        assertEquals(Optional.empty(), CommandLines.of(number));
    }
}
