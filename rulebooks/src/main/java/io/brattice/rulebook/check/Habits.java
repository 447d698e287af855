package io.brattice.rulebook.check;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each rule for itself seldom means. */
final class Habits {

    private static final Duration LONG = Duration.ofDays(366);

    /** What is nearly always irreversible. */
    private static final Set<Verb> GRAVE = EnumSet.of(Verb.SPEND, Verb.SEND, Verb.DISCLOSE, Verb.GRANT, Verb.INTERRUPT);

    private static final int MOST_WILD = 50;

    private final List<Finding> findings = new ArrayList<>();

    private Habits() {}

    static List<Finding> of(List<Book> layers) {
        Habits habits = new Habits();
        int wild = 0;
        Place last = Place.nowhere();
        for (Book book : layers) {
            habits.defaults(book);
            for (Clause clause : book.clauses()) {
                habits.clause(clause);
                if (isWild(clause.when())) {
                    wild++;
                    last = clause.place();
                }
            }
            book.budgets().forEach(habits::budget);
        }
        if (wild > MOST_WILD) {
            habits.findings.add(
                    Finding.Kind.COST.at(
                            last,
                            wild
                                    + " rules name no tool, verb, resource or tier, and are looked at for every call; name one of them in each"));
        }
        return habits.findings;
    }

    private void add(Finding.Kind kind, Place place, String text) {
        findings.add(kind.at(place, text));
    }

    private void clause(Clause clause) {
        String id = "`" + clause.id() + "` ";
        Possible.objection(clause.when())
                .ifPresent(why -> add(Finding.Kind.NEVER_SPEAKS, clause.place(), id + "never speaks: " + why));
        always(clause.when(), clause.place(), id);
        if (clause.then() == Decision.ALLOW) {
            allowing(clause, id);
        } else {
            restricting(clause, id);
        }
        Walk.each(clause.when(), (part, negated) -> {
            if (part instanceof Condition.Between between
                    && Duration.between(between.from(), between.until()).compareTo(LONG) > 0) {
                add(
                        Finding.Kind.TIMES,
                        clause.place(),
                        id + "holds for more than a year, from " + between.from() + " until " + between.until()
                                + "; is the year right?");
            }
        });
    }

    private void restricting(Clause clause, String id) {
        Walk.each(clause.when(), (part, negated) -> {
            if (part instanceof Condition.EffectClass grade && !grade.inherent()) {
                add(
                        Finding.Kind.SAFEGUARDED_CLASS,
                        clause.place(),
                        id
                                + "goes by `reversibility`, which a backup makes milder; write `inherent`, unless that is meant");
            }
            boolean counted = part instanceof Condition.PreviewCount || part instanceof Condition.PreviewBytes;
            boolean unseen = part instanceof Condition.PreviewFidelity fidelity
                    && fidelity.of().contains(Preview.Fidelity.NONE) != negated;
            if (clause.then() == Decision.DENY && (counted || unseen)) {
                add(
                        Finding.Kind.DENIES_UNSEEN,
                        clause.place(),
                        id + "forbids at the screen already, before anything was rehearsed, as "
                                + (counted ? "what a preview counts is unknown then" : "there is no preview then")
                                + "; let it escalate");
            }
        });
    }

    private void allowing(Clause clause, String id) {
        if (Possible.mildest(clause.when()).compareTo(clause.upTo()) > 0) {
            add(
                    Finding.Kind.NEEDS_UP_TO,
                    clause.place(),
                    id + "allows nothing: its effects are inherently " + word(Possible.mildest(clause.when()))
                            + " or worse, and it reaches up to " + word(clause.upTo()) + "; add `up-to`");
        } else if (clause.upTo() != Reversibility.IRREVERSIBLE && Possible.onlyVerbs(clause.when(), GRAVE)) {
            add(
                    Finding.Kind.NEEDS_UP_TO,
                    clause.place(),
                    id
                            + "allows next to nothing: what is spent, sent, disclosed, granted or interrupted is nearly always irreversible; add `up-to: irreversible` if you mean it");
        }
        if (clause.upTo() == Reversibility.IRREVERSIBLE && !narrows(clause.when())) {
            add(
                    Finding.Kind.ALLOWS_MUCH,
                    clause.place(),
                    id
                            + "allows what nobody can take back, and says only which tool or what not; add arguments, a command, a verb or a resource");
        } else if (!narrows(clause.when()) && !namesTool(clause.when())) {
            add(
                    Finding.Kind.ALLOWS_MUCH,
                    clause.place(),
                    id + "allows everything but for what it names; say what it allows");
        }
        Walk.each(clause.when(), (part, negated) -> {
            if (part instanceof Condition.Argument argument) {
                boolean open = range(argument.test())
                        .map(range -> negated ? range.to() : range.from())
                        .filter(Optional::isEmpty)
                        .isPresent();
                if (open) {
                    add(
                            Finding.Kind.OPEN_RANGE,
                            clause.place(),
                            id + "allows any `" + String.join(".", argument.path())
                                    + "` below zero; add a lower end, such as `more-than: 0`");
                }
            }
        });
    }

