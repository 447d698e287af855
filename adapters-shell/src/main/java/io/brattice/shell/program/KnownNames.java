package io.brattice.shell.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The well-known names of a registry: those that a name somebody made up, or mistyped, is held against. That a name is well known
 * says that many use it, not that it is harmless. A list that cannot be read knows no name.
 */
final class KnownNames {

    private static final Map<Registry, KnownNames> LOADED = new ConcurrentHashMap<>();

    private static final int MOST_ANSWERS = 1024;

    private final Map<String, Optional<String>> answers = new ConcurrentHashMap<>();
    private final Registry registry;
    private final Set<String> names;
    private final Set<String> scopes;
    private final Set<String> skeletons;

    private KnownNames(Registry registry, List<String> lines) {
        this.registry = registry;
        Set<String> whole = new HashSet<>();
        Set<String> owned = new HashSet<>();
        for (String line : lines) {
            if (line.endsWith("/*")) {
                owned.add(line.substring(0, line.length() - 1));
            } else {
                whole.add(registry.normal(line));
            }
        }
        names = Set.copyOf(whole);
        scopes = Set.copyOf(owned);
        skeletons = whole.stream().map(KnownNames::skeleton).collect(Collectors.toUnmodifiableSet());
    }

    /** The list of a registry; read once. */
    static KnownNames of(Registry registry) {
        return LOADED.computeIfAbsent(registry, KnownNames::load);
    }

    private static KnownNames load(Registry registry) {
        List<String> lines = new ArrayList<>();
        try (InputStream bytes = KnownNames.class.getResourceAsStream("known/" + registry.word() + ".txt")) {
            if (bytes != null) {
                BufferedReader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(lines::add);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            lines.clear();
        }
        return new KnownNames(registry, lines);
    }

    /** True for a name on the list, or in a scope or below a module on it, which have the same owner. */
    boolean has(String name) {
        String normal = registry.normal(name);
        if (names.contains(normal)) {
            return true;
        }
        if (registry == Registry.GO) {
            return below(normal);
        }
        int slash = normal.indexOf('/');
        return slash > 0 && scopes.contains(normal.substring(0, slash + 1));
    }

    private boolean below(String module) {
        for (int slash = module.lastIndexOf('/'); slash > 0; slash = module.lastIndexOf('/', slash - 1)) {
            if (names.contains(module.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    /** True when it could be taken for a well-known name: one slip away, or written with letters that look alike. */
    boolean resembles(String name) {
        String normal = registry.normal(name);
        if (names.contains(normal)) {
            return false;
        }
        return skeletons.contains(skeleton(normal))
                || nearest(name).filter(near -> slips(normal, near, 1) <= 1).isPresent();
    }

    /** The well-known name that it is most like, if it is like any. */
    Optional<String> nearest(String name) {
        Optional<String> known = answers.get(name);
        if (known == null) {
            known = search(name);
            if (answers.size() >= MOST_ANSWERS) {
                answers.clear();
            }
            answers.put(name, known);
        }
        return known;
    }

    private Optional<String> search(String name) {
        String normal = registry.normal(name);
        int most = Math.max(1, Math.min(4, normal.length() / 3));
        Optional<String> best = Optional.empty();
        int fewest = most + 1;
        String bare = skeleton(normal);
        for (String known : names) {
            int slips = skeleton(known).equals(bare) ? 0 : slips(normal, known, fewest);
            if (slips < fewest
                    || (slips == fewest
                            && slips <= most
                            && best.filter(b -> known.compareTo(b) < 0).isPresent())) {
                best = Optional.of(known);
                fewest = slips;
            }
        }
        return best;
    }

    /**
     * How many letters were left out, put in, mistaken or swapped with their neighbour (optimal string alignment); {@code most + 1}
     * as soon as it is more than that.
     */
    static int slips(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return most + 1;
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    /** The same for names that look alike, are said alike, or differ in marks only. */
    static String skeleton(String name) {
        StringBuilder bare = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '-', '_', '.' -> {}
                case '0' -> bare.append('o');
                case '1', 'l', 'I' -> bare.append('i');
                case '5' -> bare.append('s');
                default -> bare.append(c);
            }
        }
        return bare.toString().replace("rn", "m").replace("vv", "w").replace("colour", "color");
    }
}
