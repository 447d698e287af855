package io.brattice.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A seeded fuzzer that needs nothing but itself: mutated snippets and random letters. */
class RandomTextTest {
    private static final String LETTERS = "\"'`$(){}[]<>|&;!#~*?=\\ \n\ta1-:@,+/%^x";

    @Test
    void everyTextIsRefusedInOneLineOrPrintedAndReadAgain() throws Exception {
        long seed = 31_337;
        Random random = new Random(seed);
        Mutations mutations = new Mutations(random);
        List<String> snippets = Snippets.all();
        int count = Boolean.getBoolean("brattice.long") ? 3_000_000 : 60_000;
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            String text =
                    i % 4 == 0 ? letters(random) : mutations.mutate(snippets.get(random.nextInt(snippets.size())));
            accepted += reads(text, seed) ? 1 : 0;
        }
        assertTrue(accepted > count / 4, accepted + " of " + count);
    }

    private static boolean reads(String text, long seed) {
        Script script;
        try {
            script = Parser.parse(text);
        } catch (SyntaxException e) {
            assertEquals(-1, e.getMessage().indexOf('\n'), e.getMessage());
            return false;
        }
        String printed = Printer.print(script);
        try {
            assertEquals(
                    script,
                    Parser.parse(printed),
                    () -> "seed " + seed + ", text `" + text + "`, printed `" + printed + "`");
        } catch (SyntaxException e) {
            throw new AssertionError("seed " + seed + ", text `" + text + "`, printed `" + printed + "`", e);
        }
        return true;
    }

    private static String letters(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
