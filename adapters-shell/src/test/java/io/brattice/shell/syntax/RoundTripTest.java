package io.brattice.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

    @TempDir
    Path folder;

    @Test
    void whatIsPrintedIsReadAsTheSameTree() throws Exception {
        Random random = new Random(99);
        Sentences sentences = new Sentences(random);
        List<String> texts = new ArrayList<>(Snippets.all());
        for (int i = 0; i < 5_000; i++) {
            texts.add(sentences.program());
        }
        for (String text : texts) {
            Script script = Parser.parse(text);
            String printed = Printer.print(script);
            assertEquals(script, Parser.parse(printed), text);
            assertEquals(printed, Printer.print(Parser.parse(printed)), text);
        }
    }

    @Test
    void bashDoesTheSameWithThePrintedProgram() throws Exception {
        long seed = 2_024;
        Sentences sentences = new Sentences(new Random(seed));
        int count = Boolean.getBoolean("brattice.long") ? 5_000 : 200;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = sentences.program();
            texts.add(text);
            Files.writeString(folder.resolve(i + ".a"), Sentences.preamble() + text + "\n");
            Files.writeString(
                    folder.resolve(i + ".b"), Sentences.preamble() + Printer.print(Parser.parse(text)) + "\n");
        }
        Files.writeString(folder.resolve("f"), "content of f\n");
        String runs =
                "for ((i = 0; i < $1; i++)); do for each in a b; do (source ./$i.$each) </dev/null >$i.$each.out; done; done";
        new Bash(folder).run(folder, runs, String.valueOf(count));
        for (int i = 0; i < count; i++) {
            assertEquals(
                    Files.readString(folder.resolve(i + ".a.out")),
                    Files.readString(folder.resolve(i + ".b.out")),
                    "seed " + seed + ": " + texts.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "it's", "'", "\\", "a\\'b\n$x`y`\"", "é", "-rf", "\t", "'''", "*", "~", "\r", "!"})
    void aQuotedTextIsOneWordForBash(String text) throws Exception {
        assertEquals(text, new Bash(folder).run(folder, "printf %s " + Quoting.single(text)));
        Word word = Quoting.word(text);
        assertEquals(text, word.staticValue().orElseThrow());
        assertEquals(text, new Bash(folder).run(folder, "printf %s " + Printer.print(word)));
    }
}
