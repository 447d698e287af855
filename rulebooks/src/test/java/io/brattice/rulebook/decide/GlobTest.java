package io.brattice.rulebook.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GlobTest {

    private static boolean fits(String glob, String text) {
        GlobPattern pattern = GlobPattern.of(glob);
        boolean plain = pattern.fits(text);
        assertEquals(plain, GlobMatcher.of(pattern).fits(text), glob + " of " + text);
        return plain;
    }

    @Test
    void aStarStopsAtASlashAndTwoDoNot() {
        assertTrue(fits("file:/srv/*", "file:/srv/db"));
        assertFalse(fits("file:/srv/*", "file:/srv/db/x"));
        assertTrue(fits("file:/srv/**", "file:/srv/db/x"));
        assertTrue(fits("file:/srv/**", "file:/srv/"));
        assertFalse(fits("file:/srv/**", "file:/srv"));
        assertFalse(fits("file:/srv/**", "file:/srvx/db"));
        assertTrue(fits("file:/**/.env", "file:/a/b/.env"));
        assertFalse(fits("file:/**/.env", "file:/a/b/x.env"));
        assertTrue(fits("*.delete", "svc.delete"));
        assertFalse(fits("*.delete", "a/svc.delete"));
    }

    @Test
    void bracesAndBackslashesMeanWhatIsWritten() {
        assertTrue(fits("git:x#{main,release/*}", "git:x#release/1"));
        assertFalse(fits("git:x#{main,release/*}", "git:x#mainline"));
        assertTrue(fits("{a,b{c,d}}e", "bde"));
        assertTrue(fits("{,a}b", "b"));
        assertTrue(fits("\\*\\{", "*{"));
        assertFalse(fits("\\*", "x"));
        assertTrue(fits("a,b}", "a,b}"));
        assertTrue(fits("[a]", "[a]"));
        assertFalse(fits("[a]", "a"));
        assertThrows(IllegalArgumentException.class, () -> GlobPattern.of("{a"));
        assertThrows(IllegalArgumentException.class, () -> GlobPattern.of("a\\"));
    }

    @Test
    void caseAndLookAlikesAreOtherLetters() {
        assertFalse(fits("prod-*", "Prod-1"));
        assertFalse(fits("prod-*", "рrod-1"));
        assertTrue(fits("?", "😀"));
        assertTrue(fits("x?z", "xéz"));
        assertFalse(fits("?", ""));
        assertFalse(fits("?", "/"));
    }

    @Test
    void bothWaysToMatchAgreeOnRandomPatterns() {
        long seed = Long.getLong("brattice.seed", 20261125L);
        Random random = new Random(seed);
        String[] parts = {"a", "b", "/", ".", "*", "**", "?", "{a,b}", "{a*,/b,}", "é", "😀", "\\*"};
        String[] letters = {"a", "b", "/", ".", "é", "😀", "*"};
        int fitted = 0;
        for (int i = 0; i < 100_000; i++) {
            String glob = some(random, parts, 6);
            fitted += fits(glob, some(random, letters, 6)) ? 1 : 0;
        }
        assertTrue(fitted > 1_000, "-Dbrattice.seed=" + seed + " fitted only " + fitted);
    }

    @Test
    void noPatternMakesItSlow() {
        String text = "a".repeat(8_000) + "b";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertFalse(fits("*a".repeat(30) + "c", text));
            assertFalse(fits("*a".repeat(300) + "c", text));
            assertFalse(fits("{a,aa}".repeat(100) + "c", text));
            assertFalse(fits("{*,**}".repeat(100) + "c", text));
            assertFalse(fits("**/".repeat(40) + "c", "/".repeat(8_000)));
        });
    }

    private static String some(Random random, String[] of, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(of[random.nextInt(of.length)]);
        }
        return text.toString();
    }
}
