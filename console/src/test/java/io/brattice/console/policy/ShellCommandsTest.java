package io.brattice.console.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.rulebook.language.SimpleCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which command lines can be taken apart, and into what. */
final class ShellCommandsTest {

    private static Optional<List<SimpleCommand>> read(String line) {
        return new ShellCommands()
                .commands(new ToolCall("1", "bash", Arguments.of("command", line), Caller.agent("a"), ""));
    }

    @Test
    void everySimpleCommandIsThere() {
        assertEquals(
                Optional.of(List.of(
                        new SimpleCommand("npm", Optional.of("test"), Set.of("--ci"), List.of("npm", "test", "--ci=x")),
                        new SimpleCommand(
                                "rm", Optional.empty(), Set.of("-rf", "-r", "-f"), List.of("rm", "-rf", "a b")),
                        new SimpleCommand(
                                "git",
                                Optional.of("push"),
                                Set.of("--force"),
                                List.of("/usr/bin/git", "push", "--force", "--", "-x")))),
                read("npm test --ci=x 2>&1 >/dev/null | rm -rf 'a b'; /usr/bin/git push --force -- -x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm test $X",
                "npm $(rm x)",
                "`rm x`",
                "npm test > out.txt",
                "npm test >> out.txt",
                "X=1 npm test",
                "X=1",
                "./npm test",
                "/tmp/npm test",
                "sudo npm test",
                "env npm test",
                "bash -c 'rm x'",
                "xargs rm",
                "eval rm",
                "if true; then rm x; fi",
                "(rm x)",
                "{ rm x; }",
                "f() { rm x; }; f",
                "for x in a; do rm x; done",
                "ls *.txt",
                "ls ~",
                "ls {a,b}",
                "git -C /x push",
                "mvn -q test",
                "npm test <<< $X",
                "'",
                "",
                "   ",
                "find . -delete",
                "npm test <(rm x)",
                "$X",
                "alias npm=rm"
            })
    void whatCouldBeSomethingElseCannotBeRead(String line) {
        assertEquals(Optional.empty(), read(line));
    }

    @Test
    void otherToolsHaveNoCommandLine() {
        assertEquals(
                Optional.empty(),
                new ShellCommands()
                        .commands(new ToolCall("1", "sh", Arguments.of("command", "ls"), Caller.agent("a"), "")));
    }
}
