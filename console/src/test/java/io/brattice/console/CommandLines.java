package io.brattice.console;

import io.brattice.console.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.Map;

/** Runs command lines in this process, and holds what they print. */
public final class CommandLines {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Terminal terminal = terminal(Map.of(), false, "");

    private static Terminal terminal(Map<String, String> variables, boolean answering, String typed) {
        return new Terminal(
                variables, "olga", ZoneOffset.UTC, () -> answering, () -> answering, () -> new StringReader(typed));
    }

    /** From now on a person is at the terminal, and types this. */
    public CommandLines typing(String text) {
        terminal = terminal(Map.of("NO_COLOR", "1"), true, text);
        return this;
    }

    /** From now on the environment is this, and nobody is there. */
    public CommandLines in(Map<String, String> variables) {
        terminal = terminal(variables, false, "");
        return this;
    }

    /** Its exit code; what was printed before is forgotten. */
    public int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine(terminal)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString().strip();
    }
}
