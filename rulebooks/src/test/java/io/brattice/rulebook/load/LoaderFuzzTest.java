package io.brattice.rulebook.load;

import static org.junit.jupiter.api.Assertions.fail;

import io.brattice.rulebook.check.Cases;
import io.brattice.rulebook.check.Check;
import io.brattice.rulebook.check.Finding;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that somebody, or something, has damaged: each is a rulebook or has problems, and nothing is thrown on the way to a decider. */
final class LoaderFuzzTest {

    private static final int TIMES = Boolean.getBoolean("brattice.long") ? 200_000 : 800;
    private static final long SLOW = 10_000_000_000L;
    private static final List<String> BITS = List.of(
            "{",
            "}",
            "[",
            "]",
            ": ",
            ", ",
            "- ",
            "\n",
            "\n  ",
            "&a ",
            "*a",
            "!!x ",
            "<<: ",
            "|\n",
            ">\n",
            "'",
            "\"",
            "#",
            "%",
            "?",
            "@",
            "`",
            "\t",
            "\0",
            "---\n",
            "...\n",
            "true",
            "null",
            "~",
            "0777",
            "1e999",
            "-1",
            "99999999999999999999",
            "any",
            "not",
            "all",
            "glob",
            "regex",
            "(",
            "(?=",
            "{1000}",
            "**",
            "\\",
            "é",
            "\u202e",
            "\ud83d\ude00",
            "file:",
            "always",
            "effect",
            "tier",
            "command",
            "every",
            "some",
            "present",
            "to.*",
            "/a/~1",
            "..");

    private static List<String> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        for (String name : List.of(
                "read-only-agent", "two-people-for-production", "allow-list-of-a-coding-agent", "budgeted-payments")) {
            try (InputStream in =
                    BookReader.class.getResourceAsStream("/io/brattice/rulebook/shipped/" + name + ".yaml")) {
                String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
                seeds.add(text.replaceAll("(?m)^ *#.*\n", ""));
            }
        }
        return seeds;
    }

    @Test
    void damagedFilesEndInProblemsOrInRulebooks() throws IOException {
        List<String> seeds = seeds();
        long seed = Long.getLong("brattice.seed", 20261125L);
        Random random = new Random(seed);
        int loaded = 0;
        for (int i = 0; i < TIMES; i++) {
            String text = damaged(seeds.get(random.nextInt(seeds.size())), random);
            long begin = System.nanoTime();
            try {
                loaded += goes(text) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("seed " + seed + ", file " + i + ":\n" + text, e);
            }
            if (System.nanoTime() - begin > SLOW) {
                fail("too slow: seed " + seed + ", file " + i + ":\n" + text);
            }
        }
        if (loaded < TIMES / 100) {
            fail("only " + loaded + " of " + TIMES + " were rulebooks: the damage is too great to test much");
        }
    }

    /** All the way: what is read is checked, tried and made ready to decide. */
    static boolean goes(String text) {
        Reading reading = BookReader.standard().read("fuzz", text.getBytes(StandardCharsets.UTF_8));
        if (!(reading instanceof Reading.Loaded loaded)) {
            return false;
        }
        List<Book> layers = List.of(loaded.book());
        if (Check.of(layers, Optional.empty()).stream().map(Finding::kind).noneMatch(Finding.Kind::stops)) {
            Decider.of(layers, CommandReader.none()).digest();
            new Cases(CommandReader.none(), Map.of()).of(layers);
        }
        return true;
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(damaged.length() + 1);
            int to = Math.min(damaged.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> damaged.delete(at, to);
                case 1 -> damaged.insert(at, BITS.get(random.nextInt(BITS.size())));
                case 2 -> damaged.replace(at, to, BITS.get(random.nextInt(BITS.size())));
                case 3 -> {
                    int from = random.nextInt(text.length());
                    damaged.insert(at, text, from, Math.min(text.length(), from + random.nextInt(60)));
                }
                default -> {
                    if (at < damaged.length()) {
                        damaged.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
                    }
                }
            }
        }
        return damaged.toString();
    }
}
