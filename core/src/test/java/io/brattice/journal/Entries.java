package io.brattice.journal;

import io.brattice.action.Arguments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Entries for tests: the same number gives the same entry. */
final class Entries {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private Entries() {}

    static Entry entry(int number) {
        Entry.Kind[] kinds = Entry.Kind.values();
        return new Entry(
                kinds[number % kinds.length],
                "call-" + number,
                START.plusMillis(number),
                Arguments.of("number", number, "tool", "shell", "effect", "delete"));
    }

    static List<Entry> entries(int from, int to) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            entries.add(entry(i));
        }
        return entries;
    }

    static Entry random(Random random) {
        Entry.Kind[] kinds = Entry.Kind.values();
        return new Entry(
                kinds[random.nextInt(kinds.length)],
                text(random, 20),
                START.plusNanos(random.nextInt()),
                Arguments.from(Map.of(
                        "text",
                        text(random, 3000),
                        text(random, 8),
                        random.nextLong(),
                        "list",
                        List.of(random.nextInt(), text(random, 5)))));
    }

    static List<Entry> read(Journal journal) throws JournalException {
        List<Entry> entries = new ArrayList<>();
        journal.read(entries::add);
        return entries;
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(longest);
        for (int i = 0; i < length; i++) {
            int codePoint = random.nextInt(4) == 0 ? random.nextInt(0x2ff) : 'a' + random.nextInt(26);
            text.appendCodePoint(random.nextInt(200) == 0 ? 0x1f600 + random.nextInt(50) : codePoint);
        }
        return text.toString();
    }
}
