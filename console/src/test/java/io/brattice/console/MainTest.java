package io.brattice.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The command line around the commands. */
final class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesTheCommands() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("demo"));
    }

    @Test
    void noCommandAtAllShowsHelp() {
        assertEquals(0, run());
        assertTrue(out.toString().startsWith("Usage: brattice"));
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().startsWith("brattice "));
        assertEquals(1, out.toString().lines().count());
    }

    @Test
    void anUnknownCommandSuggestsTheNearest() {
        assertEquals(2, run("dmeo"));
        assertEquals(
                "brattice: unknown word `dmeo`: did you mean `demo`?",
                err.toString().strip());
    }

    @Test
    void anUnknownOptionSuggestsTheNearest() {
        assertEquals(2, run("demo", "--asj"));
        assertEquals(
                "brattice: unknown word `--asj`: did you mean `--ask`?",
                err.toString().strip());
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void everyCommandIsFoundByItsName() {
        assertEquals(
                new java.util.TreeSet<>(Main.commands(io.brattice.console.terminal.Terminal.ofThisProcess())
                        .keySet()),
                new java.util.TreeSet<>(Main.commandLine().getSubcommands().keySet()));
    }
}
