package io.brattice.rulebook.load;

import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One file that is being read: where its problems go, and how large it may be. Its nodes have the forms of the language by now. */
record Source(Complaints complaints, Structure structure, Bounds bounds, CommandReader commands) {

    void complain(Node at, String text) {
        complaints.at(at, text);
    }

    Place place(Node node) {
        return complaints.place(node);
    }

    static String text(Node node) {
        return ((Node.Scalar) node).text();
    }

    static Optional<String> text(Node.Mapping mapping, String key) {
        return mapping.get(key).map(Source::text);
    }

    /** The items of a list, or the one thing that stands instead of it. */
    static List<Node> items(Node node) {
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
    }

    static Set<String> texts(Node node) {
        Set<String> texts = new TreeSet<>();
        items(node).forEach(each -> texts.add(text(each)));
        return texts;
    }

    static Optional<Long> whole(Node.Mapping mapping, String key) {
        return text(mapping, key).map(Long::parseLong);
    }

    /** A time that is more than nothing, or nothing where that is allowed. */
    Duration time(Node node, boolean mayBeZero) {
        Optional<Duration> time = Amounts.time(text(node));
        if (time.isEmpty() || (time.get().isZero() && !mayBeZero) || time.get().compareTo(Duration.ofDays(3660)) > 0) {
            complain(
                    node,
                    "`" + Complaints.excerpt(text(node))
                            + "` is no time that makes sense here; write one like `15m`, `1h30m` or `2d`");
            return Duration.ofHours(1);
        }
        return time.get();
    }

    /** A time over which something is summed up: histories reach back a year. */
    Duration window(Node node) {
        Duration time = time(node, false);
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofDays(366)) > 0) {
            complain(
                    node,
                    "`" + Complaints.excerpt(text(node))
                            + "` is outside of what can be looked back; write a time from 1s to 366d");
        }
        return time;
    }

    /** A number of bytes, or a size. */
    long bytes(Node node) {
        String text = text(node);
        Optional<Long> bytes = ((Node.Scalar) node).type() == Node.Type.INTEGER
                ? Optional.of(Long.parseLong(text))
                : Amounts.size(text)
                        .filter(each -> each.precision() - each.scale() < 19)
                        .map(java.math.BigDecimal::longValueExact);
        if (bytes.isEmpty()) {
            complain(node, "`" + Complaints.excerpt(text) + "` is no size; write one like `100MB` or `1GiB`");
        }
        return bytes.orElse(0L);
    }
}
