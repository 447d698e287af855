package io.brattice.aws.rule;

import io.brattice.action.Arguments;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the file of a service. What is wrong is said in one line that names the file, the rule and the field. */
final class RuleReader {

    private static final Set<String> FILE = Set.of("service", "source", "note", "facts", "rules");
    private static final Set<String> CASE = Set.of("if", "letter", "verbs", "why", "undo", "safer");
    private static final Set<String> RULE =
            Set.of("source", "note", "skips", "cases", "examples", "letter", "verbs", "why", "undo", "safer");
    private static final Set<String> FACT = Set.of("call", "with", "take", "absent", "nothing", "source");

    private final String service;
    private final String source;

    private RuleReader(String service, String source) {
        this.service = service;
        this.source = source;
    }

    /** The rules in a file; where there is something wrong with it, what that is, and no rules. */
    static RuleFile read(String service, String json) {
        try {
            Members file =
                    Members.of(Arguments.fromJson(json).asMap(), "the file").allow(FILE);
            if (!file.text("service", "").equals(service)) {
                throw new IllegalArgumentException("`service` is not the name of the file");
            }
            RuleReader reader = new RuleReader(service, file.text("source", ""));
            Map<String, FactRow> facts = new LinkedHashMap<>();
            file.object("facts")
                    .all()
                    .forEach((id, row) -> facts.put(
                            id,
                            at(
                                    "fact `" + id + "`",
                                    () -> reader.fact(id, Members.of(row, "it").allow(FACT)))));
            List<Rule> rules = new ArrayList<>();
            file.object("rules")
                    .all()
                    .forEach((names, rule) -> rules.add(at(
                            "rule `" + names + "`",
                            () -> reader.rule(names, Members.of(rule, "it").allow(RULE)))));
            return RuleFile.of(rules, facts);
        } catch (IllegalArgumentException e) {
            return RuleFile.broken("`" + service + ".json`: " + e.getMessage());
        }
    }

