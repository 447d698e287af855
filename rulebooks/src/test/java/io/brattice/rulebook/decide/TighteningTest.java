package io.brattice.rulebook.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.ToolCall;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can only make a rulebook stricter, whatever it says and whatever is called. */
final class TighteningTest {

    private static final int BOOKS = Boolean.getBoolean("brattice.long") ? 50_000 : 500;
    private static final int CALLS = 20;

    /** One change to some layers, and what holds of the verdicts before and after. */
    private interface Change {
        List<Book> of(List<Book> layers, RandomRulebooks more, Random random);
    }

    @Test
    void anotherDenyOrEscalateRuleNeverSoftens() {
        assertNeverSofter((layers, more, random) -> {
            int at = random.nextInt(layers.size());
            Clause clause = more.clause(random.nextBoolean() ? Decision.DENY : Decision.ESCALATE, tiers(layers, at));
            List<Clause> clauses = new ArrayList<>(layers.get(at).clauses());
            clauses.add(random.nextInt(clauses.size() + 1), clause);
            return replaced(layers, at, withClauses(layers.get(at), clauses));
        });
    }

    @Test
    void aLowerLayerNeverSoftensOutsideOfADelegation() {
        assertNeverSofter((layers, more, random) -> {
            Book own = new RandomRulebooks(random).layers().get(0);
            List<Clause> clauses = own.clauses().stream()
                    .map(clause -> new Clause(
                            "lower-" + clause.id(),
                            clause.place(),
                            clause.when(),
                            clause.then(),
                            clause.upTo(),
                            clause.approval(),
                            clause.advice(),
                            List.of(),
                            List.of()))
                    .toList();
            Book lower = new Book(
                    "lower",
                    own.place(),
                    Optional.of("nobody-delegates-to-it"),
                    own.readOnly(),
                    own.defaults(),
                    own.tiers(),
                    clauses,
                    List.of(),
                    List.of(),
                    Optional.empty());
            List<Book> both = new ArrayList<>(layers);
            both.add(lower);
            return both;
        });
    }

    @Test
    void theOrderOfRulesDoesNotMatter() {
        forEach((before, after, evidence, told) -> assertEquals(before, after, told), (layers, more, random) -> {
            List<Book> shuffled = new ArrayList<>();
            for (Book book : layers) {
                List<Clause> clauses = new ArrayList<>(book.clauses());
                Collections.shuffle(clauses, random);
                shuffled.add(withClauses(book, clauses));
            }
            assertEquals(
                    Decider.of(layers, RandomEvidence.COMMANDS).digest(),
                    Decider.of(shuffled, RandomEvidence.COMMANDS).digest());
            return shuffled;
        });
    }

    @Test
    void forgettingAnArgumentNeverSoftensADenyOrEscalateRule() {
        forEach(
                (before, after, evidence, told) -> {
                    // Without a rule that allows, and with defaults that do not look at arguments, only such rules are
                    // left.
                    assertTrue(after.decision().compareTo(before.decision()) >= 0, told);
                },
                (layers, more, random) -> layers,
                TighteningTest::withoutAnArgument);
    }

    /** Removing an argument makes what is asked about it unknown, but whether it is there. */
    private static Optional<Evidence> withoutAnArgument(Evidence evidence, List<Book> layers, Random random) {
        boolean asksIfPresent = layers.stream()
                .anyMatch(book -> book.clauses().stream().anyMatch(clause -> looksForPresence(clause.when()))
                        || book.delegations().stream().anyMatch(one -> looksForPresence(one.when())));
        Map<String, @Nullable Object> all =
                new LinkedHashMap<>(evidence.call().arguments().asMap());
        if (asksIfPresent || all.isEmpty()) {
            return Optional.empty();
        }
        all.remove(new ArrayList<>(all.keySet()).get(random.nextInt(all.size())));
        ToolCall call = new ToolCall(
                "call",
                evidence.call().tool(),
                Arguments.from(all),
                evidence.call().caller(),
                "");
        return Optional.of(new Evidence(
                call, evidence.assessment(), evidence.preview(), evidence.history(), evidence.at(), evidence.tiers()));
    }

    private static boolean looksForPresence(Condition condition) {
        return Conditions.any(
                condition,
                one -> one instanceof Condition.Argument argument
                        && (argument.test() instanceof io.brattice.rulebook.language.ValueTest.Present
                                || argument.path().contains("*")));
    }

    private static void assertNeverSofter(Change change) {
        forEach(
                (before, after, evidence, told) -> {
                    assertTrue(after.decision().compareTo(before.decision()) >= 0, told);
                    boolean both = before.decision() == Decision.ESCALATE && after.decision() == Decision.ESCALATE;
                    assertTrue(
                            !both
                                    || after.terms().orElseThrow().people()
                                            >= before.terms().orElseThrow().people(),
                            told);
                },
                change);
    }

    private interface Holds {
        void of(Verdict before, Verdict after, Evidence evidence, String told);
    }

    private interface Turn {
        Optional<Evidence> of(Evidence evidence, List<Book> layers, Random random);
    }

    private static void forEach(Holds holds, Change change) {
        forEach(holds, change, (evidence, layers, random) -> Optional.of(evidence));
    }

    private static void forEach(Holds holds, Change change, Turn turn) {
        long start = Long.getLong("brattice.seed", 20261125L);
        for (long seed = start; seed < start + BOOKS; seed++) {
            Random random = new Random(seed);
            RandomRulebooks books = new RandomRulebooks(random);
            List<Book> layers = books.layers();
            Decider before = Decider.of(layers, RandomEvidence.COMMANDS);
            Decider after = Decider.of(change.of(layers, books, random), RandomEvidence.COMMANDS);
            RandomEvidence calls = new RandomEvidence(random);
            for (int i = 0; i < CALLS; i++) {
                Evidence evidence = calls.next();
                Optional<Evidence> turned = turn.of(evidence, layers, random);
                if (turned.isPresent()) {
                    holds.of(
                            before.decide(evidence),
                            after.decide(turned.get()),
                            evidence,
                            "-Dbrattice.seed=" + seed + ", call " + i);
                }
            }
        }
    }

    private static List<String> tiers(List<Book> layers, int upTo) {
        return Layers.tiers(layers).get(upTo).stream().map(Tier::name).toList();
    }

    private static List<Book> replaced(List<Book> layers, int at, Book book) {
        List<Book> changed = new ArrayList<>(layers);
        changed.set(at, book);
        return changed;
    }

    private static Book withClauses(Book book, List<Clause> clauses) {
        return new Book(
                book.name(),
                book.place(),
                book.layer(),
                book.readOnly(),
                book.defaults(),
                book.tiers(),
                clauses,
                book.delegations(),
                book.budgets(),
                book.errorBudget());
    }
}
