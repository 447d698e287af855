package io.brattice.rulebook.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.policy.Evidence;
import io.brattice.rulebook.language.Book;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The matcher that decides and the definition it is made from, over rulebooks and calls that nobody thought of. */
final class AgreementTest {

    private static final int CALLS_FOR_EACH = 50;

    @Test
    void theMatcherSaysWhatTheDefinitionSays() {
        long seed = Long.getLong("brattice.seed", 20261125L);
        int pairs = Boolean.getBoolean("brattice.long") ? 10_000_000 : 200_000;
        for (int i = 0; i < pairs / CALLS_FOR_EACH; i++) {
            compare(seed + i);
        }
    }

    private static void compare(long seed) {
        Random random = new Random(seed);
        List<Book> layers = new RandomRulebooks(random).layers();
        Interpreter definition = Interpreter.of(layers, RandomEvidence.COMMANDS);
        Decider matcher = Decider.of(layers, RandomEvidence.COMMANDS);
        RandomEvidence calls = new RandomEvidence(random);
        for (int i = 0; i < CALLS_FOR_EACH; i++) {
            Evidence evidence = calls.next();
            int call = i;
            assertEquals(
                    definition.decide(evidence),
                    matcher.decide(evidence),
                    () -> "-Dbrattice.seed=" + seed + ", call " + call);
        }
        assertEquals(definition.digest(), matcher.digest());
    }
}
