package io.brattice.journal;

import static io.brattice.journal.LedgerSamples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.action.Arguments;
import io.brattice.action.ToolCall;
import io.brattice.policy.History;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger in files against the one in memory: the same random operations get the same answers, whatever is reopened. */
class LedgerDifferentialTest {

    private static final int STEPS = 1500;
    /** So small that the log is replaced by a snapshot many times. */
    private static final long COMPACT_ABOVE = 20_000;

    private static final List<History.State> STATES = List.of(History.State.values());
    private static final List<String> PRINCIPALS = List.of("a", "b", "c");
    private static final List<String> RESOURCES = List.of(
            "file:/a", "file:/a/b", "file:/a/b#x", "file:/a/b#y", "file:/c", "git:u#main", "file:/d", "file:/e");

    @TempDir
    private Path dir;

    private interface Operation {
        Object on(Ledger ledger) throws JournalException;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 4711, 99})
    void sameOperationsGetTheSameAnswersFromFilesAsFromMemory(long seed) throws Exception {
        Random random = new Random(seed);
        Ledger memory = Ledger.inMemory();
        FileLedger other = FileLedger.in(dir, COMPACT_ABOVE);
        FileLedger file = FileLedger.in(dir, COMPACT_ABOVE);
        Instant now = NOW;
        for (int step = 0; step < STEPS; step++) {
            now = now.plus(Duration.ofSeconds(random.nextInt(random.nextInt(50) == 0 ? 4000 : 60)));
            Operation operation = operation(random, memory, step, now);
            assertEquals(
                    operation.on(memory),
                    operation.on(random.nextBoolean() ? file : other),
                    "seed " + seed + ", step " + step);
            if (random.nextInt(100) == 0) {
                Operation everything = everything(now);
                assertEquals(everything.on(memory), everything.on(file), "seed " + seed + ", step " + step);
                file.close();
                other.close();
                file = FileLedger.in(dir, COMPACT_ABOVE);
                other = FileLedger.in(dir, COMPACT_ABOVE);
            }
        }
        file.close();
        other.close();
        try (FileLedger reopened = FileLedger.in(dir, COMPACT_ABOVE)) {
            Operation everything = everything(now);
            assertEquals(everything.on(memory), everything.on(reopened), "seed " + seed);
        }
    }

    private static Operation operation(Random random, Ledger memory, int step, Instant now) throws JournalException {
        String principal = PRINCIPALS.get(random.nextInt(PRINCIPALS.size()));
        String resource = RESOURCES.get(random.nextInt(RESOURCES.size()));
        String call =
                "c" + (random.nextInt(10) == 0 ? random.nextInt(step + 1) : Math.max(0, step - random.nextInt(8)));
        String ticket = "t" + Math.max(0, step - random.nextInt(30));
        long seen = memory.history(principal, now).version() - (random.nextInt(20) == 0 ? 1 : 0);
        Arguments outcome = Arguments.of("step", step, "text", "x".repeat(random.nextInt(200)));
        String amount = random.nextInt(1000) + "." + random.nextInt(100);
        History.State end = STATES.get(random.nextInt(STATES.size()));
        return switch (random.nextInt(14)) {
            case 0, 1 -> ledger -> ledger.claim(LedgerSamples.claim(principal, "c" + step, resource, seen, now));
            case 2 -> {
                Claim charging = LedgerSamples.charging(
                        LedgerSamples.claim(principal, "c" + step, resource, seen, now),
                        memory,
                        amount,
                        random.nextBoolean() ? new String[] {"shared"} : new String[] {"shared", principal});
                yield ledger -> ledger.claim(charging);
            }
            case 3, 4, 5 -> ledger -> ledger.settle(call, end, outcome, now);
            case 6 -> ledger -> ledger.settle(call, end, outcome, List.of(LedgerSamples.delete(resource)), now);
            case 7 ->
                ledger -> {
                    ledger.release(call);
                    return true;
                };
            case 8 -> ledger -> facts(ledger.park(LedgerSamples.question(principal, "t" + step, resource, now), now));
            case 9 ->
                ledger -> ledger.answer(
                        ticket,
                        LedgerSamples.answer(ticket, step % 3 != 0),
                        step % 3 == 0 ? Parked.State.REFUSED : Parked.State.APPROVED,
                        now,
                        now.plusSeconds(900),
                        now);
            case 10 ->
                ledger -> {
                    Optional<Parked> approved = ledger.parkedFor(LedgerSamples.action(principal, resource), now);
                    return ledger.claim(LedgerSamples.claim(
                            principal, "c" + step, resource, seen, approved.map(Parked::ticket), now));
                };
            case 11 ->
                ledger -> {
                    if (step % 5 == 0) {
                        ledger.reset(principal);
                    } else {
                        ledger.refuse(principal, LedgerSamples.refusal(resource, now));
                    }
                    return true;
                };
            case 12 ->
                ledger -> switch (step % 3) {
                    case 0 -> ledger.withdraw(ticket);
                    case 1 -> ledger.recorded(call);
                    default -> ledger.parked(ticket).map(LedgerDifferentialTest::facts);
                };
            default ->
                ledger -> {
                    if (step % 4 == 0) {
                        ledger.stop("ann " + step);
                    } else {
                        ledger.release();
                    }
                    return ledger.stopped();
                };
        };
    }

    private static Operation everything(Instant now) {
        return ledger -> List.of(
                ledger.history("a", now),
                ledger.history("b", now),
                ledger.history("c", now),
                ledger.balances(Set.of("shared", "a", "b", "c", "nobody")),
                ledger.waiting(now).stream().map(LedgerDifferentialTest::facts).toList(),
                ledger.unresolved(),
                ledger.stopped());
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
}
