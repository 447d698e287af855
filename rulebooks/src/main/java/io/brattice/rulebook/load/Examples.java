package io.brattice.rulebook.load;

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
import io.brattice.rulebook.language.Example;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads cases. */
final class Examples {

    private static final Safeguard SAFEGUARD = new Safeguard("example", "what makes the effects of an example milder");
    private static final String WHY = "an example says so";

    private final Source source;
    private final Values values;
    private final Times times;

    Examples(Source source) {
        this.source = source;
        this.values = new Values(source);
        this.times = new Times(source);
    }

    List<Example> list(Optional<Node> node) {
        List<Example> all = new ArrayList<>();
        node.ifPresent(list ->
                Source.items(list).forEach(item -> example((Node.Mapping) item).ifPresent(all::add)));
        return all;
    }

    /** One case; empty where no such call can be, and then there is a complaint. */
    Optional<Example> example(Node.Mapping mapping) {
        try {
            ToolCall call = new ToolCall(
                    "example",
                    Source.text(mapping, "tool").orElseThrow(),
                    arguments(mapping.get("arguments")),
                    caller(mapping.get("caller")),
                    "");
            Optional<Assessment> assessment = assessment(mapping);
            Optional<Preview> preview = mapping.get("preview")
                    .map(node -> preview(
                            (Node.Mapping) node,
                            assessment.map(Assessment::effects).orElse(List.of())));
            Optional<Instant> at = mapping.get("at").map(node -> times.instant(node, ZoneOffset.UTC));
            if (assessment.isEmpty() && preview.isPresent()) {
                source.complain(mapping, "a `preview` belongs to a case with `effects` or `class`; add one of them");
            }
            return Optional.of(new Example(source.place(mapping), call, assessment, preview, at));
        } catch (IllegalArgumentException e) {
            source.complain(mapping, "no call can be like this: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Arguments arguments(Optional<Node> node) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        node.ifPresent(each -> ((Node.Mapping) each)
                .entries()
                .forEach(entry -> members.put(entry.key().text(), values.json(entry.value()))));
        return Arguments.from(members);
    }

    private static Caller caller(Optional<Node> node) {
        if (node.isEmpty()) {
            return Caller.agent("agent");
        }
        Node.Mapping mapping = (Node.Mapping) node.get();
        return new Caller(
                mapping.get("kind")
                        .map(kind -> Words.constant(Caller.Kind.class, kind))
                        .orElse(Caller.Kind.AGENT),
                Source.text(mapping, "tenant").orElse(""),
                Source.text(mapping, "agent").orElse("agent"),
                Source.text(mapping, "session").orElse(""),
                Source.text(mapping, "on-behalf-of"),
                mapping.get("roles").map(Source::texts).orElse(Set.of()),
                Source.text(mapping, "parent"),
                mapping.get("taint").map(Source::texts).orElse(Set.of()));
    }

    private Optional<Assessment> assessment(Node.Mapping mapping) {
        Optional<Reversibility> said = mapping.get("class").map(node -> Words.constant(Reversibility.class, node));
        if (said.isEmpty()
                && mapping.get("effects").isEmpty()
                && mapping.get("complete").isEmpty()) {
            return Optional.empty();
        }
        List<Effect> effects = effects(mapping.get("effects"), said);
        boolean complete = mapping.get("complete")
                .map(node -> ((Node.Scalar) node).isTrue())
                .orElse(true);
        Reversibility inherent = said.orElse(Reversibility.READ_ONLY);
        boolean safe = effects.stream().anyMatch(effect -> effect.reversibility() != effect.inherent());
        Reversibility with = effects.isEmpty() || !safe ? inherent : Reversibility.READ_ONLY;
        return Optional.of(
                new Assessment(effects, complete, with, inherent, safe ? Set.of(SAFEGUARD) : Set.of(), List.of(WHY)));
    }

    private List<Effect> effects(Optional<Node> node, Optional<Reversibility> otherwise) {
        List<Effect> effects = new ArrayList<>();
        node.ifPresent(list -> Source.items(list).forEach(item -> effects.add(effect((Node.Mapping) item, otherwise))));
        return effects;
    }

    private Effect effect(Node.Mapping mapping, Optional<Reversibility> otherwise) {
        Optional<Reversibility> bare = mapping.get("inherent")
                .map(each -> Words.constant(Reversibility.class, each))
                .or(() -> otherwise);
        Optional<Reversibility> with =
                mapping.get("reversibility").map(each -> Words.constant(Reversibility.class, each));
        if (bare.isEmpty() && with.isEmpty()) {
            source.complain(mapping, "nothing says how grave this effect is; add `inherent`, or `class` to the case");
        }
        Reversibility inherent = bare.or(() -> with).orElse(Reversibility.IRREVERSIBLE);
        Verb verb = Words.constant(Verb.class, mapping.get("verb").orElseThrow());
        return new Effect(
                verb,
                new Resource(Source.text(mapping, "resource").orElseThrow()),
                Source.whole(mapping, "count").orElse(1L),
                mapping.get("bytes").map(source::bytes).orElse(0L),
                with.orElse(inherent),
                inherent);
    }

    private Preview preview(Node.Mapping mapping, List<Effect> otherwise) {
        List<Effect> effects =
                mapping.get("effects").isPresent() ? effects(mapping.get("effects"), Optional.empty()) : otherwise;
        return new Preview(
                effects,
                Words.constant(Preview.Fidelity.class, mapping.get("fidelity").orElseThrow()),
                Digest.of("example"),
                "");
    }
}
