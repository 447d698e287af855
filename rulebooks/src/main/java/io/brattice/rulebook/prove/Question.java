package io.brattice.rulebook.prove;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.TextTest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Something that a rulebook should guarantee.
 *
 * @param words what is guaranteed if it is proven
 * @param region what it is about: effects of which this is not FALSE
 * @param broken true of a verdict that breaks it; also told what the uppermost layer alone says
 */
public record Question(String words, Condition region, BiPredicate<Verdict, Verdict> broken) {

    private static final String LAYERS = "whatever the uppermost layer denies, all layers together deny";

    /** The questions there are: how they are written, and what they ask. */
    public static final List<String> ALL = List.of(
            "irreversible-asked: nothing that cannot be taken back runs unasked; what is secured first can be",
            "people-for-irreversible TIER COUNT: no inherently irreversible effect on TIER without so many people",
            "role-for TIER ROLE: nothing changes on TIER without somebody who holds ROLE",
            "asked VERB: nobody may do this (send, disclose, spend, …) unasked",
            "never TOOL VERB: TOOL is never allowed to do this, whoever is asked",
            "read-only FIELD VALUE: a caller whose kind, tenant, agent, session or role is VALUE changes nothing",
            "upper-denies-hold: whatever the uppermost layer denies, all layers together deny");

    /**
     * The question that these words ask.
     *
     * @throws IllegalArgumentException if there is no such question; says which there are
     */
    public static Question of(List<String> words) {
        String name = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        String shape = name + "/" + rest.size();
        return switch (shape) {
            case "irreversible-asked/0" ->
                new Question(
                        "nothing that cannot be taken back runs unasked",
                        new Condition.EffectClass(false, Reversibility.IRREVERSIBLE, Reversibility.IRREVERSIBLE),
                        softerThan(Decision.ESCALATE));
            case "people-for-irreversible/2" -> peopleForIrreversible(rest.get(0), rest.get(1));
            case "role-for/2" ->
                new Question(
                        "nothing changes on `" + rest.get(0) + "` without somebody who holds `" + rest.get(1) + "`",
                        new Condition.All(List.of(changing(), new Condition.EffectTier(Set.of(rest.get(0))))),
                        (all, upper) -> all.decision() != Decision.DENY
                                && !all.terms()
                                        .map(ApprovalTerms::roles)
                                        .orElse(Set.of())
                                        .contains(rest.get(1)));
            case "asked/1" ->
                new Question(
                        "nobody may " + rest.get(0) + " unasked",
                        new Condition.EffectVerb(Set.of(verb(rest.get(0)))),
                        softerThan(Decision.ESCALATE));
            case "never/2" ->
                new Question(
                        "`" + rest.get(0) + "` is never allowed to " + rest.get(1),
                        new Condition.All(List.of(
                                new Condition.Tool(new TextTest.Is(rest.get(0))),
                                new Condition.EffectVerb(Set.of(verb(rest.get(1)))))),
                        softerThan(Decision.DENY));
            case "read-only/2" -> readOnly(rest.get(0), rest.get(1));
            case "upper-denies-hold/0" ->
                new Question(
                        LAYERS,
                        new Condition.Always(),
                        (all, upper) -> upper.decision() == Decision.DENY && all.decision() != Decision.DENY);
            default ->
                throw new IllegalArgumentException(
                        "no such question: `" + String.join(" ", words) + "`; ask one of " + String.join("; ", ALL));
        };
    }

    /** True when it compares the uppermost layer with all of them. */
    boolean ofLayers() {
        return words.equals(LAYERS);
    }

    private static Question peopleForIrreversible(String tier, String count) {
        if (!count.matches("[1-9]|1[0-6]")) {
            throw new IllegalArgumentException("`" + count + "` is no number of people; write one from 1 to 16");
        }
        int people = Integer.parseInt(count);
        return new Question(
                "no inherently irreversible effect on `" + tier + "` without " + count
                        + (people == 1 ? " person" : " people"),
                new Condition.All(List.of(irreversible(), new Condition.EffectTier(Set.of(tier)))),
                (all, upper) -> all.decision() != Decision.DENY
                        && all.terms().map(ApprovalTerms::people).orElse(0) < people);
    }

    private static Question readOnly(String field, String value) {
        Optional<Condition.CallerIs.Field> known = Arrays.stream(Condition.CallerIs.Field.values())
                .filter(one ->
                        one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(field))
                .findFirst();
        if (known.isEmpty()) {
            throw new IllegalArgumentException("`" + field + "` is no fact about a caller; write kind, tenant, agent,"
                    + " session, on-behalf-of, role, parent or taint");
        }
        return new Question(
                "a caller whose " + field + " is `" + value + "` changes nothing",
                new Condition.All(List.of(changing(), new Condition.CallerIs(known.get(), new TextTest.Is(value)))),
                softerThan(Decision.DENY));
    }

    private static BiPredicate<Verdict, Verdict> softerThan(Decision least) {
        return (all, upper) -> all.decision().compareTo(least) < 0;
    }

    private static Condition irreversible() {
        return new Condition.EffectClass(true, Reversibility.IRREVERSIBLE, Reversibility.IRREVERSIBLE);
    }

    private static Condition changing() {
        return new Condition.EffectClass(true, Reversibility.REVERSIBLE, Reversibility.IRREVERSIBLE);
    }

    private static Verb verb(String word) {
        for (Verb verb : Verb.values()) {
            if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
                return verb;
            }
        }
        throw new IllegalArgumentException(
                "`" + word + "` is no verb; write read, create, update, delete, execute, send,"
                        + " disclose, spend, grant or interrupt");
    }
}
