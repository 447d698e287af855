package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Person;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Charge;
import io.brattice.policy.History;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Claims, questions and answers for tests of ledgers. */
final class LedgerSamples {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private LedgerSamples() {}

    static Claim claim(String principal, String call, String resource, long seen, Instant at) {
        return claim(principal, call, resource, seen, Optional.empty(), at);
    }

    static Claim claim(String principal, String call, String resource, long seen, Optional<String> ticket, Instant at) {
        return new Claim(
                principal,
                action(principal, resource),
                Digest.of("repetition " + resource),
                seen,
                new History.Past(
                        call,
                        "session",
                        "delete",
                        at,
                        List.of(delete(resource)),
                        Reversibility.IRREVERSIBLE,
                        History.State.RESERVED),
                ticket,
                false,
                at);
    }

    /** The same claim, which adds an amount to each of these accounts, as they stand. */
    static Claim charging(Claim claim, Ledger ledger, String amount, String... accounts) throws JournalException {
        List<Charge> charges = Stream.of(accounts)
                .map(account -> new Charge(account, new BigDecimal(amount), Duration.ofHours(1)))
                .toList();
        Map<String, Long> seen = new HashMap<>();
        ledger.balances(Set.of(accounts)).forEach((account, balance) -> seen.put(account, balance.version()));
        return charging(claim, charges, seen);
    }

    static Claim charging(Claim claim, List<Charge> charges, Map<String, Long> seen) {
        return new Claim(
                claim.principal(),
                claim.action(),
                claim.repetition(),
                claim.seen(),
                claim.effects(),
                claim.ticket(),
                claim.evenWhenStopped(),
                claim.at(),
                charges,
                seen);
    }

    static Digest action(String principal, String resource) {
        return toolCall(principal, "any", resource).digest();
    }

    static Parked question(String principal, String ticket, String resource, Instant at) {
        return new Parked(
                ticket,
                toolCall(principal, ticket, resource),
                Digest.of("question " + ticket),
                Digest.of("binding"),
                List.of(delete(resource)),
                ApprovalTerms.people(2).roles("dba").to("#ops"),
                at,
                Parked.State.WAITING,
                List.of(),
                at,
                at.plus(Duration.ofHours(1)),
                Optional.empty());
    }

    /** An answer to the question of this ticket, with words that no encoding may lose. */
    static Approval answer(String ticket, boolean yes) {
        return new Approval(
                yes,
                new Person("ann", "test", Set.of("dba", "on-call")),
                "why: \u00e9\ud83d\ude00\u0000 and an unpaired \ud800",
                Digest.of("question " + ticket),
                yes ? Optional.empty() : Optional.of(Arguments.of("resource", "file:/elsewhere")));
    }

    static History.Refusal refusal(String resource, Instant at) {
        return new History.Refusal(
                Verb.DELETE,
                new Resource(resource),
                Reversibility.RECOVERABLE,
                at,
                at.plus(Duration.ofHours(2)),
                "ann",
                "no");
    }

    static Effect delete(String resource) {
        return Effect.of(Verb.DELETE, new Resource(resource), Reversibility.IRREVERSIBLE);
    }

    private static ToolCall toolCall(String principal, String id, String resource) {
        return new ToolCall(
                id,
                "delete",
                Arguments.of("resource", resource),
                Caller.agent(principal),
                "a rationale of \u202ethe agent");
    }
}
