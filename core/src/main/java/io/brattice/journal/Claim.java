package io.brattice.journal;

import io.brattice.action.Digest;
import io.brattice.policy.Charge;
import io.brattice.policy.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to the ledger: let this call run, if nothing moved since it was judged.
 *
 * @param principal whose history it counts in
 * @param action the action digest
 * @param repetition the same without the session: what an unresolved call refuses, also from a new session
 * @param seen the version of the history the verdict saw
 * @param effects what would be recorded and reserved, in state RESERVED
 * @param ticket the approved question it uses up, if it needed one
 * @param evenWhenStopped true for a person's undo
 * @param charges what is added to which accounts, at the time of the effects
 * @param balances the version of every charged account that the verdict saw
 */
public record Claim(
        String principal,
        Digest action,
        Digest repetition,
        long seen,
        History.Past effects,
        Optional<String> ticket,
        boolean evenWhenStopped,
        Instant at,
        List<Charge> charges,
        Map<String, Long> balances) {

    /** What the ledger answers. Anything but GRANTED has changed nothing. */
    public enum Answer {
        /** Reserved; the ticket is used up. */
        GRANTED,
        /** The history, or an account, is no longer what the verdict saw: decide again. */
        MOVED,
        /** A call in flight writes to an overlapping resource: wait for it. */
        BUSY,
        /** An equal action of the same principal ended as unknown and is not settled. */
        UNRESOLVED,
        /** The stop switch is on. */
        STOPPED,
        /** The ticket is not approved, not ready, expired, or was used by somebody else. */
        SPENT,
        /** A call with this id is already known. */
        DUPLICATE,
        /** The ledger holds as many sums as it can, and forgets none that still counts. */
        FULL
    }

    public Claim {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(repetition, "repetition");
        Objects.requireNonNull(effects, "effects");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(at, "at");
        charges = List.copyOf(charges);
        balances = Map.copyOf(balances);
        if (charges.size() > Charge.MOST) {
            throw new IllegalArgumentException("a call may have " + Charge.MOST + " charges, not " + charges.size());
        }
        for (Charge charge : charges) {
            if (!balances.containsKey(charge.account())) {
                throw new IllegalArgumentException(
                        "nobody looked at the account `" + charge.account() + "` that is charged");
            }
        }
    }

    /** A claim that charges nothing. */
    public Claim(
            String principal,
            Digest action,
            Digest repetition,
            long seen,
            History.Past effects,
            Optional<String> ticket,
            boolean evenWhenStopped,
            Instant at) {
        this(principal, action, repetition, seen, effects, ticket, evenWhenStopped, at, List.of(), Map.of());
    }
}
