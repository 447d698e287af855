package io.brattice.rulebook.decide;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers, sizes and lengths of time out of values that anybody may have written. What is none is empty. */
final class Amounts {

    /** More digits than any amount has: a text of a million of them is not even looked at. */
    private static final int LONGEST = 40;

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private Amounts() {}

    static Optional<BigDecimal> number(@Nullable Object value) {
        return value instanceof Long || value instanceof Integer
                ? Optional.of(BigDecimal.valueOf(((Number) value).longValue()))
                : value instanceof BigInteger large
                        ? Optional.of(new BigDecimal(large))
                        : value instanceof BigDecimal decimal ? Optional.of(decimal) : Optional.empty();
    }

    /** A number of bytes, or a text like {@code 100MB}, {@code 1GiB}, {@code 7}. */
    static Optional<BigDecimal> bytes(@Nullable Object value) {
        return value instanceof String text ? measured(text, true) : number(value);
    }

    /** A number of seconds, or a text like {@code 90s}, {@code 15m}, {@code PT1H}. */
    static Optional<BigDecimal> seconds(@Nullable Object value) {
        if (value instanceof String text && text.startsWith("P") && text.length() <= LONGEST) {
            try {
                Duration length = Duration.parse(text);
                return Optional.of(BigDecimal.valueOf(length.getSeconds())
                        .add(BigDecimal.valueOf(length.getNano()).divide(NANOS)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return value instanceof String text ? measured(text, false) : number(value);
    }

    private static Optional<BigDecimal> measured(String text, boolean size) {
        int digits = 0;
        int points = 0;
        while (digits < text.length() && (isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
            points += text.charAt(digits) == '.' ? 1 : 0;
            digits++;
        }
        boolean number = text.length() <= LONGEST
                && digits > 0
                && points <= 1
                && isDigit(text.charAt(0))
                && isDigit(text.charAt(digits - 1));
        if (!number) {
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(text.substring(0, digits));
        String unit = text.substring(digits).strip();
        return (size ? inBytes(unit) : inSeconds(unit)).map(amount::multiply);
    }

    private static Optional<BigDecimal> inBytes(String unit) {
        return switch (unit) {
            case "", "B" -> Optional.of(BigDecimal.ONE);
            case "kB", "KB" -> Optional.of(BigDecimal.valueOf(1_000));
            case "MB" -> Optional.of(BigDecimal.valueOf(1_000_000));
            case "GB" -> Optional.of(BigDecimal.valueOf(1_000_000_000));
            case "TB" -> Optional.of(BigDecimal.valueOf(1_000_000_000_000L));
            case "KiB" -> Optional.of(BigDecimal.valueOf(1L << 10));
            case "MiB" -> Optional.of(BigDecimal.valueOf(1L << 20));
            case "GiB" -> Optional.of(BigDecimal.valueOf(1L << 30));
            case "TiB" -> Optional.of(BigDecimal.valueOf(1L << 40));
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> inSeconds(String unit) {
        return switch (unit) {
            case "ms" -> Optional.of(new BigDecimal("0.001"));
            case "s" -> Optional.of(BigDecimal.ONE);
            case "m" -> Optional.of(BigDecimal.valueOf(60));
            case "h" -> Optional.of(BigDecimal.valueOf(3_600));
            case "d" -> Optional.of(BigDecimal.valueOf(86_400));
            default -> Optional.empty();
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
