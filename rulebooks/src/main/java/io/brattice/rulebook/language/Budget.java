package io.brattice.rulebook.language;

import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A sum over calls that must not pass a limit. Reserved with the permit, kept where nobody knows whether a call ran, given back where it
 * provably did not run or was taken back.
 *
 * @param when which effects count
 * @param by who shares one account; empty means everybody
 * @param then what happens to the call that would pass the limit: ESCALATE or DENY
 */
public record Budget(
        String id,
        Place place,
        Condition when,
        Sum sum,
        List<Condition.CallerIs.Field> by,
        Span window,
        BigDecimal limit,
        Decision then,
        Optional<ApprovalTerms> approval,
        String advice) {

    public Budget {
        by = List.copyOf(by);
        if (then == Decision.ALLOW || approval.isPresent() != (then == Decision.ESCALATE)) {
            throw new IllegalArgumentException("budget `" + id + "`: `then` is escalate, with approval terms, or deny");
        }
    }

    /** What is summed up. */
    public sealed interface Sum {

        /** One for each call. */
        record Calls() implements Sum {}

        /** The counts of the effects that fit. */
        record Count() implements Sum {}

        /** The bytes of the effects that fit. */
        record Bytes() implements Sum {}

        /**
         * An argument, exactly.
         *
         * @param unit the path of the argument that names its unit or currency; empty where there is only one
         * @param only the unit that counts; another one is an error, and the call is refused
         */
        record Argument(List<String> path, List<String> unit, Optional<String> only) implements Sum {
            public Argument {
                path = List.copyOf(path);
                unit = List.copyOf(unit);
            }
        }
    }

    /** Over which time. */
    public sealed interface Span {

        /** The time up to now. */
        record Rolling(Duration length) implements Span {}

        /** The hour, day, week (from Monday) or month it is in that zone. */
        record Calendar(Unit unit, ZoneId zone) implements Span {}

        /** The calendar's spans. */
        enum Unit {
            HOUR,
            DAY,
            WEEK,
            MONTH
        }
    }
}