    private static <T> T at(String place, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private FactRow fact(String id, Members row) {
        if (!id.startsWith(service + ".")) {
            throw new IllegalArgumentException("its id does not begin with `" + service + ".`");
        }
        String[] call = called(row.text("call", ""));
        String take = row.text("take", "");
        if (!take.startsWith("/")) {
            throw new IllegalArgumentException("`take` is no pointer: write `/Member/0/Inner`");
        }
        Set<String> nothing = Set.copyOf(row.words("nothing"));
        return new FactRow(
                id, call[0], call[1], row.object("with").all(), take, row.all().get("absent"), nothing);
    }

    private String[] called(String call) {
        if (!call.matches("([a-z0-9-]+:)?[A-Z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("`call` is `" + call + "`: write `Operation` or `service:Operation`");
        }
        int colon = call.indexOf(':');
        return colon < 0
                ? new String[] {service, call}
                : new String[] {call.substring(0, colon), call.substring(colon + 1)};
    }

    private Rule rule(String names, Members row) {
        String from = row.text("source", source);
        if (from.isBlank()) {
            throw new IllegalArgumentException("`source` is missing, here and in the file");
        }
        List<Case> cases = new ArrayList<>();
        for (Object one : row.has("cases") ? row.list("cases") : List.of(plain(row))) {
            String place = "case " + (cases.size() + 1);
            cases.add(at(place, () -> fit(Members.of(one, "it").allow(CASE))));
        }
        if (cases.isEmpty() || !(cases.get(cases.size() - 1).fits() instanceof Condition.Always)) {
            throw new IllegalArgumentException("the last case has an `if`; end with one that has none");
        }
        List<String> operations = List.of(names.split(" ", -1));
        for (String name : operations) {
            requireName(name, cases);
        }
        List<Rule.Example> examples = new ArrayList<>();
        for (Object one : row.list("examples")) {
            examples.add(at("example " + (examples.size() + 1), () -> example(one)));
        }
        Set<Guard> skips = EnumSet.noneOf(Guard.class);
        for (String name : row.words("skips")) {
            skips.add(Guard.named(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException("`skips` has `" + name + "`, none of " + Guard.allowed())));
        }
        return new Rule(operations, from, skips, cases, examples);
    }

    /** A rule without conditions is its only case. */
    private static Map<String, @Nullable Object> plain(Members row) {
        Map<String, @Nullable Object> only = new LinkedHashMap<>(row.all());
        only.keySet().retainAll(CASE);
        return only;
    }

    private static void requireName(String name, List<Case> cases) {
        if (!name.matches("[A-Z][A-Za-z0-9]*\\*?")) {
            throw new IllegalArgumentException("`" + name + "` is no name of an operation");
        }
        boolean mild = cases.stream().anyMatch(one -> one.letter() != Ruling.Letter.IRREVERSIBLE);
        if (name.endsWith("*") && mild) {
            throw new IllegalArgumentException("`" + name + "` is milder than irreversible: name every operation");
        }
    }

    private Case fit(Members row) {
        Ruling.Letter letter = Members.constant(Ruling.Letter.class, row.text("letter", ""), "letter");
        List<Verb> verbs = new ArrayList<>();
        for (String verb : row.words("verbs")) {
            verbs.add(Members.constant(Verb.class, verb, "verbs"));
        }
        String why = row.text("why", "");
        if (why.isBlank()) {
            throw new IllegalArgumentException("`why` is missing: one clause for people");
        }
        Optional<String> undo = row.has("undo")
                ? Optional.of(row.text("undo", ""))
                : letter == Ruling.Letter.CAPTURED ? Optional.of("") : Optional.empty();
        if (undo.isPresent() && !undo.get().matches("(|[a-z0-9-]+:[A-Za-z0-9]+)(#[a-z0-9-]+)?")) {
            throw new IllegalArgumentException("`undo` is `" + undo.get() + "`: write `service:Operation` or `#case`");
        }
        return new Case(
                row.has("if") ? at("`if`", () -> ConditionReader.read(row.all().get("if"))) : new Condition.Always(),
                letter,
                verbs,
                why,
                undo,
                row.has("safer") ? Optional.of(at("`safer`", () -> safer(row.object("safer")))) : Optional.empty());
    }

    private SaferRow safer(Members row) {
        row.allow(Set.of("with", "without", "before", "advice"));
        if (row.text("advice", "").isBlank()) {
            throw new IllegalArgumentException("`advice` is missing");
        }
        List<SaferRow.Before> before = new ArrayList<>();
        for (Object one : row.list("before")) {
            Members call = Members.of(one, "a call of `before`").allow(Set.of("call", "with"));
            String[] called = called(call.text("call", ""));
            before.add(new SaferRow.Before(
                    called[0], called[1], call.object("with").all()));
        }
        return new SaferRow(before, row.object("with").all(), Set.copyOf(row.words("without")), row.text("advice", ""));
    }

    private static Rule.Example example(@Nullable Object value) {
        if (!(value instanceof List<?> parts) || parts.size() < 2 || parts.size() > 4) {
            throw new IllegalArgumentException("write [request, letter] or [request, facts, letter], an operation first"
                    + " where the rule is for several");
        }
        List<Object> rest = new ArrayList<>();
        parts.forEach(rest::add);
        Optional<String> operation = rest.get(0) instanceof String name ? Optional.of(name) : Optional.empty();
        if (operation.isPresent()) {
            rest.remove(0);
        }
        Map<String, @Nullable Object> facts =
                rest.size() == 3 ? Members.of(rest.get(1), "the facts").all() : Map.of();
        String letter = String.valueOf(rest.get(rest.size() - 1));
        return new Rule.Example(
                operation,
                Members.of(rest.get(0), "the request").all(),
                facts,
                Members.constant(Ruling.Letter.class, letter, "the letter"));
    }
}
