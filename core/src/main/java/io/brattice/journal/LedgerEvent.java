package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.approval.Approval;
import io.brattice.policy.Balance;
import io.brattice.policy.History;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a ledger's log holds: the operations that changed something, each with everything it was given, so that doing them
 * again in their order leads to the same {@link LedgerState}; and the parts of a snapshot, which stand at the head of a log.
 */
final class LedgerEvent {

    /**
     * The version of the format; a log of another one is not opened. Counted up with the fields of a record, and also with any rule
     * or bound of {@link LedgerState}: two processes that decide differently must not share a log.
     */
    static final int FORMAT = 3;

    /** The oldest format that is read: whatever a log of it leads to, it leads to in this one. It is replaced by a snapshot at once. */
    private static final int OLDEST = 1;

    private LedgerEvent() {}

    /** The codes are the file format; a number that was used once is never given to anything else. */
    enum Kind {
        FORMAT(1),
        CLAIMED(2),
        RELEASED(3),
        SETTLED(4),
        LOST(5),
        PARKED(6),
        ANSWERED(7),
        WITHDRAWN(8),
        REFUSED(9),
        STOPPED(10),
        GOING_ON(11),
        SETTLED_AS_FOUND(12),
        VERSION(20),
        ACCOUNT(21),
        PAST(22),
        CALL(23),
        QUESTION(24),
        SNAPSHOT_END(25),
        CHARGED(30),
        CHARGED_CALL(31),
        BALANCE(32),
        FAILURES(33),
        ANSWERED_NO(34),
        RESET(35);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind of(int code) throws IOException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IOException("a record of the unknown kind " + code);
        }
    }

    /** Takes the records of a snapshot. */
    interface Sink {
        void accept(byte[] event) throws IOException;
    }

    static byte[] claimed(Claim claim, String owner) {
        if (claim.balances().isEmpty()) {
            return new LedgerWriter(Kind.CLAIMED).put(claim).put(owner).bytes();
        }
        LedgerWriter out = new LedgerWriter(Kind.CHARGED).put(claim);
        return out.all(claim.charges(), out::put)
                .all(claim.balances().entrySet(), seen -> out.put(seen.getKey()).put(seen.getValue()))
                .put(owner)
                .bytes();
    }

    static byte[] released(String call) {
        return new LedgerWriter(Kind.RELEASED).put(call).bytes();
    }

    static byte[] settled(String call, History.State end, Arguments outcome, List<Effect> did, Instant at) {
        LedgerWriter out = new LedgerWriter(did.isEmpty() ? Kind.SETTLED : Kind.SETTLED_AS_FOUND)
                .put(call)
                .put(end)
                .put(outcome)
                .put(at);
        return did.isEmpty() ? out.bytes() : out.all(did, out::put).bytes();
    }

    static byte[] lost(List<String> owners, Instant now) {
        LedgerWriter out = new LedgerWriter(Kind.LOST);
        return out.all(owners, out::put).put(now).bytes();
    }

    static byte[] parked(Parked question, Instant now) {
        return new LedgerWriter(Kind.PARKED).put(question).put(now).bytes();
    }

    static byte[] answered(
            String ticket,
            Approval approval,
            Parked.State next,
            Instant ready,
            Instant expires,
            Instant now,
            boolean fails) {
        return new LedgerWriter(fails ? Kind.ANSWERED_NO : Kind.ANSWERED)
                .put(ticket)
                .put(approval)
                .put(next)
                .put(ready)
                .put(expires)
                .put(now)
                .bytes();
    }

    static byte[] withdrawn(String ticket) {
        return new LedgerWriter(Kind.WITHDRAWN).put(ticket).bytes();
    }

    static byte[] refused(String principal, History.Refusal refusal) {
        return new LedgerWriter(Kind.REFUSED).put(principal).put(refusal).bytes();
    }

    static byte[] reset(String principal) {
        return new LedgerWriter(Kind.RESET).put(principal).bytes();
    }

    static byte[] stopped(String who) {
        return new LedgerWriter(Kind.STOPPED).put(who).bytes();
    }

    static byte[] goingOn() {
        return new LedgerWriter(Kind.GOING_ON).bytes();
    }

    /** Everything the state holds, in an order in which it can be restored. */
    static void snapshot(LedgerState state, Sink sink) throws IOException {
        sink.accept(new LedgerWriter(Kind.FORMAT).put((long) FORMAT).bytes());
        sink.accept(new LedgerWriter(Kind.VERSION)
                .put(state.version())
                .put(state.swept())
                .bytes());
        for (Map.Entry<String, Account> entry : state.accounts().entrySet()) {
            History kept = entry.getValue().kept();
            LedgerWriter out =
                    new LedgerWriter(Kind.ACCOUNT).put(entry.getKey()).put(kept.version());
            sink.accept(out.all(kept.refusals(), out::put).bytes());
            for (History.Past past : kept.past()) {
                sink.accept(new LedgerWriter(Kind.PAST)
                        .put(entry.getKey())
                        .put(past)
                        .bytes());
            }
        }
        for (Map.Entry<String, List<Instant>> entry : state.failures().all().entrySet()) {
            LedgerWriter out = new LedgerWriter(Kind.FAILURES).put(entry.getKey());
            sink.accept(out.all(entry.getValue(), out::put).bytes());
        }
        for (Map.Entry<String, Balance> entry : state.balances().all().entrySet()) {
            sink.accept(new LedgerWriter(Kind.BALANCE)
                    .put(entry.getKey())
                    .put(entry.getValue())
                    .bytes());
        }
        for (LedgerState.Call call : state.calls()) {
            LedgerWriter out = new LedgerWriter(call.charges().isEmpty() ? Kind.CALL : Kind.CHARGED_CALL).put(call);
            sink.accept(
                    call.charges().isEmpty()
                            ? out.bytes()
                            : out.all(call.charges(), out::put).bytes());
        }
        for (Parked question : state.questions().all()) {
            sink.accept(new LedgerWriter(Kind.QUESTION)
                    .put(question)
                    .put(state.questions().answersForItsAction(question))
                    .bytes());
        }
        if (state.stopped().isPresent()) {
            sink.accept(stopped(state.stopped().get()));
        }
        sink.accept(new LedgerWriter(Kind.SNAPSHOT_END).bytes());
    }

    static boolean isSnapshotEnd(byte[] event) {
        return event[0] == Kind.SNAPSHOT_END.code();
    }

    /** Does again what a record says. A record that would change nothing now was not written by this code. */
    static void apply(byte[] event, LedgerState state) throws IOException {
        LedgerReader in = new LedgerReader(event);
        Kind kind = Kind.of(in.code());
        boolean changed = switch (kind) {
            case FORMAT -> isReadable(in.number());
            case CLAIMED -> state.claim(in.claim(), in.string()) == Claim.Answer.GRANTED;
            case CHARGED -> state.claim(in.chargingClaim(), in.string()) == Claim.Answer.GRANTED;
            case RELEASED -> state.release(in.string());
            case SETTLED, SETTLED_AS_FOUND -> {
                String call = in.string();
                History.State end = in.constant(History.State.class);
                Arguments outcome = in.arguments();
                Instant at = in.instant();
                List<Effect> did = kind == Kind.SETTLED ? List.of() : in.list(in::effect);
                yield state.settle(call, end, outcome, did, at);
            }
            case LOST ->
                !state.recover(in.list(in::string)::contains, in.instant()).isEmpty();
            case PARKED -> {
                Parked question = in.question();
                yield state.park(question, in.instant()).equals(question);
            }
            case ANSWERED, ANSWERED_NO ->
                state.answer(
                        in.string(),
                        in.approval(),
                        in.constant(Parked.State.class),
                        in.instant(),
                        in.instant(),
                        in.instant(),
                        kind == Kind.ANSWERED_NO);
            case WITHDRAWN -> state.withdraw(in.string());
            case REFUSED,
                    RESET,
                    FAILURES,
                    STOPPED,
                    GOING_ON,
                    VERSION,
                    ACCOUNT,
                    PAST,
                    BALANCE,
                    CALL,
                    CHARGED_CALL,
                    QUESTION,
                    SNAPSHOT_END -> {
                put(kind, in, state);
                yield true;
            }
        };
        if (!changed) {
            throw new IOException("a record " + kind + " that does not follow from those before it");
        }
        in.end();
    }

    /** Those that cannot fail. */
    private static void put(Kind kind, LedgerReader in, LedgerState state) throws IOException {
        switch (kind) {
            case REFUSED -> state.refuse(in.string(), in.refusal());
            case RESET -> state.reset(in.string());
            case FAILURES -> state.failures().restore(in.string(), in.list(in::instant));
            case STOPPED -> state.stop(in.string());
            case GOING_ON -> state.go();
            case SNAPSHOT_END -> {}
            case VERSION -> state.restore(in.number(), in.number());
            case ACCOUNT -> {
                String principal = in.string();
                long version = in.number();
                state.restore(principal, new History(version, List.of(), in.list(in::refusal)));
            }
            case PAST -> state.restore(in.string(), in.past());
            case BALANCE -> state.balances().restore(in.string(), in.balance());
            case CALL -> state.restore(in.call());
            case CHARGED_CALL -> state.restore(in.call().charging(in.list(in::charge)));
            case QUESTION -> {
                Parked question = in.question();
                state.questions().restore(question, in.flag());
            }
            case FORMAT,
                    CLAIMED,
                    CHARGED,
                    RELEASED,
                    SETTLED,
                    SETTLED_AS_FOUND,
                    LOST,
                    PARKED,
                    ANSWERED,
                    ANSWERED_NO,
                    WITHDRAWN -> throw new IllegalStateException("not a plain record: " + kind);
        }
    }

    /** True for the first record of a log that an older version wrote, and may go on writing as long as it is not replaced. */
    static boolean isOldFormat(byte[] event) throws IOException {
        if (event[0] != Kind.FORMAT.code()) {
            return false;
        }
        LedgerReader in = new LedgerReader(event);
        return in.code() == Kind.FORMAT.code() && in.number() < FORMAT;
    }

    private static boolean isReadable(long format) throws IOException {
        if (format < OLDEST || format > FORMAT) {
            throw new IOException("format " + format + ", and this version of Brattice reads up to format " + FORMAT);
        }
        return true;
    }
}
