package io.brattice.rulebook.load;

import static io.brattice.rulebook.load.Grammar.may;
import static io.brattice.rulebook.load.Grammar.must;

import io.brattice.rulebook.load.Form.Many;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The forms of conditions. */
final class ConditionForms {

    private static final List<Atom> VALUES =
            List.of(new Atom.AnyText(), new Atom.Numeric(), new Atom.Bool(), new Atom.Nothing());

    private ConditionForms() {}

    static void into(Grammar grammar) {
        conditions(grammar);
        texts(grammar);
        values(grammar);
        ranges(grammar);
        effects(grammar);
        callers(grammar);
        times(grammar);
    }

    private static void conditions(Grammar g) {
        g.mapping(
                "condition",
                "All of its keys must hold. What cannot be told (a missing argument, one of another type) is unknown,"
                        + " which counts for deny and escalate and not for allow. All conditions on `effect` speak of one"
                        + " and the same effect.",
                Many.AT_LEAST_ONE,
                may("always", "boolean", "`true`: of every effect."),
                may("tool", "text-test", "The name of the tool."),
                may("arguments", "arguments", "Arguments, only beside or below a condition on the tool."),
                may("effect", "effect", "What is done to what."),
                may(
                        "command",
                        "command",
                        "Every simple command of the command line is like this; only beside or below a condition on"
                                + " the tool."),
                may("preview", "preview", "What the rehearsal shows."),
                may("caller", "caller", "Who asks."),
                may(
                        "taint",
                        "text-test",
                        "A label of untrusted material that the session has read; one that fits is enough."),
                may("time", "time", "Days and times of day, in a zone."),
                may("between", "between", "From one moment until before another."),
                may("history", "history", "How much this principal did lately, this call not included."),
                may(
                        "recreated",
                        "recreated",
                        "It makes anew what was deleted lately, or deletes what was made lately."),
                may("any", "conditions", "One of these is enough."),
                may("all", "conditions", "All of these."),
                may("not", "condition", "Not this one."));
        g.list("conditions", "Conditions.", "condition");
    }

    /** The operators of texts that stand for themselves. */
    static Form.Key[] atoms() {
        return new Form.Key[] {
            may("is", "any-text", "Exactly this text, whatever is in it."),
            may("in", "texts", "One of these."),
            may(
                    "glob",
                    "text",
                    "A glob over the whole text: `*` is any run without `/`, `**` any run, `?` one character but `/`,"
                            + " `{a,b}` either, `\\` takes the next character as it is."),
            may("prefix", "text", "Begins with this."),
            may("under", "text", "An absolute path, or a `file:` resource, that is this one or below it."),
            may("regex", "text", "A regular expression (RE2) over the whole text."),
            may("cidr", "text", "An address inside this network, such as `10.0.0.0/8`."),
            may("domain", "text", "A host name that is this domain or below it.")
        };
    }

