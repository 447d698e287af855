package io.brattice.console.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.rulebook.language.SimpleCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rulebooks read command lines as the shell tool does; `CommandLinesTest` has the lines. */
final class ShellCommandsTest {

    private static Optional<List<SimpleCommand>> read(String tool, String line) {
        return new ShellCommands()
                .commands(new ToolCall("1", tool, Arguments.of("command", line), Caller.agent("a"), ""));
    }

    @Test
    void everySimpleCommandIsThere() {
        assertEquals(
                Optional.of(List.of(
                        new SimpleCommand("sudo", Optional.empty(), Set.of(), List.of("sudo", "git", "push", "-f")),
                        new SimpleCommand(
                                "git", Optional.of("push"), Set.of("-f", "--force"), List.of("git", "push", "-f")))),
                read("bash", "sudo git push -f"));
    }

    @Test
    void whatIsNotKnownIsNotRead() {
        assertEquals(Optional.empty(), read("bash", "npm test $X"));
        assertEquals(Optional.empty(), read("other", "ls"));
        assertTrue(new ShellCommands().isCommandLine("bash", "command"));
    }
}
