package io.brattice.rulebook.check;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Delegation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules that never come to anything, because of other rules, layers or defaults. */
final class Shadows {

    /** Each rule is compared with each other one; beyond this that takes too long for a person who waits. */
    private static final int MOST_PAIRS = 4_000_000;

    /** @param tools the only tools it speaks of, where it says so: most pairs have no tool in common, and need no closer look */
    private record Placed(int layer, Clause clause, Condition reach, Optional<Set<String>> tools) {

        boolean mayLieIn(Placed other) {
            return other.tools.isEmpty()
                    || (tools.isPresent() && other.tools.get().containsAll(tools.get()));
        }
    }

    private final List<Book> layers;
    private final List<Placed> rules = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private Shadows(List<Book> layers) {
        this.layers = layers;
        for (int i = 0; i < layers.size(); i++) {
            for (Clause clause : layers.get(i).clauses()) {
                rules.add(new Placed(i, clause, reach(clause), tools(clause)));
            }
        }
    }

    static List<Finding> of(List<Book> layers) {
        Shadows shadows = new Shadows(layers);
        shadows.readOnly();
        shadows.defaults();
        if ((long) shadows.rules.size() * shadows.rules.size() <= MOST_PAIRS) {
            shadows.pairs();
        }
        return shadows.findings;
    }

    private static Optional<Set<String>> tools(Clause clause) {
        return Implication.parts(clause.when()).stream()
                .filter(Condition.Tool.class::isInstance)
                .flatMap(part -> Texts.exact(((Condition.Tool) part).name()).stream())
                .findFirst();
    }

    /** What an allow rule speaks of is also bounded by how far it may go. */
    private static Condition reach(Clause clause) {
        return clause.then() == Decision.ALLOW && clause.upTo() != Reversibility.IRREVERSIBLE
                ? new Condition.All(
                        List.of(clause.when(), new Condition.EffectClass(true, Reversibility.READ_ONLY, clause.upTo())))
                : clause.when();
    }

    private void pairs() {
        for (int i = 0; i < rules.size(); i++) {
            Placed lower = rules.get(i);
            for (int j = 0; j < rules.size(); j++) {
                Placed upper = rules.get(j);
                if (i != j && lower.mayLieIn(upper) && Implication.implies(lower.reach(), upper.reach())) {
                    Optional<Finding> finding = covered(lower, upper);
                    if (finding.isPresent()) {
                        findings.add(finding.get());
                        break;
                    }
                }
            }
        }
    }

    /** What it means that the first rule speaks of nothing that the second does not speak of. */
    private Optional<Finding> covered(Placed inner, Placed outer) {
        Clause one = inner.clause();
        Clause other = outer.clause();
        String where = "`" + other.id() + "` (" + other.place() + ")";
        if (one.then() == Decision.ALLOW && other.then() != Decision.ALLOW) {
            if (inner.layer() == outer.layer()) {
                return Optional.of(Finding.Kind.SHADOWED.at(
                        one.place(),
                        "`" + one.id() + "` never allows anything: " + where
                                + (other.then() == Decision.DENY ? " forbids" : " asks about")
                                + " all of it; narrow that one by `not`, or take this one out"));
            }
            boolean left = other.then() == Decision.ESCALATE
                    && outer.layer() < inner.layer()
                    && mayBeLeft(outer.layer(), inner.layer(), one);
            return left
                    ? Optional.empty()
                    : Optional.of(Finding.Kind.NULLIFIED.at(
                            one.place(),
                            "`" + one.id() + "` never allows anything: " + where
                                    + " in another layer " + (other.then() == Decision.DENY ? "forbids" : "asks about")
                                    + " all of it; take this one out, or have that layer delegate it"));
        }
        boolean same = Implication.implies(outer.reach(), inner.reach());
        if (one.then() == Decision.ESCALATE && other.then() == Decision.DENY) {
            return Optional.of(Finding.Kind.SHADOWED.at(
                    one.place(),
                    "`" + one.id() + "` never asks anybody: " + where
                            + " forbids all of it; narrow that one by `not`, or take this one out"));
        }
        boolean alike = one.then() == other.then()
                && one.approval().equals(other.approval())
                && one.advice().equals(other.advice())
                && inner.layer() == outer.layer()
                && other.upTo().isAtLeast(one.upTo());
        boolean later = !same || one.place().compareTo(other.place()) > 0;
        return alike && later
                ? Optional.of(Finding.Kind.SAYS_NOTHING_NEW.at(
                        one.place(),
                        "`" + one.id() + "` says nothing that " + where + " does not say; take one of them out"))
                : Optional.empty();
    }

    private boolean mayBeLeft(int upper, int lower, Clause allowing) {
        for (Delegation delegation : layers.get(upper).delegations()) {
            boolean meant =
                    layers.get(lower).layer().filter(delegation.to()::equals).isPresent();
            boolean apart = Possible.objection(new Condition.All(List.of(allowing.when(), delegation.when())))
                    .isPresent();
            if (meant && !apart && delegation.upTo().isAtLeast(Possible.mildest(allowing.when()))) {
                return true;
            }
        }
        return false;
    }

    /** Nothing that changes anything is allowed beside a read-only layer. */
    private void readOnly() {
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).readOnly()) {
                continue;
            }
            for (Placed rule : rules) {
                boolean changes = Possible.mildest(rule.clause().when()) != Reversibility.READ_ONLY
                        || Possible.onlyVerbs(rule.clause().when(), EnumSet.complementOf(EnumSet.of(Verb.READ)));
                if (rule.clause().then() == Decision.ALLOW && changes) {
                    Finding.Kind kind = rule.layer() == i ? Finding.Kind.SHADOWED : Finding.Kind.NULLIFIED;
                    findings.add(kind.at(
                            rule.clause().place(),
                            "`" + rule.clause().id() + "` never allows anything: `"
                                    + layers.get(i).name()
                                    + "` is read-only; take this one out, or write rules in place of `mode:"
                                    + " read-only`"));
                }
            }
        }
    }

    /** An allow rule below a layer that neither allows the same nor leaves it: only its own layer's stricter defaults would give it a meaning. */
    private void defaults() {
        for (Placed rule : rules) {
            Clause clause = rule.clause();
            if (clause.then() != Decision.ALLOW) {
                continue;
            }
            for (int upper = 0; upper < rule.layer(); upper++) {
                Book above = layers.get(upper);
                boolean allowed = above.clauses().stream()
                        .anyMatch(other -> other.then() == Decision.ALLOW
                                && Possible.objection(new Condition.All(List.of(clause.when(), other.when())))
                                        .isEmpty());
                if (!allowed
                        && !mayBeLeft(upper, rule.layer(), clause)
                        && isIdle(
                                clause,
                                above.defaults(),
                                layers.get(rule.layer()).defaults())) {
                    findings.add(Finding.Kind.NULLIFIED.at(
                            clause.place(),
                            "`" + clause.id() + "` changes nothing: `" + above.name()
                                    + "` above has no rule that allows this and delegates nothing of it, so"
                                    + " its defaults decide; have that layer delegate it"));
                    break;
                }
            }
        }
    }

    /** True when for every class it reaches the layer above is as strict as the rule's own layer without it. */
    private static boolean isIdle(Clause clause, Defaults above, Defaults own) {
        Set<Reversibility> classes = EnumSet.range(Reversibility.READ_ONLY, clause.upTo());
        return classes.stream().allMatch(each -> above.of(each).compareTo(own.of(each)) >= 0);
    }
}
