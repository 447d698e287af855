package io.brattice.rulebook.prove;

import io.brattice.rulebook.decide.GlobPattern;
import io.brattice.rulebook.decide.GlobPattern.Part;
import io.brattice.rulebook.decide.ResourceText;
import io.brattice.rulebook.language.TextTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every way in which a text can answer some tests, with a shortest text for each: all tests read the same letters at the same time,
 * and each combination of places they can have come to is visited once.
 */
final class TextCells {

    private static final int MOST_STATES = 300_000;
    private static final long MOST_WORK = 20_000_000;
    private static final int MOST_WAYS = 16_384;

    /** Which letters a text may go on with; keeps what it needs to know of the text so far in a number. */
    interface Shape {
        int begin();

        /** The number after one more letter, or -1 where no text goes on like this. */
        int after(int state, int letter);

        /** True when a text may end here. */
        boolean mayEnd(int state);
    }

    /** A text that stands for all that answer like it. */
    record Found(String text, BitSet fits) {}

    private final List<Way> ways = new ArrayList<>();
    private final Shape shape;
    private final boolean uris;
    private final int[] alphabet;
    private boolean complete = true;

    private TextCells(List<TextTest> tests, Shape shape, boolean uris) {
        this.shape = shape;
        this.uris = uris;
        Set<Integer> letters = new TreeSet<>();
        for (int i = 0; i < tests.size(); i++) {
            for (List<Part> parts : ways(tests.get(i), uris)) {
                ways.add(new Way(i, parts));
                parts.forEach(part -> {
                    if (part instanceof Part.Letter letter) {
                        letters.add(letter.codePoint());
                    }
                });
            }
        }
        complete = ways.size() <= MOST_WAYS;
        letters.add((int) '/');
        letters.add((int) ':');
        letters.addAll(other(letters, shape));
        alphabet = letters.stream().mapToInt(Integer::intValue).toArray();
    }

    /** True for tests that are read letter by letter; the others nobody can go through here. */
    static boolean isReadable(TextTest test, boolean uris) {
        return test instanceof TextTest.Is
                || test instanceof TextTest.In
                || test instanceof TextTest.Prefix
                || test instanceof TextTest.Glob
                || (uris && test instanceof TextTest.Under);
    }

    /**
     * All there are; empty where that are too many.
     *
     * @param uris tests of the URIs of resources
     */
    static Optional<List<Found>> of(List<TextTest> tests, Shape shape, boolean uris) {
        TextCells cells = new TextCells(tests, shape, uris);
        return cells.complete ? cells.search() : Optional.empty();
    }