    private static Form.Key[] with(Form.Key[] some, Form.Key... more) {
        List<Form.Key> all = new ArrayList<>(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
        return all.toArray(new Form.Key[0]);
    }

    private static void texts(Grammar g) {
        g.either(
                "text-test",
                "A text is an exact match, a list is one of them, a mapping names an operator.",
                List.of(new Atom.Text()),
                Optional.of("text"),
                Many.EXACTLY_ONE,
                with(
                        atoms(),
                        may("any", "text-tests", "One of these is enough."),
                        may("all", "text-tests", "All of these."),
                        may("not", "text-test", "Not this one.")));
        g.list("text-tests", "Tests.", "text-test");
        g.either(
                "word-test",
                "A text is an exact match, a list is one of them, a mapping names an operator.",
                List.of(new Atom.Text()),
                Optional.of("text"),
                Many.EXACTLY_ONE,
                atoms()[0],
                atoms()[1],
                atoms()[2],
                atoms()[3],
                atoms()[5]);
    }

    private static void values(Grammar g) {
        g.named(
                "arguments",
                "Paths of arguments, as `a.b.0` or `/a/b/0`, each with a test. A `*` stands for every item: then the"
                        + " test says `some` or `every`.",
                Many.AT_LEAST_ONE,
                "value-test");
        g.scalar("value", "A text, a number, a boolean or null.", VALUES.toArray(new Atom[0]));
        Form.Key[] numbers = bounds("amount");
        g.either(
                "value-test",
                "A value is an exact match, a list is one of them, a mapping names an operator. Ends of a range stand"
                        + " together.",
                VALUES,
                Optional.of("value"),
                Many.AT_LEAST_ONE,
                with(
                        with(atoms(), numbers),
                        may(
                                "present",
                                "boolean",
                                "Whether there is such an argument, be it null. The one test that is never unknown."),
                        may("equals", "value", "Exactly this value."),
                        may("any", "value-tests", "One of these is enough."),
                        may("all", "value-tests", "All of these."),
                        may("not", "value-test", "Not this one."),
                        may("every", "value-test", "Where the path has a `*`: it holds for all there are."),
                        may("some", "value-test", "Where the path has a `*`: it holds for one of them.")));
        g.list("value-tests", "Tests.", "value-test");
        g.scalar(
                "amount",
                "A number, a size like `100MB`, or a time like `15m`; one kind in one range.",
                new Atom.Numeric(),
                new Atom.Measured("a size like `100MB`", Amounts.SIZE),
                new Atom.Measured("a time like `15m`", Amounts.TIME));
    }

    static Form.Key[] bounds(String form) {
        return new Form.Key[] {
            may("at-least", form, "This or more."),
            may("more-than", form, "More than this."),
            may("at-most", form, "This or less."),
            may("less-than", form, "Less than this."),
            may("from", form, "With `to`: from this one on."),
            may("to", form, "With `from`: up to and with this one.")
        };
    }

    private static void ranges(Grammar g) {
        g.either(
                "count-range",
                "A number is exactly that many; a mapping is a range.",
                List.of(new Atom.Whole(0, Long.MAX_VALUE)),
                Optional.empty(),
                Many.AT_LEAST_ONE,
                bounds("count"));
        g.either("size-range", "A range of bytes.", List.of(), Optional.empty(), Many.AT_LEAST_ONE, bounds("size"));
    }

    private static void effects(Grammar g) {
        g.mapping(
                "effect",
                "What is done to what.",
                Many.AT_LEAST_ONE,
                may("verb", "verbs", "What it does."),
                may("resource", "text-test", "The URI of what it does it to, such as `file:/srv/www/index.html`."),
                may(
                        "tier",
                        "texts",
                        "The tier of that resource. What is unresolved is in every tier for deny and escalate, and in"
                                + " none for allow."),
                may("count", "count-range", "How many things it concerns."),
                may("bytes", "size-range", "How much data it concerns."),
                may(
                        "inherent",
                        "class-test",
                        "Its class when nothing is kept first. What deny and escalate rules should use."),
                may("reversibility", "class-test", "Its class once its safeguard exists."));
        g.words(
                "verb",
                "What an effect does.",
                "read",
                "create",
                "update",
                "delete",
                "execute",
                "send",
                "disclose",
                "spend",
                "grant",
                "interrupt");
        g.oneOrMore("verbs", "One verb, or a list of them.", "verb");
        g.either(
                "class-test",
                "A class is exactly that one.",
                g.form("class").scalars(),
                Optional.empty(),
                Many.EXACTLY_ONE,
                may("or-worse", "class", "This class or a graver one."),
                may("or-milder", "class", "This class or a milder one."));
        g.mapping(
                "command",
                "Every simple command of the command line, wherever it hides. Unknown where the line cannot be taken"
                        + " apart.",
                Many.AT_LEAST_ONE,
                may("program", "word-test", "Its name, without a folder."),
                may("subcommand", "word-test", "The first word that is no option."),
                may("options", "texts", "Options each of which must be given, however they are spelled."),
                may(
                        "only-options",
                        "options",
                        "Options besides which none may be given, in all their spellings; an empty list allows none."));
        g.list("options", "Options, such as `--force` or `-r`.", "text");
        g.mapping(
                "preview",
                "What the rehearsal shows.",
                Many.AT_LEAST_ONE,
                may(
                        "fidelity",
                        "fidelities",
                        "How much of what will happen it shows; `none` where there is no rehearsal."),
                may("count", "count-range", "How many things it counted in all."),
                may("bytes", "size-range", "How many bytes it counted in all."));
        g.words("fidelity", "How much a rehearsal shows.", "none", "partial", "exact");
        g.oneOrMore("fidelities", "One fidelity, or a list of them.", "fidelity");
    }

    private static void callers(Grammar g) {
        g.mapping(
                "caller",
                "Who asks. What a caller does not have (a role, a parent) does not hold; it is never unknown.",
                Many.AT_LEAST_ONE,
                may("kind", "kinds", "What sort of caller."),
                may("tenant", "text-test", "The tenant."),
                may("agent", "text-test", "The name of the agent, application or person."),
                may("session", "text-test", "The session."),
                may("on-behalf-of", "text-test", "The person it acts for."),
                may("role", "text-test", "A role; one that fits is enough."),
                may("parent", "text-test", "The session that started it."),
                may("taint", "text-test", "A label of untrusted material it has read; one that fits is enough."));
        g.words("kind", "What sort of caller.", "agent", "application", "person");
        g.oneOrMore("kinds", "One sort of caller, or a list of them.", "kind");
    }

    private static void times(Grammar g) {
        g.mapping(
                "time",
                "On these days from one time of day to another; past midnight where `from` is after `to`, and then the"
                        + " day is that of the start.",
                Many.ANY,
                must("zone", "zone", "In which zone."),
                may("days", "days", "On which days, such as `mon-fri` or `[sat, sun]`; else on all."),
                may("from", "time-of-day", "From when on; else from the beginning of the day."),
                may("to", "time-of-day", "Until when; else until the end of the day."));
        String day = "(mon|tue|wed|thu|fri|sat|sun)";
        g.scalar(
                "day",
                "A day, or days from one to another.",
                new Atom.Measured("a day like `mon` or days like `mon-fri`", day + "(-" + day + ")?"));
        g.oneOrMore("days", "Days.", "day");
        g.scalar("time-of-day", "`22:00`.", new Atom.Measured("a time like `22:00`", "([01][0-9]|2[0-3]):[0-5][0-9]"));
        g.mapping(
                "between",
                "From one moment until before another.",
                Many.ANY,
                must("from", "instant", "When it begins."),
                must("until", "instant", "When it ends."),
                must("zone", "zone", "In which zone these are."));
        g.mapping(
                "history",
                "How much this principal did lately with a verb, this call not included.",
                Many.ANY,
                with(
                        new Form.Key[] {
                            must("verb", "verb", "What it did."),
                            must("within", "duration", "How far back."),
                            may("sum", "measure", "Of what; else `count`.")
                        },
                        bounds("size")));
        g.words(
                "measure",
                "What is counted: calls, the count of their effects, or their bytes.",
                "calls",
                "count",
                "bytes");
        g.mapping(
                "recreated",
                "It makes anew what this principal deleted lately, or deletes what it made; both inherently"
                        + " recoverable or graver.",
                Many.ANY,
                must("within", "duration", "How far back."));
    }
}
