package io.brattice.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * What a call adds to an account if it gets its permit: reserved with the permit, kept when the call fails or nobody knows how it
 * ended, given back when it provably did not run or was taken back.
 *
 * @param account whose sum it is, 1 to 512 characters; a policy chooses the names, and whoever uses one name shares one sum
 * @param amount zero or more, exactly; at most 40 digits before the point and 40 after it
 * @param kept how long the ledger must remember it, from a millisecond to 366 days: the longest window it is ever summed over
 */
public record Charge(String account, BigDecimal amount, Duration kept) {

    /** How many a call may have. */
    public static final int MOST = 256;

    private static final int LONGEST_NAME = 512;
    private static final int DIGITS = 40;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    public Charge {
        Objects.requireNonNull(kept, "kept");
        if (Objects.requireNonNull(account, "account").isEmpty() || account.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of an account: 1 to 512 characters");
        }
        if (Objects.requireNonNull(amount, "amount").signum() < 0 || !isBounded(amount)) {
            throw new IllegalArgumentException(
                    "a charge: zero or more, with at most 40 digits before the point and 40 after it");
        }
        if (kept.compareTo(SHORTEST) < 0 || kept.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a charge is kept from a millisecond to 366 days, not " + kept);
        }
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /** Looks at the numbers before anything is computed with them: stripping {@code 1E+100000} would take the attacker's time. */
    private static boolean isBounded(BigDecimal amount) {
        return amount.signum() == 0
                || (amount.scale() <= DIGITS
                        && amount.scale() >= -DIGITS
                        && amount.precision() - amount.scale() <= DIGITS);
    }
}