    /** One letter stands for all that no test names; none where every letter there can be is named. */
    private static List<Integer> other(Set<Integer> named, Shape shape) {
        String plain = "abcdefghijklmnopqrstuvwxyz0123456789-_~+=@!$&ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (int i = 0; i < plain.length() + 512; i++) {
            int letter = i < plain.length() ? plain.charAt(i) : 0xe0 + i - plain.length();
            boolean possible = shape != Shapes.TOOL || letter < 0x7f;
            if (possible && !named.contains(letter)) {
                return List.of(letter);
            }
        }
        return List.of();
    }

    private Optional<List<Found>> search() {
        Set<List<Integer>> seen = new HashSet<>();
        Map<List<Object>, Found> found = new LinkedHashMap<>();
        ArrayDeque<At> open = new ArrayDeque<>();
        At first = new At("", shape.begin(), start());
        long work = 0;
        open.add(first);
        seen.add(first.key());
        while (!open.isEmpty()) {
            At at = open.remove();
            tell(at, found);
            for (int letter : alphabet) {
                Optional<At> next = after(at, letter);
                if (next.isPresent() && seen.add(next.get().key())) {
                    work += next.get().places().size() + 1L;
                    if (seen.size() > MOST_STATES || work > MOST_WORK) {
                        return Optional.empty();
                    }
                    open.add(next.get());
                }
            }
        }
        return Optional.of(List.copyOf(found.values()));
    }

    private void tell(At at, Map<List<Object>, Found> found) {
        BitSet fits = fits(at);
        if (shape.mayEnd(at.shape())) {
            found.putIfAbsent(List.of("", fits), new Found(at.text(), fits));
        }
        if (!uris || at.text().indexOf(':') < 0) {
            return;
        }
        // Names whose end leaves something open answer for themselves and for what stands before it.
        if (at.text().endsWith(":")) {
            found.putIfAbsent(List.of(":", fits), new Found(at.text(), fits));
            after(at, '*').ifPresent(all -> tell(":*", fits, all, found));
        }
        after(at, '/').ifPresent(folder -> {
            tell("/", fits, folder, found);
            after(folder, '*').ifPresent(all -> tell("/*", fits, all, found));
        });
    }

    private void tell(String end, BitSet before, At at, Map<List<Object>, Found> found) {
        found.putIfAbsent(List.of(end, before, fits(at)), new Found(at.text(), fits(at)));
    }

    private Optional<At> after(At at, int letter) {
        int next = shape.after(at.shape(), letter);
        return next < 0
                ? Optional.empty()
                : Optional.of(new At(at.text() + Character.toString(letter), next, after(at.places(), letter)));
    }

    /** A text and the places that the ways which are still open have come to. */
    private record At(String text, int shape, Map<Integer, Integer> places) {
        List<Integer> key() {
            List<Integer> key = new ArrayList<>(places.size() * 2 + 1);
            key.add(shape);
            places.forEach((way, place) -> {
                key.add(way);
                key.add(place);
            });
            return key;
        }
    }

    private Map<Integer, Integer> start() {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < ways.size(); i++) {
            places.put(i, 0);
        }
        return places;
    }

    private Map<Integer, Integer> after(Map<Integer, Integer> places, int letter) {
        Map<Integer, Integer> next = new LinkedHashMap<>();
        places.forEach((way, place) -> {
            int then = ways.get(way).after(place, letter);
            if (then >= 0) {
                next.put(way, then);
            }
        });
        return next;
    }

    private BitSet fits(At at) {
        BitSet fits = new BitSet();
        at.places().forEach((way, place) -> {
            if (ways.get(way).ends(place)) {
                fits.set(ways.get(way).test);
            }
        });
        return fits;
    }

    /** One way to fit a test, as a machine whose states are made when they are first come to. */
    private static final class Way {
        private final int test;
        private final List<Part> parts;
        private final List<BitSet> states = new ArrayList<>();
        private final Map<BitSet, Integer> numbers = new HashMap<>();
        private final Map<Long, Integer> moves = new HashMap<>();

        Way(int test, List<Part> parts) {
            this.test = test;
            this.parts = parts;
            BitSet start = new BitSet();
            start.set(0);
            number(closed(start));
        }

        boolean ends(int state) {
            return states.get(state).get(parts.size());
        }

        int after(int state, int letter) {
            return moves.computeIfAbsent((long) state << 32 | letter, none -> {
                BitSet next = new BitSet();
                BitSet from = states.get(state);
                for (int i = from.nextSetBit(0); i >= 0 && i < parts.size(); i = from.nextSetBit(i + 1)) {
                    Part part = parts.get(i);
                    if (part instanceof Part.Run run) {
                        next.set(i, next.get(i) || run.deep() || letter != '/');
                    } else if (part instanceof Part.Letter wanted ? wanted.codePoint() == letter : letter != '/') {
                        next.set(i + 1);
                    }
                }
                return next.isEmpty() ? -1 : number(closed(next));
            });
        }

        private BitSet closed(BitSet places) {
            for (int i = places.nextSetBit(0); i >= 0 && i < parts.size(); i = places.nextSetBit(i + 1)) {
                if (parts.get(i) instanceof Part.Run) {
                    places.set(i + 1);
                }
            }
            return places;
        }

        private int number(BitSet places) {
            return numbers.computeIfAbsent(places, none -> {
                states.add(places);
                return states.size() - 1;
            });
        }
    }

    private static List<List<Part>> ways(TextTest test, boolean uris) {
        if (test instanceof TextTest.Is is) {
            return List.of(letters(is.text()));
        }
        if (test instanceof TextTest.In in) {
            return in.texts().stream().map(TextCells::letters).toList();
        }
        if (test instanceof TextTest.Prefix prefix) {
            return List.of(and(letters(prefix.prefix()), new Part.Run(true)));
        }
        if (test instanceof TextTest.Glob glob) {
            return flat(GlobPattern.of(glob.pattern()).parts());
        }
        if (!uris || !(test instanceof TextTest.Under)) {
            throw new IllegalArgumentException("not read letter by letter: " + test);
        }
        List<List<Part>> ways = new ArrayList<>();
        for (String head : ResourceText.heads(test)) {
            if (head.endsWith("/")) {
                ways.add(and(letters(head), new Part.Run(true)));
            } else {
                ways.add(letters(head));
                ways.add(and(letters(head + "/"), new Part.Run(true)));
                ways.add(and(letters(head + "#"), new Part.Run(true)));
            }
        }
        return ways;
    }

    private static List<List<Part>> flat(List<Part> parts) {
        List<List<Part>> all = new ArrayList<>();
        all.add(List.of());
        for (Part part : parts) {
            List<List<Part>> tails = part instanceof Part.Either either
                    ? either.of().stream().flatMap(one -> flat(one).stream()).toList()
                    : List.of(List.of(part));
            List<List<Part>> next = new ArrayList<>();
            for (List<Part> way : all) {
                for (List<Part> tail : tails) {
                    List<Part> longer = new ArrayList<>(way);
                    longer.addAll(tail);
                    next.add(longer);
                    if (next.size() > MOST_WAYS) {
                        return next;
                    }
                }
            }
            all = next;
        }
        return all;
    }

    private static List<Part> letters(String text) {
        return text.codePoints().<Part>mapToObj(Part.Letter::new).toList();
    }

    private static List<Part> and(List<Part> parts, Part last) {
        List<Part> all = new ArrayList<>(parts);
        all.add(last);
        return all;
    }
}
