package io.brattice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.brattice.journal.Claim;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Balance;
import io.brattice.policy.Charge;
import io.brattice.policy.History;
import io.brattice.policy.History.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Ledger} must do. A store extends it and gives {@link #open()}; it may add tests of its own.
 *
 * <p>Every instant is passed in, so no test waits. Racing tests use {@link #RACERS} threads on one ledger.
 */
public abstract class LedgerContract {

    /** How many threads race. */
    protected static final int RACERS = 64;

    protected static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    protected static final Instant LATER = NOW.plusSeconds(600);
    protected static final String PRINCIPAL = Caller.agent("ops-bot").principal();

    private static final Duration HOUR = Duration.ofHours(1);
    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final Person ANN = new Person("ann", "test", Set.of());

    private Ledger ledger;

    /** A ledger with nothing in it. It is closed after the test. */
    protected abstract Ledger open() throws JournalException;

    /** The ledger under test. */
    protected final Ledger ledger() {
        return ledger;
    }

    @BeforeEach
    final void openLedger() throws JournalException {
        ledger = open();
    }

    @AfterEach
    final void closeLedger() {
        ledger.close();
    }

    // -- history ------------------------------------------------------------------------------------------------------

    @Test
    void historyOfAStrangerIsNone() throws Exception {
        assertEquals(History.none(), ledger.history("stranger", NOW));
    }

    @Test
    void claimedCallIsInTheHistoryAsReservedAndThenAsItEnded() throws Exception {
        History.Past past = past("c1", delete("file:/a"));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past)));
        assertEquals(List.of(past), ledger.history(PRINCIPAL, NOW).past());
        assertTrue(ledger.settle("c1", State.DONE, Arguments.of("files", 1), NOW));
        assertEquals(
                List.of(past.in(State.DONE)), ledger.history(PRINCIPAL, NOW).past());
    }

    @Test
    void everyChangeOfAHistoryGivesItAHigherVersion() throws Exception {
        List<Long> versions = new ArrayList<>(List.of(version()));
        ledger.claim(claim(past("c1", delete("file:/a"))));
        versions.add(version());
        ledger.settle("c1", State.DONE, Arguments.none(), NOW);
        versions.add(version());
        ledger.settle("c1", State.UNDONE, Arguments.none(), NOW);
        versions.add(version());
        ledger.refuse(PRINCIPAL, refusal("file:/a", LATER));
        versions.add(version());
        ledger.claim(claim(past("c2", delete("file:/b"))));
        versions.add(version());
        ledger.release("c2");
        versions.add(version());
        assertEquals(versions.stream().distinct().sorted().toList(), versions);
    }

    @Test
    void historyOfOnePrincipalIsNotMovedByAnother() throws Exception {
        long before = version();
        ledger.claim(claimOf("somebody else", past("c1", delete("file:/a")), 0));
        ledger.refuse("somebody else", refusal("file:/a", LATER));
        assertEquals(before, version());
        assertEquals(List.of(), ledger.history(PRINCIPAL, NOW).past());
    }

    @Test
    void historyIsASnapshotThatLaterCallsDoNotChange() throws Exception {
        ledger.claim(claim(past("c1", delete("file:/a"))));
        History before = ledger.history(PRINCIPAL, NOW);
        List<History.Past> copy = List.copyOf(before.past());
        ledger.settle("c1", State.DONE, Arguments.none(), NOW);
        ledger.claim(claim(past("c2", delete("file:/b"))));
        assertEquals(copy, before.past());
    }

    @Test
    void longHistoryKeepsItsOrderWhateverEndsFirst() throws Exception {
        List<History.Past> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            History.Past past = past("c" + i, delete("file:/" + i));
            assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past)));
            expected.add(past);
        }
        Random random = new Random(7);
        for (int i : random.ints(0, 300).distinct().limit(200).toArray()) {
            if (i % 5 == 0) {
                ledger.release("c" + i);
                expected.removeIf(past -> past.call().equals("c" + i));
            } else {
                assertTrue(ledger.settle("c" + i, State.DONE, Arguments.none(), NOW));
                expected.replaceAll(past -> past.call().equals("c" + i) ? past.in(State.DONE) : past);
            }
        }
        assertEquals(expected, ledger.history(PRINCIPAL, NOW).past());
    }

    // -- claim: every answer, and their order

    @Test
    void knownCallIdIsADuplicateWhileItRunsAndAfterIt() throws Exception {
        ledger.claim(claim(past("c1", delete("file:/a"))));
        assertEquals(Claim.Answer.DUPLICATE, ledger.claim(claim(past("c1", delete("file:/b")))));
        ledger.settle("c1", State.DONE, Arguments.none(), NOW);
        assertEquals(Claim.Answer.DUPLICATE, ledger.claim(claim(past("c1", delete("file:/b")))));
        assertEquals(Claim.Answer.DUPLICATE, ledger.claim(claimOf("other", past("c1", delete("file:/b")), 0)));
    }

    @Test
    void stopSwitchRefusesAllButAnUndo() throws Exception {
        ledger.stop("ann");
        Claim claim = claim(past("c1", delete("file:/a")));
        assertEquals(Claim.Answer.STOPPED, ledger.claim(claim));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(evenWhenStopped(claim)));
    }

    @Test
    void unknownCallRefusesItsRepetitionByTheSamePrincipalOnly() throws Exception {
        ledger.claim(claim(past("c1", delete("file:/a"))));
        ledger.settle("c1", State.UNKNOWN, Arguments.none(), NOW);
        assertEquals(Claim.Answer.UNRESOLVED, ledger.claim(claim(past("c2", delete("file:/a")))));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c3", delete("file:/b")))));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claimOf("other", past("c4", delete("file:/a")), 0)));
    }

    @Test
    void unknownCallNoLongerHoldsItsResources() throws Exception {
        ledger.claim(claim(past("c1", delete("file:/a"))));
        ledger.settle("c1", State.UNKNOWN, Arguments.none(), NOW);
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c2", effect(Verb.UPDATE, "file:/a")))));
    }

    @Test
    void claimAgainstAnOldHistoryHasMoved() throws Exception {
        Claim early = claim(past("c1", delete("file:/a")));
        Claim late = claim(past("c2", delete("file:/b")));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(early));
        assertEquals(Claim.Answer.MOVED, ledger.claim(late));
        Claim again = claim(past("c2", delete("file:/b")));
        ledger.refuse(PRINCIPAL, refusal("file:/z", LATER));
        assertEquals(Claim.Answer.MOVED, ledger.claim(again));
    }

    @Test
    void overlappingWriteInFlightIsBusyUntilItEnds() throws Exception {
        ledger.claim(claimOf("other", past("c1", effect(Verb.UPDATE, "file:/a/b")), 0));
        for (String name : List.of("file:/a/b", "file:/a", "file:/a/b/c", "file:/a/b#lines", "file:/", "file:")) {
            assertEquals(Claim.Answer.BUSY, ledger.claim(claim(past("c2", delete(name)))), name);
        }
        for (String name : List.of("file:/a/bb", "file:/a/c", "git:/a/b", "file:/ab")) {
            String id = "free " + name;
            assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past(id, delete(name)))), name);
            ledger.release(id);
        }
        ledger.settle("c1", State.FAILED, Arguments.none(), NOW);
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c2", delete("file:/a")))));
    }

    @Test
    void readersAndSendersAreNotSerialised() throws Exception {
        ledger.claim(claim(past("c1", effect(Verb.EXECUTE, "file:/a"))));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c2", delete("file:/a")))));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c3", effect(Verb.SEND, "file:/a")))));
    }

    @Test
    void twoPartsOfOneThingDoNotOverlapButTheWholeDoes() throws Exception {
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c1", delete("git:u#main")))));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c2", delete("git:u#other")))));
        assertEquals(Claim.Answer.BUSY, ledger.claim(claim(past("c3", delete("git:u#main")))));
        assertEquals(Claim.Answer.BUSY, ledger.claim(claim(past("c3", delete("git:u")))));
    }

    @Test
    void callMayNameOneResourceTwice() throws Exception {
        assertEquals(
                Claim.Answer.GRANTED,
                ledger.claim(claim(past("c1", delete("file:/a"), effect(Verb.CREATE, "file:/a")))));
        assertEquals(Claim.Answer.BUSY, ledger.claim(claim(past("c2", delete("file:/a")))));
        ledger.settle("c1", State.DONE, Arguments.none(), NOW);
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c2", delete("file:/a")))));
    }

    @Test
    void overlapAgreesWithComparingAllPairs() throws Exception {
        Random random = new Random(20261121);
        String[] names = {
            "file:",
            "file:/",
            "file:/a",
            "file:/a/",
            "file:/a/b",
            "file:/a/b#x",
            "file:/a/b#y",
            "file:/a:b",
            "file:/a/b/c",
            "file:/ab",
            "git:a",
            "git:a#x",
            "git:a/b",
            "git:a:b",
            "git:a:",
            "git:a!"
        };
        List<History.Past> flying = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            History.Past next = past("c" + i, delete(names[random.nextInt(names.length)]));
            Resource wanted = next.effects().get(0).resource();
            boolean busy = flying.stream()
                    .anyMatch(other -> other.effects().get(0).resource().overlaps(wanted));
            Claim.Answer answer = ledger.claim(claim(next));
            assertEquals(busy ? Claim.Answer.BUSY : Claim.Answer.GRANTED, answer, wanted + " beside " + flying);
            if (!busy) {
                flying.add(next);
            }
            if (!flying.isEmpty() && random.nextInt(3) == 0) {
                ledger.settle(flying.remove(random.nextInt(flying.size())).call(), State.DONE, Arguments.none(), NOW);
            }
        }
    }

    @Test
    void answersComeInTheirOrder() throws Exception {
        ledger.claim(claim(past("unknown", delete("file:/a"))));
        ledger.settle("unknown", State.UNKNOWN, Arguments.none(), NOW);
        ledger.claim(claim(past("flying", effect(Verb.UPDATE, "file:/a"))));
        ledger.stop("ann");
        Claim all = new Claim(
                PRINCIPAL,
                Digest.of("x"),
                repetition(past("flying", delete("file:/a"))),
                -1,
                past("flying", delete("file:/a")),
                Optional.of("no such ticket"),
                false,
                NOW);
        assertEquals(Claim.Answer.DUPLICATE, ledger.claim(all));
        Claim fresh = new Claim(
                PRINCIPAL,
                all.action(),
                all.repetition(),
                -1,
                past("fresh", delete("file:/a")),
                all.ticket(),
                false,
                NOW);
        assertEquals(Claim.Answer.STOPPED, ledger.claim(fresh));
        ledger.release();
        assertEquals(Claim.Answer.UNRESOLVED, ledger.claim(fresh));
        ledger.settle("unknown", State.FAILED, Arguments.none(), NOW);
        assertEquals(Claim.Answer.MOVED, ledger.claim(fresh));
        Claim seen = new Claim(
                PRINCIPAL, fresh.action(), fresh.repetition(), version(), fresh.effects(), fresh.ticket(), false, NOW);
        assertEquals(Claim.Answer.BUSY, ledger.claim(seen));
        ledger.settle("flying", State.DONE, Arguments.none(), NOW);
        Claim last = new Claim(
                PRINCIPAL, fresh.action(), fresh.repetition(), version(), fresh.effects(), fresh.ticket(), false, NOW);
        assertEquals(Claim.Answer.SPENT, ledger.claim(last));
        assertEquals(Optional.empty(), ledger.recorded("fresh"));
    }

    // -- accounts

    @Test
    void accountThatNobodyChargedStandsAtNothing() throws Exception {
        assertEquals(Map.of("a", Balance.none()), ledger.balances(Set.of("a")));
        assertEquals(BigDecimal.ZERO, Balance.none().since(NOW));
    }

    @Test
    void claimedCallIsChargedExactlyAndAReleasedOneIsNot() throws Exception {
        assertEquals(Claim.Answer.GRANTED, charge("c1", "p1", "0.1", "a", "b"));
        assertEquals(Claim.Answer.GRANTED, charge("c2", "p2", "0.2", "a"));
        assertEquals(new BigDecimal("0.3"), stands("a"));
        assertEquals(new BigDecimal("0.1"), stands("b"));
        ledger.release("c1");
        assertEquals(new BigDecimal("0.2"), stands("a"));
        assertEquals(BigDecimal.ZERO, stands("b"));
    }

    @Test
    void onlyWhatDidNotRunOrWasTakenBackIsGivenBack() throws Exception {
        for (State end : State.values()) {
            String account = "account of " + end;
            assertEquals(Claim.Answer.GRANTED, charge(end.name(), "p" + end, "7", account));
            if (end == State.UNDONE) {
                assertTrue(ledger.settle(end.name(), State.DONE, Arguments.none(), NOW));
            }
            if (end != State.RESERVED) {
                assertTrue(ledger.settle(end.name(), end, Arguments.none(), NOW));
            }
            assertEquals(new BigDecimal(end == State.UNDONE ? "0" : "7"), stands(account), account);
            assertFalse(ledger.settle(end.name(), end == State.UNDONE ? end : State.RESERVED, Arguments.none(), NOW));
            assertEquals(new BigDecimal(end == State.UNDONE ? "0" : "7"), stands(account), "given back once");
        }
        assertTrue(ledger.settle("UNKNOWN", State.DONE, Arguments.none(), NOW));
        assertEquals(new BigDecimal("7"), stands("account of UNKNOWN"));
        assertTrue(ledger.settle("UNKNOWN", State.UNDONE, Arguments.none(), NOW));
        assertEquals(BigDecimal.ZERO, stands("account of UNKNOWN"));
    }

    @Test
    void claimOfAnybodyAgainstAnAccountThatMovedHasMoved() throws Exception {
        Claim early = charging("c1", "p1", "1", "a");
        Claim late = charging("c2", "p2", "1", "a", "b");
        Claim elsewhere = charging("c3", "p3", "1", "b");
        assertEquals(Claim.Answer.GRANTED, ledger.claim(early));
        assertEquals(Claim.Answer.MOVED, ledger.claim(late));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(elsewhere));
        Claim again = charging("c2", "p2", "1", "a");
        ledger.release("c1");
        assertEquals(Claim.Answer.MOVED, ledger.claim(again));
        assertEquals(Claim.Answer.GRANTED, charge("c2", "p2", "1", "a"));
    }

    @Test
    void claimThatIsTurnedAwayChargesNothing() throws Exception {
        ledger.stop("ann");
        assertEquals(Claim.Answer.STOPPED, charge("c1", "p1", "1", "a"));
        assertEquals(Map.of("a", Balance.none()), ledger.balances(Set.of("a")));
    }

    @Test
    void chargeIsInEveryWindowThatReachesIt() throws Exception {
        Claim now = charging("c1", "p1", "5", "a");
        assertEquals(Claim.Answer.GRANTED, ledger.claim(now));
        Balance balance = balance("a");
        assertEquals(new BigDecimal("5"), balance.since(NOW));
        assertEquals(new BigDecimal("5"), balance.since(NOW.minus(Duration.ofDays(31))));
        assertEquals(BigDecimal.ZERO, balance.since(NOW.plus(Duration.ofMinutes(15))));
    }

    /** As policies use it: look, decide, and claim against what was seen. */
    @Test
    void manyPrincipalsTogetherNeverOverspendOneAccount() throws Exception {
        BigDecimal limit = new BigDecimal("20");
        List<Integer> granted = race(racer -> {
            int mine = 0;
            for (int i = 0; ; i++) {
                Claim claim = charging("c" + racer + "." + i, "p" + racer, "0.1", "shared");
                Balance seen = balance("shared");
                boolean latest = claim.balances().equals(Map.of("shared", seen.version()));
                boolean fits = seen.since(NOW.minus(HOUR)).add(TENTH).compareTo(limit) <= 0;
                if (latest && !fits) {
                    return mine;
                }
                if (latest && fits && ledger.claim(claim) == Claim.Answer.GRANTED) {
                    mine++;
                    ledger.settle("c" + racer + "." + i, State.DONE, Arguments.none(), NOW);
                }
            }
        });
        assertEquals(200, granted.stream().mapToInt(Integer::intValue).sum());
        assertEquals(limit.stripTrailingZeros(), stands("shared").stripTrailingZeros());
    }

    // -- failures

    @Test
    void failuresAreCountedOnceEachUntilAPersonResetsThem() throws Exception {
        for (State end : List.of(State.DONE, State.FAILED, State.UNKNOWN)) {
            String id = end.name();
            assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past(id, delete("file:/" + id)))));
            assertTrue(ledger.settle(id, end, Arguments.none(), end == State.FAILED ? NOW : LATER));
        }
        assertEquals(List.of(NOW, LATER), failures());
        assertTrue(ledger.settle("UNKNOWN", State.FAILED, Arguments.none(), LATER.plusSeconds(1)));
        assertTrue(ledger.settle("FAILED", State.UNDONE, Arguments.none(), LATER.plusSeconds(1)));
        assertEquals(List.of(NOW, LATER), failures());
        long before = version();
        ledger.reset(PRINCIPAL);
        assertEquals(List.of(), failures());
        assertTrue(version() > before, "whoever has seen it otherwise must decide again");
    }

    @Test
    void unknownCallThatRanOrDidNotIsNoFailure() throws Exception {
        bring("ran", State.UNKNOWN);
        bring("did not", State.UNKNOWN);
        assertEquals(List.of(NOW, NOW), failures());
        assertTrue(ledger.settle("ran", State.DONE, Arguments.none(), LATER));
        assertEquals(List.of(NOW), failures());
        ledger.release("did not");
        assertEquals(List.of(), failures());
    }

    @Test
    void readThatFailsIsNoFailure() throws Exception {
        History.Past read =
                new History.Past("c1", "session", "tool", NOW, List.of(), Reversibility.READ_ONLY, State.RESERVED);
        ledger.claim(claim(read));
        ledger.settle("c1", State.FAILED, Arguments.none(), NOW);
        assertEquals(List.of(), failures());
    }

    @Test
    void noOfAPersonIsAFailureOfWhoAskedUnlessItProposesSomethingElse() throws Exception {
        Parked one = ledger.park(question("t1", "file:/a"), NOW);
        Parked two = ledger.park(question("t2", "file:/b"), NOW);
        Approval no = new Approval(false, ANN, "", one.question(), Optional.empty());
        Approval edit = new Approval(false, ANN, "", two.question(), Optional.of(Arguments.none()));
        long before = version();
        assertTrue(ledger.answer("t1", no, Parked.State.REFUSED, NOW, LATER, NOW));
        assertTrue(ledger.answer("t2", edit, Parked.State.REFUSED, NOW, LATER, NOW));
        assertFalse(ledger.answer("t1", no, Parked.State.REFUSED, NOW, LATER, NOW));
        assertEquals(List.of(NOW), failures());
        assertTrue(version() > before, "what was seen before it is no longer so");
    }

    @Test
    void failuresAreNotForgottenByWaitingAndBounded() throws Exception {
        Instant at = NOW;
        for (int i = 0; i < 600; i++) {
            at = at.plus(Duration.ofDays(2));
            History.Past past =
                    new History.Past("c" + i, "s", "t", at, List.of(), Reversibility.REVERSIBLE, State.RESERVED);
            assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past)));
            assertTrue(ledger.settle("c" + i, State.FAILED, Arguments.none(), at));
        }
        assertEquals(256, failures().size());
        assertEquals(at, failures().get(255));
    }

    // -- the end of a call

    @Test
    void onlyTheListedTransitionsChangeAnything() throws Exception {
        for (State from : State.values()) {
            for (State to : State.values()) {
                String id = from + "-" + to;
                bring(id, from);
                long before = version();
                boolean allowed = switch (from) {
                    case RESERVED ->
                        Set.of(State.DONE, State.FAILED, State.UNKNOWN).contains(to);
                    case UNKNOWN ->
                        Set.of(State.DONE, State.FAILED, State.UNDONE).contains(to);
                    case DONE, FAILED -> to == State.UNDONE;
                    case UNDONE -> false;
                };
                assertEquals(allowed, ledger.settle(id, to, Arguments.of("to", to), NOW), id);
                assertEquals(
                        allowed ? to : from, ledger.recorded(id).orElseThrow().state(), id);
                assertEquals(allowed, version() != before, id);
            }
        }
    }

    @Test
    void whatACallDidIsCountedBesideWhatWasJudged() throws Exception {
        Effect judged = delete("file:/a").measuring(3, 100);
        ledger.claim(claim(past("c1", judged)));
        List<Effect> did = List.of(
                delete("file:/a").measuring(5, 10),
                effect(Verb.UPDATE, "file:/a").measuring(2, 0),
                delete("file:/b"));
        assertTrue(ledger.settle("c1", State.DONE, Arguments.none(), did, NOW));
        assertEquals(
                List.of(
                        delete("file:/a").measuring(5, 100),
                        effect(Verb.UPDATE, "file:/a").measuring(2, 0),
                        delete("file:/b")),
                ledger.history(PRINCIPAL, NOW).past().get(0).effects());
        assertEquals(
                new History.Tally(1, 6, 100), ledger.history(PRINCIPAL, NOW).since(NOW, Verb.DELETE));
    }

    @Test
    void whatACallDidMakesItGraverAndNeverMilder() throws Exception {
        Effect mild = Effect.of(Verb.EXECUTE, new Resource("tool:script"), Reversibility.REVERSIBLE);
        Effect grave = Effect.of(Verb.EXECUTE, new Resource("tool:script"), Reversibility.IRREVERSIBLE);
        for (boolean worse : List.of(true, false)) {
            String id = "c" + worse;
            History.Past past = new History.Past(
                    id,
                    "s1",
                    "script",
                    NOW,
                    List.of(worse ? mild : grave),
                    worse ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE,
                    State.RESERVED);
            assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past)));
            assertTrue(ledger.settle(id, State.FAILED, Arguments.none(), List.of(worse ? grave : mild), NOW));
            List<History.Past> all = ledger.history(PRINCIPAL, NOW).past();
            assertEquals(List.of(grave), all.get(all.size() - 1).effects(), id);
            assertEquals(Reversibility.IRREVERSIBLE, all.get(all.size() - 1).inherent(), id);
        }
    }

    @Test
    void whatAnUnknownCallDidIsKeptWhenItIsSettledAndTakenBack() throws Exception {
        ledger.claim(claim(past("c1", delete("file:/a"))));
        ledger.settle("c1", State.UNKNOWN, Arguments.none(), List.of(delete("file:/b")), NOW);
        List<Effect> both = List.of(delete("file:/a"), delete("file:/b"));
        assertEquals(both, ledger.unresolved().get(0).past().effects());
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c2", delete("file:/b")))), "it holds nothing");
        ledger.settle("c2", State.DONE, Arguments.none(), NOW);
        ledger.settle("c1", State.UNDONE, Arguments.none(), NOW);
        History.Past undone = ledger.history(PRINCIPAL, NOW).past().get(0);
        assertEquals(both, undone.effects());
        assertEquals(State.UNDONE, undone.state());
    }

    /** It is known what became of it, so nothing needs to be settled and an equal call may come. */
    @Test
    void unknownCallThatWasTakenBackIsResolved() throws Exception {
        ledger.claim(claim(past("c1", delete("file:/a"))));
        ledger.settle("c1", State.UNKNOWN, Arguments.none(), NOW);
        assertTrue(ledger.settle("c1", State.UNDONE, Arguments.none(), NOW));
        assertEquals(List.of(), ledger.unresolved());
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c2", delete("file:/a")))));
        assertEquals(1, ledger.history(PRINCIPAL, NOW).since(NOW, Verb.DELETE).calls());
    }

    @Test
    void callNobodyClaimedCannotBeSettledOrReleased() throws Exception {
        assertFalse(ledger.settle("nobody", State.DONE, Arguments.none(), NOW));
        ledger.release("nobody");
        assertEquals(Optional.empty(), ledger.recorded("nobody"));
        assertEquals(0, version());
    }

    @Test
    void recordedTellsTheActionTheStateAndTheOutcome() throws Exception {
        Claim claim = claim(past("c1", delete("file:/a")));
        ledger.claim(claim);
        assertEquals(
                new Ledger.Recorded("c1", claim.action(), State.RESERVED, Arguments.none()),
                ledger.recorded("c1").orElseThrow());
        ledger.settle("c1", State.DONE, Arguments.of("files", 3), NOW);
        assertEquals(
                new Ledger.Recorded("c1", claim.action(), State.DONE, Arguments.of("files", 3)),
                ledger.recorded("c1").orElseThrow());
    }

    @Test
    void releasedCallNeverWas() throws Exception {
        ledger.claim(claim(past("c1", delete("file:/a"))));
        ledger.release("c1");
        assertEquals(List.of(), ledger.history(PRINCIPAL, NOW).past());
        assertEquals(Optional.empty(), ledger.recorded("c1"));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("c1", delete("file:/a")))));
    }

    @Test
    void endedCallCannotBeReleased() throws Exception {
        bring("c1", State.DONE);
        ledger.release("c1");
        assertEquals(State.DONE, ledger.recorded("c1").orElseThrow().state());
        assertEquals(1, ledger.history(PRINCIPAL, NOW).past().size());
    }

    @Test
    void unknownCallsAreListedOldestFirstUntilTheyAreSettledOrReleased() throws Exception {
        bring("c1", State.UNKNOWN);
        bring("c2", State.UNKNOWN);
        bring("c3", State.UNKNOWN);
        assertEquals(List.of("c1", "c2", "c3"), unresolved());
        ledger.settle("c2", State.DONE, Arguments.none(), NOW);
        ledger.release("c1");
        assertEquals(List.of("c3"), unresolved());
        Ledger.Unresolved left = ledger.unresolved().get(0);
        assertEquals(PRINCIPAL, left.principal());
        assertEquals(State.UNKNOWN, left.past().state());
        assertEquals(repetition(left.past()), left.repetition());
    }

    @Test
    void livingProcessLosesNothingToRecovery() throws Exception {
        bring("c1", State.RESERVED);
        assertEquals(List.of(), ledger.recover(NOW));
        assertEquals(State.RESERVED, ledger.recorded("c1").orElseThrow().state());
    }

    // -- questions

    @Test
    void equalActionGetsTheQuestionThatIsThere() throws Exception {
        Parked first = question("t1", "file:/a");
        assertSame(first, ledger.park(first, NOW));
        assertSame(first, ledger.park(question("t2", "file:/a"), NOW));
        assertEquals(Optional.empty(), ledger.parked("t2"));
        assertSame(first, ledger.parkedFor(first.call().digest(), NOW).orElseThrow());
        Parked other = question("t3", "file:/b");
        assertSame(other, ledger.park(other, NOW));
        assertSame(List.of(first, other), ledger.waiting(NOW));
    }

    @Test
    void questionIsExpiredAtItsInstantAndNotBefore() throws Exception {
        Parked first = ledger.park(question("t1", "file:/a"), NOW);
        Instant before = first.expires().minusNanos(1);
        assertSame(List.of(first), ledger.waiting(before));
        assertSame(first, ledger.parkedFor(first.call().digest(), before).orElseThrow());
        assertEquals(List.of(), ledger.waiting(first.expires()));
        assertEquals(Optional.empty(), ledger.parkedFor(first.call().digest(), first.expires()));
        assertFalse(answerYes(first, first.expires()));
        assertEquals(
                "t2", ledger.park(question("t2", "file:/a"), first.expires()).ticket());
    }

    @Test
    void answerCountsOnlyForTheQuestionThatWasSeen() throws Exception {
        Parked one = ledger.park(question("t1", "file:/a"), NOW);
        Approval other = new Approval(true, ANN, "", Digest.of("another question"), Optional.empty());
        assertFalse(ledger.answer("t1", other, Parked.State.APPROVED, NOW, LATER, NOW));
        assertFalse(ledger.answer("t9", yes(one), Parked.State.APPROVED, NOW, LATER, NOW));
        assertSame(one, ledger.parked("t1").orElseThrow());
    }

    @Test
    void severalPeopleMayAnswerWhileItStaysWaiting() throws Exception {
        Parked one = ledger.park(question("t1", "file:/a"), NOW);
        assertTrue(ledger.answer("t1", yes(one), Parked.State.WAITING, one.ready(), one.expires(), NOW));
        assertEquals(List.of(yes(one)), ledger.parked("t1").orElseThrow().answers());
        Approval no = new Approval(false, ANN, "not now", one.question(), Optional.empty());
        assertTrue(ledger.answer("t1", no, Parked.State.REFUSED, NOW, LATER, NOW));
        Parked ended = ledger.parked("t1").orElseThrow();
        assertEquals(List.of(yes(one), no), ended.answers());
        assertEquals(Parked.State.REFUSED, ended.state());
        assertEquals(LATER, ended.expires());
        assertFalse(answerYes(one, NOW));
        assertEquals(List.of(), ledger.waiting(NOW));
        assertSame(ended, ledger.parkedFor(one.call().digest(), NOW).orElseThrow());
    }

    @Test
    void withdrawnQuestionIsAskedAnew() throws Exception {
        Parked one = ledger.park(question("t1", "file:/a"), NOW);
        assertTrue(ledger.withdraw("t1"));
        assertFalse(ledger.withdraw("t1"));
        assertFalse(ledger.withdraw("t9"));
        assertEquals(Parked.State.REFUSED, ledger.parked("t1").orElseThrow().state());
        assertEquals(Optional.empty(), ledger.parkedFor(one.call().digest(), NOW));
        assertEquals("t2", ledger.park(question("t2", "file:/a"), NOW).ticket());
        assertFalse(answerYes(one, NOW));
    }

    @Test
    void ticketLetsExactlyOneCallRunOfExactlyItsAction() throws Exception {
        Parked one = approved("t1", "file:/a", NOW, LATER);
        assertEquals(Claim.Answer.SPENT, ledger.claim(ticketed("c1", "t1", Digest.of("other"), NOW)));
        assertEquals(
                Claim.Answer.GRANTED,
                ledger.claim(ticketed("c1", "t1", one.call().digest(), NOW)));
        assertEquals(Parked.State.REDEEMED, ledger.parked("t1").orElseThrow().state());
        assertFalse(ledger.withdraw("t1"));
        assertEquals(
                Claim.Answer.SPENT, ledger.claim(ticketed("c2", "t1", one.call().digest(), NOW)));
        ledger.settle("c1", State.DONE, Arguments.of("files", 2), NOW);
        Parked ended = ledger.parked("t1").orElseThrow();
        assertEquals(Parked.State.FINISHED, ended.state());
        assertEquals(Optional.of(Arguments.of("files", 2)), ended.outcome());
        assertEquals(LATER, ended.expires());
        assertEquals(
                Claim.Answer.SPENT, ledger.claim(ticketed("c2", "t1", one.call().digest(), NOW)));
        assertEquals("t1", ledger.park(question("t2", "file:/a"), NOW).ticket());
    }

    @Test
    void ticketIsGoodFromReadyUntilJustBeforeItExpires() throws Exception {
        Parked one = approved("t1", "file:/a", NOW.plusSeconds(10), LATER);
        Digest action = one.call().digest();
        assertEquals(
                Claim.Answer.SPENT,
                ledger.claim(ticketed("c1", "t1", action, NOW.plusSeconds(10).minusNanos(1))));
        assertEquals(Claim.Answer.SPENT, ledger.claim(ticketed("c1", "t1", action, LATER)));
        assertEquals(Claim.Answer.GRANTED, ledger.claim(ticketed("c1", "t1", action, LATER.minusNanos(1))));
        ledger.release("c1");
        assertEquals(Claim.Answer.GRANTED, ledger.claim(ticketed("c2", "t1", action, NOW.plusSeconds(10))));
    }

    @Test
    void waitingTicketLetsNothingRun() throws Exception {
        Parked one = ledger.park(question("t1", "file:/a"), NOW);
        assertEquals(
                Claim.Answer.SPENT, ledger.claim(ticketed("c1", "t1", one.call().digest(), NOW)));
    }

    @Test
    void releaseGivesTheTicketBack() throws Exception {
        Parked one = approved("t1", "file:/a", NOW, LATER);
        ledger.claim(ticketed("c1", "t1", one.call().digest(), NOW));
        ledger.release("c1");
        assertEquals(Parked.State.APPROVED, ledger.parked("t1").orElseThrow().state());
        assertEquals(
                Claim.Answer.GRANTED,
                ledger.claim(ticketed("c1", "t1", one.call().digest(), NOW)));
    }

    @Test
    void unknownCallLeavesItsTicketRedeemedUntilItIsSettled() throws Exception {
        Parked one = approved("t1", "file:/a", NOW, LATER);
        ledger.claim(ticketed("c1", "t1", one.call().digest(), NOW));
        ledger.settle("c1", State.UNKNOWN, Arguments.none(), NOW);
        assertEquals(Parked.State.REDEEMED, ledger.parked("t1").orElseThrow().state());
        ledger.settle("c1", State.DONE, Arguments.of("probed", true), NOW);
        assertEquals(
                Optional.of(Arguments.of("probed", true)),
                ledger.parked("t1").orElseThrow().outcome());
    }

    // -- refusals and the stop switch

    @Test
    void refusalSticksUntilItsInstant() throws Exception {
        ledger.refuse(PRINCIPAL, refusal("file:/a", LATER));
        ledger.refuse(PRINCIPAL, refusal("file:/b", LATER.plusSeconds(1)));
        assertEquals(
                List.of(refusal("file:/a", LATER), refusal("file:/b", LATER.plusSeconds(1))),
                ledger.history(PRINCIPAL, LATER.minusNanos(1)).refusals());
        assertEquals(
                List.of(refusal("file:/b", LATER.plusSeconds(1))),
                ledger.history(PRINCIPAL, LATER).refusals());
    }

    @Test
    void oldNoIsNeverPushedOutByManyNewOnes() throws Exception {
        ledger.refuse(PRINCIPAL, refusal("file:/first", LATER));
        for (int i = 0; i < 3000; i++) {
            ledger.refuse(PRINCIPAL, refusal("tool:t" + i, LATER));
        }
        List<History.Refusal> kept = ledger.history(PRINCIPAL, NOW).refusals();
        assertTrue(kept.stream().anyMatch(no -> no.covers(delete("file:/first"), NOW)));
        for (int i = 0; i < 3000; i++) {
            Effect again = delete("tool:t" + i);
            assertTrue(kept.stream().anyMatch(no -> no.covers(again, NOW)), again.toString());
        }
        assertTrue(kept.size() < 3000);
    }

    @Test
    void stopSwitchTellsWhoStoppedUntilItIsReleased() throws Exception {
        assertEquals(Optional.empty(), ledger.stopped());
        ledger.stop("ann: too many deletes");
        assertEquals(Optional.of("ann: too many deletes"), ledger.stopped());
        ledger.release();
        assertEquals(Optional.empty(), ledger.stopped());
    }

    // -- races

    @Test
    void parallelCallsNeverOverspendABudget() throws Exception {
        int budget = 40;
        List<Integer> granted = race(racer -> {
            int mine = 0;
            for (int attempt = 0; attempt < 3; attempt++) {
                String id = "r" + racer + "." + attempt;
                while (true) {
                    History seen = ledger.history(PRINCIPAL, NOW);
                    if (seen.since(NOW.minus(HOUR), Verb.DELETE).count() >= budget) {
                        break;
                    }
                    Claim.Answer answer =
                            ledger.claim(claimOf(PRINCIPAL, past(id, delete("file:/" + id)), seen.version()));
                    if (answer == Claim.Answer.GRANTED) {
                        mine++;
                        assertTrue(ledger.settle(id, State.DONE, Arguments.none(), NOW));
                        break;
                    }
                    assertEquals(Claim.Answer.MOVED, answer);
                }
            }
            return mine;
        });
        assertEquals(budget, granted.stream().mapToInt(Integer::intValue).sum());
        assertEquals(budget, ledger.history(PRINCIPAL, NOW).past().size());
    }

    @Test
    void oneTicketHasOneRedeemerAmongMany() throws Exception {
        Parked one = approved("t1", "file:/a", NOW, LATER);
        List<Claim.Answer> answers = race(racer -> ledger.claim(new Claim(
                "p" + racer,
                one.call().digest(),
                Digest.of("r" + racer),
                0,
                past("c" + racer, effect(Verb.EXECUTE, "tool:t")),
                Optional.of("t1"),
                false,
                NOW)));
        assertEquals(1, count(answers, Claim.Answer.GRANTED));
        assertEquals(RACERS - 1, count(answers, Claim.Answer.SPENT));
    }

    @Test
    void oneCallIdHasOneClaimantAmongMany() throws Exception {
        List<Claim.Answer> answers =
                race(racer -> ledger.claim(claimOf("p" + racer, past("c1", effect(Verb.EXECUTE, "tool:t")), 0)));
        assertEquals(1, count(answers, Claim.Answer.GRANTED));
        assertEquals(RACERS - 1, count(answers, Claim.Answer.DUPLICATE));
    }

    @Test
    void oneResourceHasOneWriterAmongMany() throws Exception {
        List<Claim.Answer> answers =
                race(racer -> ledger.claim(claimOf("p" + racer, past("c" + racer, delete("file:/a")), 0)));
        assertEquals(1, count(answers, Claim.Answer.GRANTED));
        assertEquals(RACERS - 1, count(answers, Claim.Answer.BUSY));
    }

    @Test
    void equalQuestionsParkedAtOnceAreOne() throws Exception {
        List<Parked> parked = race(racer -> ledger.park(question("t" + racer, "file:/a"), NOW));
        assertEquals(1, parked.stream().map(LedgerContract::facts).distinct().count());
        assertSame(List.of(parked.get(0)), ledger.waiting(NOW));
    }

    @Test
    void exactlyOneAnswerEndsAQuestion() throws Exception {
        Parked one = ledger.park(question("t1", "file:/a"), NOW);
        List<Boolean> counted = race(racer -> switch (racer % 3) {
            case 0 -> answerYes(one, NOW);
            case 1 ->
                ledger.answer(
                        "t1",
                        new Approval(false, ANN, "", one.question(), Optional.empty()),
                        Parked.State.REFUSED,
                        NOW,
                        LATER,
                        NOW);
            default -> answerYes(one, one.expires());
        });
        assertEquals(1, count(counted, true));
        assertEquals(1, ledger.parked("t1").orElseThrow().answers().size());
    }

    @Test
    void redeemingAndWithdrawingAtOnceHaveOneWinner() throws Exception {
        Parked one = approved("t1", "file:/a", NOW, LATER);
        List<Boolean> won = race(racer -> racer % 2 == 0
                ? ledger.withdraw("t1")
                : ledger.claim(new Claim(
                                "p" + racer,
                                one.call().digest(),
                                Digest.of("r"),
                                0,
                                past("c" + racer, effect(Verb.EXECUTE, "tool:t")),
                                Optional.of("t1"),
                                false,
                                NOW))
                        == Claim.Answer.GRANTED);
        assertEquals(1, count(won, true));
    }

    @Test
    void callIsSettledOnce() throws Exception {
        bring("c1", State.RESERVED);
        List<Boolean> settled = race(racer ->
                ledger.settle("c1", racer % 2 == 0 ? State.DONE : State.FAILED, Arguments.of("racer", racer), NOW));
        assertEquals(1, count(settled, true));
        int winner = settled.indexOf(true);
        assertEquals(
                Arguments.of("racer", winner),
                ledger.recorded("c1").orElseThrow().outcome());
    }

    // -- bounds

    @Test
    void openCallsAreNeverForgottenHoweverManyCome() throws Exception {
        bring("lost", State.UNKNOWN);
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past("flying", delete("file:/flying")))));
        Instant at = NOW;
        for (int i = 0; i < 6000; i++) {
            at = at.plusSeconds(60);
            String id = "c" + i;
            History seen = ledger.history(PRINCIPAL, at);
            History.Past past = new History.Past(
                    id, "s", "t", at, List.of(delete("file:/" + i)), Reversibility.IRREVERSIBLE, State.RESERVED);
            assertEquals(
                    Claim.Answer.GRANTED,
                    ledger.claim(new Claim(
                            PRINCIPAL,
                            Digest.of(id),
                            Digest.of(id),
                            seen.version(),
                            past,
                            Optional.empty(),
                            false,
                            at)));
            assertTrue(ledger.settle(id, State.DONE, Arguments.none(), at));
        }
        List<History.Past> kept = ledger.history(PRINCIPAL, at).past();
        assertTrue(kept.size() < 5000, "kept " + kept.size());
        assertEquals(
                List.of("lost", "flying"),
                kept.subList(0, 2).stream().map(History.Past::call).toList());
        assertEquals(List.of("lost"), unresolved());
        assertEquals(State.DONE, ledger.recorded("c5999").orElseThrow().state());
        assertEquals(Optional.empty(), ledger.recorded("c0"));
        assertTrue(ledger.settle("flying", State.DONE, Arguments.none(), at));
    }

    @Test
    void oneTicketCannotNameTwoActions() throws Exception {
        ledger.park(question("t1", "file:/a"), NOW);
        assertThrows(IllegalArgumentException.class, () -> ledger.park(question("t1", "file:/b"), NOW));
        assertEquals(1, ledger.waiting(NOW).size());
    }

    // -- what tests are made of

    /** One racer's part. */
    protected interface Racer<T> {
        T run(int racer) throws Exception;
    }

    /** Lets {@link #RACERS} threads go at one instant and answers what each got, in their order. */
    protected final <T> List<T> race(Racer<T> racer) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            CyclicBarrier start = new CyclicBarrier(RACERS);
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                int number = i;
                tasks.add(() -> {
                    start.await();
                    return racer.run(number);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(tasks)) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a racer failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    protected static Effect effect(Verb verb, String resource) {
        return Effect.of(verb, new Resource(resource), Reversibility.IRREVERSIBLE);
    }

    protected static Effect delete(String resource) {
        return effect(Verb.DELETE, resource);
    }

    protected static History.Past past(String call, Effect... effects) {
        return new History.Past(
                call, "session", "tool", NOW, List.of(effects), Reversibility.IRREVERSIBLE, State.RESERVED);
    }

    /** A claim of {@link #PRINCIPAL} against the history as it is. */
    protected final Claim claim(History.Past past) throws JournalException {
        return claimOf(PRINCIPAL, past, version());
    }

    protected static Claim claimOf(String principal, History.Past past, long seen) {
        return new Claim(
                principal, Digest.of(past.call()), repetition(past), seen, past, Optional.empty(), false, past.at());
    }

    /** A question of {@link #PRINCIPAL} to delete something, open for an hour. */
    protected static Parked question(String ticket, String resource) {
        ToolCall call = new ToolCall(
                "call-" + ticket, "delete", Arguments.of("resource", resource), Caller.agent("ops-bot"), "because");
        return new Parked(
                ticket,
                call,
                Digest.of("question " + ticket),
                Digest.of("binding " + ticket),
                List.of(delete(resource)),
                ApprovalTerms.people(2)
                        .roles("dba")
                        .coolDown(Duration.ofMinutes(1))
                        .to("#ops"),
                NOW,
                Parked.State.WAITING,
                List.of(),
                NOW,
                NOW.plus(HOUR),
                Optional.empty());
    }

    protected static Approval yes(Parked question) {
        return new Approval(true, ANN, "fine", question.question(), Optional.empty());
    }

    private List<Instant> failures() throws JournalException {
        return ledger.history(PRINCIPAL, NOW).failures();
    }

    private BigDecimal stands(String account) throws JournalException {
        return balance(account).since(NOW.minus(HOUR));
    }

    private Balance balance(String account) throws JournalException {
        return ledger.balances(Set.of(account)).getOrDefault(account, Balance.none());
    }

    private Claim.Answer charge(String call, String principal, String amount, String... accounts)
            throws JournalException {
        return ledger.claim(charging(call, principal, amount, accounts));
    }

    /** A claim that adds this to each account, against the history and the accounts as they are. */
    private Claim charging(String call, String principal, String amount, String... accounts) throws JournalException {
        Map<String, Long> seen = new HashMap<>();
        ledger.balances(Set.of(accounts)).forEach((account, balance) -> seen.put(account, balance.version()));
        Claim free = claimOf(
                principal,
                past(call, delete("file:/" + call)),
                ledger.history(principal, NOW).version());
        return new Claim(
                principal,
                free.action(),
                free.repetition(),
                free.seen(),
                free.effects(),
                free.ticket(),
                false,
                NOW,
                Stream.of(accounts)
                        .map(account -> new Charge(account, new BigDecimal(amount), Duration.ofDays(31)))
                        .toList(),
                seen);
    }

    private static Digest repetition(History.Past past) {
        return Digest.of(past.tool() + " " + past.effects());
    }

    private static Claim evenWhenStopped(Claim claim) {
        return new Claim(
                claim.principal(),
                claim.action(),
                claim.repetition(),
                claim.seen(),
                claim.effects(),
                claim.ticket(),
                true,
                claim.at());
    }

    private static History.Refusal refusal(String resource, Instant until) {
        return new History.Refusal(
                Verb.DELETE,
                new Resource(resource),
                Reversibility.RECOVERABLE,
                NOW,
                until,
                "ann",
                "not in this quarter");
    }

    private Claim ticketed(String call, String ticket, Digest action, Instant at) throws JournalException {
        return new Claim(
                PRINCIPAL,
                action,
                Digest.of("repetition"),
                version(),
                past(call, delete("file:/" + call)),
                Optional.of(ticket),
                false,
                at);
    }

    private Parked approved(String ticket, String resource, Instant ready, Instant expires) throws JournalException {
        Parked one = ledger.park(question(ticket, resource), NOW);
        assertTrue(ledger.answer(ticket, yes(one), Parked.State.APPROVED, ready, expires, NOW));
        return one;
    }

    private boolean answerYes(Parked question, Instant at) throws JournalException {
        return ledger.answer(question.ticket(), yes(question), Parked.State.APPROVED, at, LATER, at);
    }

    private void bring(String call, State to) throws JournalException {
        assertEquals(Claim.Answer.GRANTED, ledger.claim(claim(past(call, delete("file:/" + call)))));
        switch (to) {
            case RESERVED -> {}
            case DONE, FAILED, UNKNOWN -> assertTrue(ledger.settle(call, to, Arguments.none(), NOW));
            case UNDONE -> {
                assertTrue(ledger.settle(call, State.DONE, Arguments.none(), NOW));
                assertTrue(ledger.settle(call, State.UNDONE, Arguments.none(), NOW));
            }
        }
    }

    private List<String> unresolved() throws JournalException {
        return ledger.unresolved().stream().map(Ledger.Unresolved::call).toList();
    }

    private long version() throws JournalException {
        return ledger.history(PRINCIPAL, NOW).version();
    }

    /** A call has no equality of its own, so its parts are compared. */
    private static List<Object> facts(Parked question) {
        ToolCall call = question.call();
        return List.of(
                List.of(call.id(), call.tool(), call.arguments(), call.caller(), call.rationale()),
                List.of(
                        question.ticket(),
                        question.question(),
                        question.binding(),
                        question.effects(),
                        question.terms()),
                List.of(question.asked(), question.state(), question.answers(), question.ready(), question.expires()),
                question.outcome());
    }

    private static void assertSame(Parked expected, Parked actual) {
        assertEquals(facts(expected), facts(actual));
    }

    private static void assertSame(List<Parked> expected, List<Parked> actual) {
        assertEquals(
                expected.stream().map(LedgerContract::facts).toList(),
                actual.stream().map(LedgerContract::facts).toList());
    }

    private static <T> long count(List<T> all, T wanted) {
        return all.stream().filter(wanted::equals).count();
    }
}
