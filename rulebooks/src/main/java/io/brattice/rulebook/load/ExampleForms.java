package io.brattice.rulebook.load;

import static io.brattice.rulebook.load.Grammar.may;
import static io.brattice.rulebook.load.Grammar.must;

import io.brattice.rulebook.load.Form.Many;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The forms of examples. */
final class ExampleForms {

    private ExampleForms() {}

    private static Form.Key[] example() {
        return new Form.Key[] {
            must("tool", "text", "The name of the tool."),
            may("arguments", "values", "Its arguments; else none."),
            may("effects", "example-effects", "What it would do."),
            may("class", "class", "How grave it inherently is; else as grave as its gravest effect."),
            may("complete", "boolean", "`false` where it may do more than is listed; else `true`."),
            may("caller", "example-caller", "Who asks; else an agent named `agent`."),
            may("preview", "example-preview", "What a rehearsal saw; else there was none."),
            may("at", "instant", "When, in UTC; else 2025-06-04T12:00, a Wednesday.")
        };
    }

    static void into(Grammar g) {
        g.list("examples", "Cases.", "example");
        g.mapping(
                "example",
                "A case. With `effects` or `class` it is evidence and always checked; without it is a raw call,"
                        + " checked where the tool's classifier is installed.",
                Many.ANY,
                example());
        List<Form.Key> keys = new ArrayList<>(Arrays.asList(example()));
        keys.add(must("expect", "decision", "What is to come of it."));
        keys.add(may("name", "text", "What the case is called in reports; else its place."));
        keys.add(may("rules", "texts", "Rules that must be among the reasons."));
        keys.add(may("rules-not", "texts", "Rules that must not be."));
        keys.add(may("people", "people", "How many people must be asked."));
        g.mapping("case", "A case of `brattice policy test`.", Many.ANY, keys.toArray(new Form.Key[0]));
        g.list("case-list", "Cases.", "case");
        g.mapping(
                Grammar.CASES,
                "A file for `brattice policy test`.",
                Many.ANY,
                may("rulebooks", "texts", "The rulebooks, the upper layers first; relative to this file."),
                must("cases", "case-list", "The cases."));
        g.any("json", "Any value.");
        g.named("values", "Arguments by name.", Many.ANY, "json");
        g.list("example-effects", "Effects.", "example-effect");
        g.mapping(
                "example-effect",
                "One effect.",
                Many.ANY,
                must("verb", "verb", "What it does."),
                must("resource", "text", "The URI of what it does it to."),
                may("inherent", "class", "Its class when nothing is kept first; else that of the case."),
                may("reversibility", "class", "Its class once its safeguard exists; else the inherent one."),
                may("count", "count", "How many things; else 1."),
                may("bytes", "size", "How much data; else 0."));
        g.mapping(
                "example-caller",
                "Who asks.",
                Many.AT_LEAST_ONE,
                may("kind", "kind", "Else `agent`."),
                may("tenant", "text", "The tenant."),
                may("agent", "text", "The name; else `agent`."),
                may("session", "text", "The session."),
                may("on-behalf-of", "text", "The person it acts for."),
                may("roles", "texts", "Its roles."),
                may("parent", "text", "The session that started it."),
                may("taint", "texts", "Labels of untrusted material it has read."));
        g.mapping(
                "example-preview",
                "What a rehearsal saw.",
                Many.ANY,
                must("fidelity", "fidelity", "How much of what will happen it shows."),
                may("effects", "example-effects", "What it saw; else the effects of the case."));
    }
}
