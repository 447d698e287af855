package io.brattice.console.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.keys.KeyFolder;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A rulebook from the person who signs it to the one who looks whether it is theirs. */
class SignRulebookTest {

    private static final String PASS = "correct horse";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object command, Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = String.valueOf(arguments[i]);
        }
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private SignRulebook signing() {
        Terminal terminal =
                new Terminal(Map.of(), "ada", ZoneOffset.UTC, () -> false, () -> false, () -> new StringReader(""));
        return new SignRulebook(terminal, prompt -> PASS.toCharArray());
    }

    @Test
    void whatWasSignedIsGoodUntilItsTextChanges() throws Exception {
        Path keys = folder.resolve("keys");
        KeyFolder.in(keys).make("ada", PASS.toCharArray());
        Path book = Files.writeString(
                folder.resolve("brattice.yaml"), "version: 1\nname: b\nlayer: team\nmode: read-only\n");
        Path key = keys.resolve("ada.pub.pem");

        assertEquals(4, run(new VerifyRulebook(), book, "--key", key), "it is not signed yet");
        assertEquals(0, run(signing(), book, "--keys", keys), err::toString);
        assertEquals(0, run(new VerifyRulebook(), book, "--key", key), err::toString);
        assertTrue(out.toString().contains("good: layer `team`, serial 1"), out::toString);

        Files.writeString(book, "version: 1\nname: b\nlayer: team\n");
        assertEquals(4, run(new VerifyRulebook(), book, "--key", key));
        assertTrue(err.toString().contains("another text"), err::toString);
        assertEquals(0, run(signing(), book, "--keys", keys), err::toString);
        assertTrue(out.toString().contains("serial 2"), out::toString);
    }

    @Test
    void whatDoesNotLoadIsNotSigned() throws Exception {
        Path keys = folder.resolve("keys");
        KeyFolder.in(keys).make("ada", PASS.toCharArray());
        Path book = Files.writeString(folder.resolve("b.yaml"), "version: 1\nname: b\nlayer: team\nrulez: []\n");

        assertEquals(4, run(signing(), book, "--keys", keys));

        assertTrue(err.toString().contains("rules"), err::toString);
        assertTrue(Files.notExists(folder.resolve("b.yaml.sig")));
    }
}
