package io.brattice.benchmarks;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Tiers;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every engine is asked: tools {@code svcN.verb} with four arguments; per family of tools one rule each that allows {@code env}
 * dev, denies prod, and asks above an amount of 100; what no rule speaks of is asked about.
 */
final class RulebookWorkload {

    static final int REQUESTS = 64;

    /** One call. */
    record Request(String tool, int family, String env, long amount, String region, String id) {

        /** The answer that every engine must give before it is timed. */
        Decision answer() {
            return env.equals("prod")
                    ? Decision.DENY
                    : amount > 100 ? Decision.ESCALATE : env.equals("dev") ? Decision.ALLOW : Decision.ESCALATE;
        }
    }

    private static final List<String> VERBS = List.of("read", "write", "delete", "list");
    private static final List<String> ENVIRONMENTS = List.of("dev", "prod", "dev", "stage");

    private final int families;
    private final Request[] requests = new Request[REQUESTS];

    RulebookWorkload(int rules) {
        this.families = Math.max(1, rules / 3);
        for (int i = 0; i < REQUESTS; i++) {
            int family = (int) ((i * 2_654_435_761L & 0xffffffffL) % families);
            requests[i] = new Request(
                    "svc" + family + "." + VERBS.get(i % 4),
                    family,
                    ENVIRONMENTS.get(i / 4 % 4),
                    i % 3 == 0 ? 500 : 50,
                    "r" + i % 7,
                    "id-" + i);
        }
    }

    int families() {
        return families;
    }

    Request[] requests() {
        return requests.clone();
    }

    /** The rules as a rulebook. */
    Book book() {
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < families; i++) {
            Condition tool = new Condition.Tool(new TextTest.Glob("svc" + i + ".*"));
            clauses.add(clause("allow-" + i, Decision.ALLOW, tool, env("dev")));
            clauses.add(clause("deny-" + i, Decision.DENY, tool, env("prod")));
            clauses.add(clause("ask-" + i, Decision.ESCALATE, tool, above(100)));
        }
        return book(clauses);
    }

    /** As many rules that deny, each of which might speak of any tool. */
    static Book wildcards(int rules) {
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            clauses.add(clause(
                    "any-" + i,
                    Decision.DENY,
                    new Condition.Tool(new TextTest.Glob("*." + VERBS.get(i % 4))),
                    argument("region", new ValueTest.Text(new TextTest.Is("q" + i)))));
            clauses.add(clause(
                    "all-" + i,
                    Decision.DENY,
                    new Condition.Tool(new TextTest.Glob("*")),
                    argument("id", new ValueTest.Text(new TextTest.Is("no-" + i)))));
        }
        return book(clauses.subList(0, rules));
    }

    /** As many rules, each for another folder. */
    static Book folders(int rules) {
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            clauses.add(clause(
                    "folder-" + i,
                    Decision.ALLOW,
                    new Condition.EffectResource(new TextTest.Glob("file:/srv/app" + i + "/**")),
                    new Condition.Always()));
        }
        return book(clauses);
    }

    /** The same calls as evidence. */
    Evidence[] evidence() {
        Evidence[] all = new Evidence[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            Request request = requests[i];
            all[i] = evidence(
                    request,
                    Effect.of(
                            Verb.UPDATE,
                            new Resource("svc:" + request.family() + "/thing"),
                            Reversibility.RECOVERABLE));
        }
        return all;
    }

    /** Calls that each change a file in one of so many folders. */
    Evidence[] inFolders(int folders) {
        Evidence[] all = new Evidence[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            Resource file = new Resource("file:/srv/app" + i * 7 % folders + "/data/file-" + i + ".txt");
            all[i] = evidence(requests[i], Effect.of(Verb.UPDATE, file, Reversibility.RECOVERABLE));
        }
        return all;
    }

    private static Evidence evidence(Request request, Effect effect) {
        Arguments arguments = Arguments.of(
                "env", request.env(), "amount", request.amount(), "region", request.region(), "id", request.id());
        return new Evidence(
                new ToolCall(
                        "call", request.tool(), arguments, Caller.agent("bench").session("s"), ""),
                Assessment.of(Reversibility.RECOVERABLE, "changes a thing", effect),
                Optional.empty(),
                History.none(),
                Instant.EPOCH,
                Tiers.none());
    }

    private static Condition env(String name) {
        return argument("env", new ValueTest.Text(new TextTest.Is(name)));
    }

    private static Condition above(long amount) {
        Range range = new Range(Optional.of(new Range.Bound(BigDecimal.valueOf(amount), false)), Optional.empty());
        return argument("amount", new ValueTest.Numeric(range));
    }

    private static Condition argument(String name, ValueTest test) {
        return new Condition.Argument(List.of(name), false, test);
    }

    private static Clause clause(String id, Decision then, Condition one, Condition other) {
        return new Clause(
                id,
                Place.nowhere(),
                new Condition.All(List.of(one, other)),
                then,
                Reversibility.RECOVERABLE,
                then == Decision.ESCALATE ? Optional.of(ApprovalTerms.onePerson()) : Optional.empty(),
                "",
                List.of(),
                List.of());
    }

    private static Book book(List<Clause> clauses) {
        return new Book(
                "benchmark",
                Place.nowhere(),
                Optional.empty(),
                false,
                Defaults.standard(),
                List.of(),
                clauses,
                List.of(),
                List.of(),
                Optional.empty());
    }
}