    /** Of numbers, sizes and times, all of which an argument may have below zero. */
    private static Optional<Range> range(ValueTest test) {
        if (test instanceof ValueTest.Numeric numeric) {
            return Optional.of(numeric.range());
        }
        if (test instanceof ValueTest.Size size) {
            return Optional.of(size.bytes());
        }
        return test instanceof ValueTest.Length length ? Optional.of(length.seconds()) : Optional.empty();
    }

    /** A choice between something and its opposite. */
    private void always(Condition condition, Place place, String id) {
        if (condition instanceof Condition.Any any) {
            boolean both = any.of().stream()
                    .anyMatch(part ->
                            part instanceof Condition.Not not && any.of().contains(not.of()));
            if (both || any.of().contains(new Condition.Always())) {
                add(
                        Finding.Kind.SAYS_NOTHING_NEW,
                        place,
                        id + "has an `any` that always holds; write what it is to speak of, or `always: true`");
            }
            any.of().forEach(part -> always(part, place, id));
        } else if (condition instanceof Condition.All all) {
            all.of().forEach(part -> always(part, place, id));
        } else if (condition instanceof Condition.Not not) {
            always(not.of(), place, id);
        }
    }

    /** True when something says what is done, or to what. */
    private static boolean narrows(Condition condition) {
        for (Condition part : Implication.parts(condition)) {
            boolean any = part instanceof Condition.Any list
                    && !list.of().isEmpty()
                    && list.of().stream().allMatch(Habits::narrows);
            boolean itself = part instanceof Condition.Argument
                    || part instanceof Condition.Command
                    || part instanceof Condition.EffectVerb
                    || part instanceof Condition.EffectTier
                    || (part instanceof Condition.EffectResource resource && !takesAll(resource.uri()));
            if (any || itself) {
                return true;
            }
        }
        return false;
    }

    private static boolean namesTool(Condition condition) {
        return Implication.parts(condition).stream()
                .anyMatch(
                        part -> (part instanceof Condition.Tool tool && !takesAll(tool.name()) && !isShell(tool.name()))
                                || (part instanceof Condition.Any any
                                        && !any.of().isEmpty()
                                        && any.of().stream().allMatch(Habits::namesTool)));
    }

    private static boolean isShell(TextTest test) {
        return Texts.words(test).stream()
                .anyMatch(name -> Set.of("bash", "sh", "zsh", "shell").contains(name));
    }

    private static boolean takesAll(TextTest test) {
        return test instanceof TextTest.Glob glob && glob.pattern().matches("\\*+")
                || test instanceof TextTest.Matches matches && matches.regex().matches("\\.[*+]");
    }

    private void defaults(Book book) {
        Defaults defaults = book.defaults();
        if (defaults.irreversible().compareTo(Defaults.Answer.ESCALATE) < 0) {
            add(
                    Finding.Kind.ALLOWS_MUCH,
                    book.place(),
                    "the defaults let pass what nobody can take back; write `irreversible: escalate`, and rules for what may pass");
        }
    }

    private void budget(Budget budget) {
        if (budget.sum() instanceof Budget.Sum.Argument argument
                && argument.unit().isEmpty()
                && isMoney(argument.path())) {
            add(
                    Finding.Kind.OPEN_RANGE,
                    budget.place(),
                    "the budget `" + budget.id() + "` adds up `" + String.join(".", argument.path())
                            + "` whatever its currency; add `unit: currency` and `only: EUR`");
        }
        if (budget.limit().signum() == 0) {
            add(
                    Finding.Kind.NEVER_SPEAKS,
                    budget.place(),
                    "the budget `" + budget.id()
                            + "` is always spent; write a rule that denies, or a limit above zero");
        }
        Possible.objection(budget.when())
                .ifPresent(why -> add(
                        Finding.Kind.NEVER_SPEAKS,
                        budget.place(),
                        "the budget `" + budget.id() + "` never counts anything: " + why));
    }

    private static boolean isMoney(List<String> path) {
        return path.get(path.size() - 1).matches("(?i).*(amount|price|cost|total|sum|value|fee).*");
    }

    private static boolean isWild(Condition condition) {
        return Implication.parts(condition).stream()
                .noneMatch(part -> part instanceof Condition.Tool
                        || part instanceof Condition.EffectVerb
                        || part instanceof Condition.EffectTier
                        || part instanceof Condition.EffectResource);
    }

    private static String word(Reversibility reversibility) {
        return reversibility.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
