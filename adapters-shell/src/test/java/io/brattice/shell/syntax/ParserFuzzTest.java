package io.brattice.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * With {@code JAZZER_FUZZ=1} Jazzer looks for texts that break a promise: {@code JAZZER_FUZZ=1 ./mvnw -pl adapters-shell -am test
 * -Dtest=ParserFuzzTest}. Its agent changes the classes of the whole test run, so without the variable it stays out of it.
 */
@EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
class ParserFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void everyTextIsRefusedInOneLineOrPrintedAndReadAgain(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Script script;
        try {
            script = Parser.parse(text);
        } catch (SyntaxException e) {
            assertEquals(-1, e.getMessage().indexOf('\n'), e.getMessage());
            return;
        }
        String printed = Printer.print(script);
        try {
            assertEquals(script, Parser.parse(printed), printed);
        } catch (SyntaxException e) {
            throw new AssertionError(printed, e);
        }
    }
}
