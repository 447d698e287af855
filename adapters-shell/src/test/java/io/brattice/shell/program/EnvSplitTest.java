package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvSplitTest {

    private static final String[] PARTS = {
        "a", "b", " ", "  ", "\t", "\n", "'", "\"", "\\", "\\\\", "\\'", "\\\"", "\\_", "\\c", "\\n", "\\t", "\\#", "#",
        " #", "$", "\\$", "${A}", "=", "\\x", "\\v"
    };

    @Test
    void splitsAsEnvDoes() throws Exception {
        long seed = Long.getLong("seed", 20_261_125L);
        int rounds = Integer.getInteger("rounds", 60);
        assumeTrue(run("A").isPresent(), "no env of GNU here");
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            Optional<List<Term>> ours = EnvSplit.words("- " + text, Map.of("A", Term.of("1 \"2")));
            Optional<String> theirs = run(text.toString());
            assertEquals(theirs, ours.map(EnvSplitTest::printed), "seed " + seed + ", text [" + text + "]");
        }
    }

    @Test
    void aVariableThatIsNotKnownIsNotUnderstood() {
        assertEquals(Optional.empty(), EnvSplit.words("a ${B}", Map.of("A", Term.of("1"))));
        assertEquals(Optional.empty(), EnvSplit.words("a ${A}", Map.of("A", Term.beginning("1"))));
        assertEquals(Optional.empty(), EnvSplit.words("a $A", Map.of("A", Term.of("1"))));
    }

    private static String printed(List<Term> words) {
        StringBuilder all = new StringBuilder();
        for (Term word : words) {
            all.append('<').append(word.text()).append('>');
        }
        return all.toString();
    }

    /** What the real one makes of it; empty when it refuses, or is not that of GNU. */
    private static Optional<String> run(String text) throws Exception {
        List<String> argv = new ArrayList<>(List.of("/usr/bin/env", "-S", "/usr/bin/printf <%s> - " + text));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("A", "1 \"2");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    }
}
