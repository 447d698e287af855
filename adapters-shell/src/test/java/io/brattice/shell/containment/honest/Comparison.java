package io.brattice.shell.containment.honest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells in what a run differs from bare runs of the same line. What the bare runs do not agree on among themselves counts for
 * nothing, but no more of it than they have.
 */
final class Comparison {

    private static final int MOST_TOLD = 8;
    private static final int MOST_LETTERS = 300;

    private final List<Outcome> bare;
    private final Outcome other;
    private final List<String> told = new ArrayList<>();

    private Comparison(List<Outcome> bare, Outcome other) {
        this.bare = List.copyOf(bare);
        this.other = other;
    }

    /** One line per difference; none when there is none. */
    static List<String> differences(List<Outcome> bare, Outcome other) {
        Comparison comparison = new Comparison(bare, other);
        comparison.exits();
        comparison.texts("stdout", bare.stream().map(Outcome::out).toList(), other.out());
        comparison.texts("stderr", bare.stream().map(Outcome::err).toList(), other.err());
        comparison.trees();
        return comparison.told;
    }

    private void exits() {
        if (bare.stream().noneMatch(outcome -> outcome.exit() == other.exit())) {
            told.add("exit: bare " + bare.stream().map(Outcome::exit).distinct().toList() + ", then " + other.exit());
        }
    }

    private void texts(String where, List<String> before, String now) {
        if (before.contains(now)) {
            return;
        }
        boolean agreed = before.stream().distinct().count() == 1;
        List<Map<String, Integer>> lines =
                before.stream().map(Comparison::counted).toList();
        Map<String, Integer> mine = counted(now);
        int free = 0;
        for (Map<String, Integer> one : lines) {
            int own = 0;
            for (Map.Entry<String, Integer> line : one.entrySet()) {
                own += line.getValue() - least(lines, line.getKey());
            }
            free = Math.max(free, own);
        }
        int before0 = told.size();
        for (String line : lines.get(0).keySet()) {
            int missing = least(lines, line) - mine.getOrDefault(line, 0);
            if (missing > 0) {
                tell(where + " lacks", line);
            }
        }
        int additional = 0;
        List<String> more = new ArrayList<>();
        for (Map.Entry<String, Integer> line : mine.entrySet()) {
            int surplus = line.getValue() - least(lines, line.getKey());
            additional += Math.max(0, surplus);
            if (surplus > 0 && lines.stream().noneMatch(one -> one.containsKey(line.getKey()))) {
                more.add(line.getKey());
            }
        }
        if (additional > free) {
            more.forEach(line -> tell(where + " has", line));
        }
        // What several jobs of a build tell of their progress comes as they get on, so that two bare runs may agree by
        // chance.
        boolean jobs = where.equals("stderr") && mine.equals(lines.get(0));
        if (agreed && told.size() == before0 && !jobs) {
            told.add(where + ": the same lines in another order or number");
        }
    }

    private void tell(String what, String line) {
        if (told.size() < MOST_TOLD) {
            String shown = line.length() > MOST_LETTERS ? line.substring(0, MOST_LETTERS) + "…" : line;
            told.add(what + " `" + shown + "`");
        }
    }

    private static Map<String, Integer> counted(String text) {
        Map<String, Integer> lines = new HashMap<>();
        text.lines().forEach(line -> lines.merge(line, 1, Integer::sum));
        return lines;
    }

    private static int least(List<Map<String, Integer>> all, String line) {
        return all.stream().mapToInt(one -> one.getOrDefault(line, 0)).min().orElse(0);
    }

    private void trees() {
        List<Map<String, Tree.Node>> before =
                bare.stream().map(outcome -> outcome.tree().nodes()).toList();
        Map<String, Tree.Node> now = other.tree().nodes();
        Set<String> always = new HashSet<>(before.get(0).keySet());
        before.forEach(one -> always.retainAll(one.keySet()));
        for (String path : always.stream().sorted().toList()) {
            Tree.Node node = now.get(path);
            if (node == null) {
                tell("the folder lacks", path);
                continue;
            }
            Set<String> is = new HashSet<>();
            Set<String> holds = new HashSet<>();
            for (Map<String, Tree.Node> one : before) {
                is.add(Objects.requireNonNull(one.get(path)).is());
                holds.add(Objects.requireNonNull(one.get(path)).holds());
            }
            if (!is.contains(node.is())) {
                tell("another mode or owner (" + is + ", then " + node.is() + ")", path);
            }
            if (holds.size() == 1 && !holds.contains(node.holds())) {
                tell("another content", path);
            }
        }
        List<String> more = now.keySet().stream()
                .filter(path -> !always.contains(path))
                .sorted()
                .toList();
        int free = before.stream()
                .mapToInt(one -> one.size() - always.size())
                .max()
                .orElse(0);
        if (more.size() > free) {
            more.stream()
                    .filter(path -> before.stream().noneMatch(one -> one.containsKey(path)))
                    .forEach(path -> tell("the folder has", path));
        }
    }
}
