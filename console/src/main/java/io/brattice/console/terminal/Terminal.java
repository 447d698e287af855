package io.brattice.console.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The terminal of a command, and the person at it.
 *
 * @param variables the environment of this process
 * @param user the name of the person
 * @param zone the time zone of the person
 * @param showing whether standard output is a terminal
 * @param answering whether a person could answer
 * @param typed what the person types
 */
public record Terminal(
        Map<String, String> variables,
        String user,
        ZoneId zone,
        BooleanSupplier showing,
        BooleanSupplier answering,
        Supplier<Reader> typed) {

    public Terminal {
        variables = Map.copyOf(variables);
    }

    /** Of this process. */
    public static Terminal ofThisProcess() {
        return new Terminal(
                System.getenv(),
                System.getProperty("user.name"),
                ZoneId.systemDefault(),
                () -> isTerminal("1"),
                () -> isTerminal("0") && isTerminal("1"),
                () -> new InputStreamReader(System.in, Charset.defaultCharset()));
    }

    /** Puts a question to the person. Everything but a yes is a no, the end of the input too. */
    public boolean agrees(String question, PrintWriter out) {
        out.print(question + " [y/N] ");
        out.flush();
        try {
            String line = new BufferedReader(typed.get()).readLine();
            return line != null
                    && (line.strip().equalsIgnoreCase("y") || line.strip().equalsIgnoreCase("yes"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks {@code test}: Java's console cannot tell input from output, and means something else since JDK 22. */
    public static boolean isTerminal(String descriptor) {
        try {
            return new ProcessBuilder("test", "-t", descriptor)
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
