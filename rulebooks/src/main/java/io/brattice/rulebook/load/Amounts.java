package io.brattice.rulebook.load;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, sizes and times as people write them. */
final class Amounts {

    static final int LONGEST = 40;

    /** {@code 100MB}, {@code 1.5GiB}, {@code 12B}. */
    static final String SIZE = "[0-9]{1,15}(\\.[0-9]{1,6})? ?([kKMGT]i?)?B";

    /** {@code 90s}, {@code 1h30m}, {@code 2d}, {@code PT1H}. */
    static final String TIME = "([0-9]{1,9}(ms|[smhdw]))+|P([0-9]{1,9}D)?(T([0-9]{1,9}[HMS])+)?";

    private static final Pattern SIZED = Pattern.compile("([0-9.]+) ?([kKMGT]?)(i?)B");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|[smhdw])");
    private static final int LARGEST_EXPONENT = 30;
    private static final String PREFIXES = "KMGT";

    private Amounts() {}

    /** A number, but for one that is too long or too large to compute with. */
    static Optional<BigDecimal> number(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text.startsWith("+") ? text.substring(1) : text);
            return Math.abs(number.scale()) > LARGEST_EXPONENT ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Bytes. */
    static Optional<BigDecimal> size(String text) {
        Matcher matcher = SIZED.matcher(text);
        if (text.length() > LONGEST || !text.matches(SIZE) || !matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2).toUpperCase(Locale.ROOT);
        BigDecimal step = BigDecimal.valueOf(matcher.group(3).isEmpty() ? 1000 : 1024);
        BigDecimal factor = unit.isEmpty() ? BigDecimal.ONE : step.pow(PREFIXES.indexOf(unit) + 1);
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(factor).stripTrailingZeros();
        return bytes.scale() > 0 ? Optional.empty() : Optional.of(bytes);
    }

    /** A time. */
    static Optional<Duration> time(String text) {
        if (text.length() > LONGEST || !text.matches(TIME)) {
            return Optional.empty();
        }
        try {
            if (text.startsWith("P")) {
                return Optional.of(Duration.parse(text));
            }
            Duration sum = Duration.ZERO;
            Matcher part = PART.matcher(text);
            while (part.find()) {
                sum = sum.plus(part(Long.parseLong(part.group(1)), part.group(2)));
            }
            return Optional.of(sum);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Duration part(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(Math.multiplyExact(number, 7));
        };
    }
}
