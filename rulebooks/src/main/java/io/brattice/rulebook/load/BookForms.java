package io.brattice.rulebook.load;

import static io.brattice.rulebook.load.Grammar.may;
import static io.brattice.rulebook.load.Grammar.must;

import io.brattice.rulebook.load.Form.Many;
import java.util.List;
import java.util.Optional;

/** The forms of a file and its sections. */
final class BookForms {

    private BookForms() {}

    static void into(Grammar grammar) {
        scalars(grammar);
        root(grammar);
        sections(grammar);
        budgets(grammar);
        closures(grammar);
    }

    private static void scalars(Grammar g) {
        g.scalar("text", "A text. What YAML takes for a number or a boolean stands in quotes.", new Atom.Text());
        g.oneOrMore("texts", "One text, or a list of them.", "text");
        g.scalar("any-text", "A text, which may be empty.", new Atom.AnyText());
        g.scalar(
                "id",
                "A name: letters, digits, `.`, `_`, `-`, `/`, at most 100.",
                new Atom.Measured(
                        "a name of letters, digits, `.`, `_`, `-` and `/`", "[A-Za-z0-9][A-Za-z0-9._/-]{0,99}"));
        g.scalar("boolean", "`true` or `false`.", new Atom.Bool());
        g.scalar("count", "A whole number, zero or more.", new Atom.Whole(0, Long.MAX_VALUE));
        g.scalar(
                "size",
                "A number of bytes, or a text like `100MB` (millions of bytes) or `1GiB` (2^30 bytes).",
                new Atom.Whole(0, Long.MAX_VALUE),
                new Atom.Measured("a size like `100MB`", Amounts.SIZE));
        g.scalar(
                "duration",
                "A time: `90s`, `15m`, `1h30m`, `2d`, `1w`, or ISO 8601 like `PT1H`.",
                new Atom.Measured("a time like `15m`, `1h30m` or `2d`", Amounts.TIME));
        g.scalar("zone", "A time zone of the IANA database, such as `Europe/Berlin`, or `UTC`.", new Atom.Text());
        g.scalar(
                "instant",
                "A day (`2026-12-20`, from its beginning) or a day and time (`2026-12-20T18:00`), in the zone beside"
                        + " it.",
                new Atom.Measured(
                        "a day like `2026-12-20` or a time like `2026-12-20T18:00`",
                        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?"));
        g.words(
                "class",
                "How far an effect can be taken back: `read-only` changes nothing, `reversible` can be put back"
                        + " exactly by the gate, `recoverable` by something outside, `irreversible` by nobody.",
                "read-only",
                "reversible",
                "recoverable",
                "irreversible");
    }

    private static void root(Grammar g) {
        g.mapping(
                Grammar.ROOT,
                "A rulebook: one file, one layer.",
                Many.ANY,
                must("version", "version", "The version of the language: 1."),
                may("name", "text", "What people call it; else the name of the file."),
                may("layer", "id", "The layer it is written for, such as `organisation`, `team` or `application`."),
                may("mode", "mode", "`read-only`: nothing above read-only may run at all."),
                may("defaults", "defaults", "What happens to an effect that no rule covers."),
                may("limits", "limits", "What `allow-if-rehearsed` allows at most, summed over a call."),
                may("changes", "changes", "How much one session may delete by the defaults before a person is asked."),
                may(
                        "tiers",
                        "tiers",
                        "Names for resources that deserve the same care, in order: the first that fits counts."),
                may("rules", "rules", "The rules. Their order means nothing: deny beats escalate beats allow."),
                may("delegate", "delegate", "What this layer leaves to a lower one."),
                may("budgets", "budgets", "Sums over calls that must not pass a limit."),
                may("error-budget", "error-budget", "How much may go wrong before an agent may only read."),
                may("freezes", "freezes", "Times at which nothing may change."),
                may("safety-resets", "safety-resets", "Times at which every change needs two people."));
        g.scalar("version", "1.", new Atom.Whole(1, 1));
        g.words("mode", "`read-only`, or `normal`, which is the default.", "read-only", "normal");
        g.mapping(
                "defaults",
                "What happens to an effect that no rule covers, by its class.",
                Many.AT_LEAST_ONE,
                may("read-only", "answer", "Else `allow`."),
                may("reversible", "answer", "Else `allow`."),
                may("recoverable", "answer", "Else `allow-if-rehearsed`."),
                may("irreversible", "answer", "Else `escalate`."));
        g.words(
                "answer",
                "`allow`, `allow-if-rehearsed` (an exact rehearsal is inside the limits; else escalate), `escalate`"
                        + " (ask a person), `deny`.",
                "allow",
                "allow-if-rehearsed",
                "escalate",
                "deny");
        g.mapping(
                "limits",
                "Up to where an exactly rehearsed, recoverable call passes.",
                Many.AT_LEAST_ONE,
                may("effects", "count", "How many things; else 50."),
                may("bytes", "size", "How much data; else 100MB."));
        g.either(
                "changes",
                "A person is asked at each multiple of any of the three. `unlimited` asks nobody.",
                List.of(new Atom.Words(List.of("unlimited"))),
                Optional.empty(),
                Many.AT_LEAST_ONE,
                may("lines", "count", "Lines of files; else 2000."),
                may("things", "count", "Files, and all else that is no line; else 1000."),
                may("bytes", "size", "Their bytes; else 1GB."));
    }

    private static void sections(Grammar g) {
        g.named("tiers", "Each name with its patterns.", Many.AT_LEAST_ONE, "patterns");
        g.either(
                "pattern",
                "Over the URI of a resource. A text is a glob: `*` is any run without `/`, `**` any run, `?` one"
                        + " character but `/`, `{a,b}` either.",
                List.of(new Atom.Text()),
                Optional.empty(),
                Many.EXACTLY_ONE,
                ConditionForms.atoms());
        g.oneOrMore("patterns", "One pattern, or a list of them.", "pattern");
        g.list("rules", "Rules.", "rule");
        g.mapping(
                "rule",
                "One rule.",
                Many.ANY,
                must("id", "id", "Its name, unique in all layers; shown in verdicts, briefs and the journal."),
                must("when", "condition", "When it speaks."),
                must("then", "decision", "What it says."),
                may(
                        "up-to",
                        "class",
                        "Only beside `allow`: the gravest class an effect may inherently have; else `recoverable`."),
                may("approval", "approval", "Only beside `escalate`: what a yes must satisfy; else one person."),
                may("advice", "text", "What the agent reads: what to do instead."),
                may("matches", "examples", "Cases it must speak of."),
                may("matches-not", "examples", "Cases it must not speak of."));
        g.words("decision", "`allow`, `escalate` (ask people) or `deny`.", "allow", "escalate", "deny");
        g.words("restriction", "`escalate` (ask people) or `deny`.", "escalate", "deny");
        g.mapping(
                "approval",
                "What a yes must satisfy.",
                Many.AT_LEAST_ONE,
                may("people", "people", "How many different people; else 1."),
                may("roles", "texts", "Each of these roles must be held by one of them."),
                may(
                        "independent",
                        "boolean",
                        "Whether the person the agent acts for does not count; else true where there are several."),
                may("answer-within", "duration", "Silence longer than this is a no; else 1h."),
                may("valid-for", "duration", "How long a yes may be used; else 15m."),
                may("cool-down", "duration", "How long a yes rests before it may be used; else 0s."),
                may("to", "texts", "Whom to ask: people, groups or channels."));
        g.scalar("people", "From 1 to 16.", new Atom.Whole(1, 16));
        Form.Key[] delegation = {
            must("to", "id", "The name of the lower layer."),
            must(
                    "when",
                    "condition",
                    "For which effects its allow rules stand against the escalating rules and defaults of this one."),
            must("up-to", "class", "Up to which inherent class.")
        };
        g.mapping("delegation", "What is left to a lower layer. A deny never is.", Many.ANY, delegation);
        g.either(
                "delegate",
                "One delegation, or a list of them.",
                List.of(),
                Optional.of("delegation"),
                Many.ANY,
                delegation);
    }

    private static void budgets(Grammar g) {
        g.list("budgets", "Budgets.", "budget");
        g.mapping(
                "budget",
                "A sum over calls that must not pass a limit.",
                Many.ANY,
                must("id", "id", "Its name, unique in all layers."),
                must("when", "condition", "Which effects count."),
                must("sum", "sum", "What is summed up."),
                may("by", "caller-fields", "Who shares one account; else everybody does."),
                must("window", "window", "Over which time."),
                must("limit", "limit", "What the sum must not pass."),
                must("then", "restriction", "What happens to the call that would pass it."),
                may("approval", "approval", "Only beside `escalate`: what a yes must satisfy; else one person."),
                may("advice", "text", "What the agent reads: what to do instead."));
        g.either(
                "sum",
                "`calls`, the `count` or `bytes` of the effects that fit, or an argument.",
                List.of(new Atom.Words(List.of("calls", "count", "bytes"))),
                Optional.empty(),
                Many.ANY,
                must("argument", "text", "The path of an argument that is a number, or the text of one."),
                may("unit", "text", "The path of the argument that names its unit or currency."),
                may("only", "text", "The unit that counts; another one is an error, and the call is refused."));
        g.words(
                "caller-field",
                "A fact about the caller.",
                "kind",
                "tenant",
                "agent",
                "session",
                "on-behalf-of",
                "parent");
        g.oneOrMore("caller-fields", "One fact about the caller, or a list of them.", "caller-field");
        g.either(
                "window",
                "A time up to now (`24h`), or the span of a calendar.",
                List.of(new Atom.Measured("a time like `24h`", Amounts.TIME)),
                Optional.empty(),
                Many.ANY,
                must("calendar", "calendar", "Which span; weeks begin on Monday."),
                must("zone", "zone", "In which zone it begins."));
        g.words("calendar", "A span of the calendar.", "hour", "day", "week", "month");
        g.scalar(
                "limit",
                "A number, or a size.",
                new Atom.Numeric(),
                new Atom.Measured("a size like `10GB`", Amounts.SIZE));
        g.mapping(
                "error-budget",
                "How many calls above read-only may fail, end unknown or be refused by a person, before the principal"
                        + " may only read until a person resets it.",
                Many.ANY,
                must("failures", "failures", "How many."),
                must("within", "duration", "Within which time."),
                may("advice", "text", "What the agent reads."));
        g.scalar("failures", "From 1 to 256: a history knows no more.", new Atom.Whole(1, 256));
    }

    private static void closures(Grammar g) {
        g.list("freezes", "Change freezes.", "freeze");
        g.mapping(
                "freeze",
                "A time at which nothing may change.",
                Many.ANY,
                must("id", "id", "Its name, unique in all layers."),
                must("from", "instant", "When it begins."),
                must("until", "instant", "When it ends."),
                must("zone", "zone", "In which zone these are."),
                may("tiers", "texts", "On which tiers; else everywhere."),
                may("then", "restriction", "What happens to a change; else `deny`."),
                may("approval", "approval", "Only beside `escalate`: what a yes must satisfy; else one person."),
                may("advice", "text", "What the agent reads."));
        g.list("safety-resets", "Safety resets.", "safety-reset");
        g.mapping(
                "safety-reset",
                "A time at which every change needs two people. It never softens a deny.",
                Many.ANY,
                must("id", "id", "Its name, unique in all layers."),
                must("from", "instant", "When it begins."),
                must("until", "instant", "When it ends."),
                must("zone", "zone", "In which zone these are."),
                may("tiers", "texts", "On which tiers; else everywhere."),
                may("approval", "approval", "More than two people, roles, times."),
                may("advice", "text", "What the agent reads."));
    }
}
