package io.brattice.rulebook.prove;

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
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Tiers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call with one effect, put together piece by piece. */
final class Draft {

    /** Stands in a path of arguments for an item of a list. */
    private static final String EVERY = "*";

    String tool = "tool";
    Verb verb = Verb.UPDATE;
    String uri = "thing:other";
    Reversibility reversibility = Reversibility.READ_ONLY;
    Reversibility inherent = Reversibility.READ_ONLY;
    long count = 1;
    long bytes;
    Optional<Preview.Fidelity> fidelity = Optional.of(Preview.Fidelity.EXACT);
    long previewCount;
    long previewBytes;
    Caller.Kind kind = Caller.Kind.AGENT;
    String tenant = "";
    String agent = "agent";
    String session = "session";
    Optional<String> onBehalfOf = Optional.empty();
    Optional<String> parent = Optional.empty();
    Set<String> roles = Set.of();
    Set<String> taint = Set.of();
    Instant at = Instant.parse("2026-03-04T12:00:00Z");
    private final Map<List<String>, @Nullable Object> arguments = new LinkedHashMap<>();

    void argument(List<String> path, @Nullable Object value) {
        arguments.put(path, value);
    }

    Evidence evidence() {
        Effect effect = effect();
        Assessment assessment = reversibility == inherent
                ? Assessment.of(inherent, "made up for a proof", effect)
                : Assessment.safeguarded(
                        reversibility,
                        new Safeguard("proof", "whatever makes it " + reversibility),
                        "made up for a proof",
                        List.of(effect));
        List<Effect> seen = previewCount == 0 && previewBytes == 0
                ? List.of()
                : List.of(effect.measuring(previewCount, previewBytes));
        Optional<Preview> preview = fidelity.map(
                shown -> new Preview(seen, shown, Digest.of("made up for a proof"), "made up for a proof"));
        Caller caller = new Caller(kind, tenant, agent, session, onBehalfOf, roles, parent, taint);
        return new Evidence(
                new ToolCall("proof", tool, Arguments.from(tree()), caller, ""),
                assessment,
                preview,
                History.none(),
                at,
                Tiers.none());
    }

    Effect effect() {
        return new Effect(verb, new Resource(uri), count, bytes, reversibility, inherent);
    }

    private Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        arguments.forEach((path, value) -> put(root, path, value));
        return root;
    }

    @SuppressWarnings("unchecked") // every map in the tree is one of these
    private static void put(Map<String, @Nullable Object> into, List<String> path, @Nullable Object value) {
        if (path.size() == 1) {
            into.put(path.get(0), value);
            return;
        }
        Object inner = into.computeIfAbsent(path.get(0), none -> new LinkedHashMap<String, @Nullable Object>());
        if (inner instanceof Map<?, ?> members && !path.get(1).equals(EVERY)) {
            put((Map<String, @Nullable Object>) members, path.subList(1, path.size()), value);
        }
    }

    /** The same in the words of a call, for people. */
    @Override
    public String toString() {
        Evidence evidence = evidence();
        Set<String> parts = new LinkedHashSet<>();
        parts.add("tool " + tool + " with " + evidence.call().arguments().json());
        parts.add(verb + " of `" + uri + "`, count " + count + ", bytes " + bytes + ", " + reversibility
                + (inherent == reversibility ? "" : " by a safeguard, inherently " + inherent));
        parts.add("rehearsal " + fidelity.map(Enum::name).orElse("none") + ", count " + previewCount + ", bytes "
                + previewBytes);
        parts.add("by " + evidence.call().caller() + " at " + at);
        return String.join("\n  ", parts);
    }
}
