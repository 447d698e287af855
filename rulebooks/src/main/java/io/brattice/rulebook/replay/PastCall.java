package io.brattice.rulebook.replay;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.journal.Entry;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Tiers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call as the journal tells it.
 *
 * @param redacted the paths of arguments that were taken out before they were written down
 * @param namesRedacted true when the name of a resource was
 * @param cut true when it had more effects than were written down
 * @param isRead true for a call that passed as read-only: its effects were not written down
 */
record PastCall(Evidence evidence, List<List<String>> redacted, boolean namesRedacted, boolean cut, boolean isRead) {

    private static final String MARK = "[redacted ";
    private static final Set<Safeguard> WHATEVER = Set.of(new Safeguard("journal", "what it depended on then"));

    /** Empty for an entry that is no call, or one that nobody judged. */
    static Optional<PastCall> of(Entry entry) {
        boolean read = entry.kind() == Entry.Kind.READ;
        boolean judged = (entry.kind() == Entry.Kind.INTENT || entry.kind() == Entry.Kind.REFUSED)
                && entry.body().names().contains("effectsInAll");
        if (!read && !judged) {
            return Optional.empty();
        }
        try {
            return Optional.of(read ? read(entry) : judged(entry));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            return Optional.empty(); // redacted out of shape; the caller counts it
        }
    }

    private static PastCall read(Entry entry) {
        Assessment assessment = Assessment.of(Reversibility.READ_ONLY, "as it was judged then");
        return with(entry, assessment, Optional.empty(), false, false, true);
    }

    private static PastCall judged(Entry entry) {
        Map<String, @Nullable Object> body = entry.body().asMap();
        List<Effect> effects = new ArrayList<>();
        boolean hidden = false;
        for (Object one : (List<?>) there(body, "effects")) {
            Map<?, ?> effect = (Map<?, ?>) one;
            hidden = hidden || text(effect, "resource").contains(MARK);
            effects.add(effect(effect));
        }
        Reversibility with = Reversibility.valueOf(text(body, "reversibility"));
        Reversibility inherent = Reversibility.valueOf(text(body, "inherent"));
        boolean depends =
                with != inherent || effects.stream().anyMatch(effect -> effect.reversibility() != effect.inherent());
        Assessment assessment = new Assessment(
                effects,
                (Boolean) there(body, "complete"),
                with,
                inherent,
                depends ? WHATEVER : Set.of(),
                List.of("as it was judged then"));
        Optional<Preview> preview = body.get("preview") instanceof Map<?, ?> seen
                ? Optional.of(new Preview(
                        effects, Preview.Fidelity.valueOf(text(seen, "fidelity")), Digest.of("journal"), "journal"))
                : Optional.empty();
        boolean cut = ((Number) there(body, "effectsInAll")).longValue() > effects.size();
        return with(entry, assessment, preview, hidden, cut, false);
    }

    private static PastCall with(
            Entry entry, Assessment assessment, Optional<Preview> preview, boolean hidden, boolean cut, boolean read) {
        Map<String, @Nullable Object> body = entry.body().asMap();
        Map<?, ?> arguments = (Map<?, ?>) there(body, "arguments");
        List<List<String>> redacted = new ArrayList<>();
        find(arguments, List.of(), redacted);
        ToolCall call = new ToolCall(
                entry.call(),
                text(body, "tool"),
                Arguments.from(named(arguments)),
                caller((Map<?, ?>) there(body, "caller")),
                "");
        Evidence evidence = new Evidence(call, assessment, preview, History.none(), entry.at(), Tiers.none());
        return new PastCall(evidence, redacted, hidden, cut, read);
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> arguments) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        arguments.forEach((name, value) -> named.put((String) name, value));
        return named;
    }

    private static Effect effect(Map<?, ?> written) {
        return new Effect(
                Verb.valueOf(text(written, "verb")),
                new Resource(text(written, "resource")),
                ((Number) there(written, "count")).longValue(),
                ((Number) there(written, "bytes")).longValue(),
                Reversibility.valueOf(text(written, "reversibility")),
                Reversibility.valueOf(text(written, "inherent")));
    }

    private static Caller caller(Map<?, ?> written) {
        Set<String> taint = written.get("taint") instanceof List<?> labels
                ? labels.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
        return new Caller(
                Caller.Kind.valueOf(text(written, "kind")),
                text(written, "tenant"),
                text(written, "name"),
                text(written, "session"),
                Optional.ofNullable((String) written.get("onBehalfOf")),
                Set.of(),
                Optional.ofNullable((String) written.get("parent")),
                taint);
    }

    private static String text(Map<?, ?> from, String key) {
        return (String) there(from, key);
    }

    private static Object there(Map<?, ?> from, String key) {
        return Objects.requireNonNull(from.get(key), key);
    }

    /** A value is redacted as a whole, or in part of a text. */
    private static void find(@Nullable Object value, List<String> path, List<List<String>> found) {
        boolean whole = value instanceof Map<?, ?> members
                && members.size() == 2
                && members.containsKey("hmac")
                && members.containsKey("bytes");
        if (whole || (value instanceof String text && text.contains(MARK))) {
            found.add(path);
        } else if (value instanceof Map<?, ?> members) {
            members.forEach((name, inner) -> {
                List<String> deeper = and(path, (String) name);
                if (((String) name).contains(MARK)) {
                    found.add(path);
                }
                find(inner, deeper, found);
            });
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                find(items.get(i), and(path, Integer.toString(i)), found);
            }
        }
    }

    private static List<String> and(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
