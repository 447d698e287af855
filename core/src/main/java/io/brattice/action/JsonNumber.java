package io.brattice.action;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * The one form of every number: a {@code Long} where it fits, a {@code BigInteger} for larger integers, a
 * {@code BigDecimal} without trailing zeros for what is not an integer.
 *
 * <p>Integers are exact. Anything else must be the decimal that ECMAScript writes for some double, because that is what
 * other readers of the canonical form will take it for. The form never depends on the version of the JDK, so neither
 * {@code Double.toString} nor {@code Float.toString}, which were not always shortest before JDK 19, have the last word.
 */
final class JsonNumber {
    private static final BigInteger TOO_LARGE = BigInteger.TEN.pow(Arguments.MAX_INTEGER_DIGITS);
    private static final int LONG_BITS = 63;
    /** No decimal with more digits than this is looked at: stripping and comparing would take the attacker's time. */
    private static final int LONGEST_LITERAL = 1_000;

    private static final int LONGEST_LITERAL_BITS = 3_400; // more than 1,000 digits need, which are 3,322
    /** Every decimal of so many digits survives the way through a normal double and back. */
    private static final int DIGITS_OF_EVERY_DOUBLE = 15;

    private static final int DIGITS_OF_SOME_DOUBLE = 17;
    private static final double LARGEST_EXACT = 1L << 53;
    private static final double DIGITS_PER_BIT = 0.30103;
    private static final long DOUBLE_FRACTION = (1L << 52) - 1;
    private static final int FLOAT_FRACTION = (1 << 23) - 1;
    private static final int SMALLEST_SAFE_EXPONENT = -300; // normal doubles reach down to e-308

    private JsonNumber() {}

    static Number of(BigInteger integer, Cursor at) {
        if (integer.bitLength() <= LONG_BITS) {
            return integer.longValueExact();
        }
        if (integer.abs().compareTo(TOO_LARGE) >= 0) {
            throw tooLong(at);
        }
        return integer;
    }

    static Number of(BigDecimal decimal, Cursor at) {
        if (decimal.signum() == 0) {
            return 0L;
        }
        if (decimal.unscaledValue().bitLength() > LONGEST_LITERAL_BITS
                || exponent(decimal) >= Arguments.MAX_INTEGER_DIGITS) {
            throw tooLong(at);
        }
        BigDecimal stripped = decimal.stripTrailingZeros();
        if (stripped.scale() <= 0) {
            return of(stripped.toBigIntegerExact(), at);
        }
        if (!isKeptByDouble(stripped)) {
            throw at.refusal(
                    "a double cannot keep the number `" + Unicode.visible(stripped.toString()) + "`",
                    "pass it as a string");
        }
        return stripped;
    }

    static Number of(double number, Cursor at) {
        if (!Double.isFinite(number)) {
            throw at.refusal("`" + number + "` is no JSON number", "pass a finite number or null");
        }
        // Up to here an integer's shortest decimal is itself; beyond, a double stands for several.
        boolean exact = Math.abs(number) <= LARGEST_EXACT && number == Math.rint(number);
        return exact ? (Number) (long) number : of(shortest(number), at);
    }

    static Number of(float number, Cursor at) {
        return Float.isFinite(number) && number != 0 ? of(shortest(number), at) : of((double) number, at);
    }

    /** Reads a number of the JSON grammar. */
    static Number parse(String literal, Cursor at) {
        if (literal.length() > LONGEST_LITERAL) {
            throw tooLong(at);
        }
        try {
            return of(new BigDecimal(literal), at);
        } catch (NumberFormatException e) { // the grammar is right, so the exponent is beyond even BigDecimal
            throw at.refusal(
                    "the exponent of `" + Unicode.visible(literal) + "` is too large", "pass it as a string", e);
        }
    }

    /** The number as ECMAScript writes it; {@code decimal} is not an integer and has no trailing zeros. */
    static String text(BigDecimal decimal) {
        String digits = decimal.unscaledValue().abs().toString();
        String sign = decimal.signum() < 0 ? "-" : "";
        int point = digits.length() - decimal.scale();
        if (point > 0) {
            return sign + digits.substring(0, point) + "." + digits.substring(point);
        }
        if (point > -6) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return sign + digits.charAt(0) + fraction + "e" + (point - 1);
    }

    private static boolean isKeptByDouble(BigDecimal decimal) {
        if (decimal.precision() <= DIGITS_OF_EVERY_DOUBLE && exponent(decimal) >= SMALLEST_SAFE_EXPONENT) {
            return true;
        }
        double nearest = decimal.doubleValue();
        return nearest != 0 && shortest(nearest).compareTo(decimal) == 0;
    }

    /** The decimal of fewest digits that reads back as this double; of several, the nearest. */
    private static BigDecimal shortest(double number) {
        double size = Math.abs(number);
        if (size >= Double.MIN_NORMAL) {
            BigDecimal printed = new BigDecimal(Double.toString(number));
            if (printed.precision() <= DIGITS_OF_EVERY_DOUBLE) {
                return printed; // no other decimal of so few digits reads back as this double
            }
        }
        long significand = size < Double.MIN_NORMAL
                ? Double.doubleToRawLongBits(size)
                : (Double.doubleToRawLongBits(size) & DOUBLE_FRACTION) | (DOUBLE_FRACTION + 1);
        return shortest(new BigDecimal(number), significand, decimal -> decimal.doubleValue() == number);
    }

    private static BigDecimal shortest(float number) {
        float size = Math.abs(number);
        int significand = size < Float.MIN_NORMAL
                ? Float.floatToRawIntBits(size)
                : (Float.floatToRawIntBits(size) & FLOAT_FRACTION) | (FLOAT_FRACTION + 1);
        return shortest(new BigDecimal(number), significand, decimal -> decimal.floatValue() == number);
    }

    /**
     * Tries one more digit at a time. It may begin late, since decimals of few enough digits lie further apart than binary
     * numbers of so many bits: at most one of them reads back, and rounding to just that many digits finds it.
     */
    private static BigDecimal shortest(BigDecimal exact, long significand, Predicate<BigDecimal> readsBack) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(significand);
        BigDecimal brief = withoutTail(exact);
        for (int digits = Math.max(1, (int) ((bits - 1) * DIGITS_PER_BIT)); digits <= DIGITS_OF_SOME_DOUBLE; digits++) {
            BigDecimal nearest = brief.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (readsBack.test(nearest)) {
                return nearest;
            }
            // Below a power of two the next number is half as far, so that the decimal further off may be the one.
            if (Long.bitCount(significand) == 1) {
                BigDecimal outward = brief.round(new MathContext(digits, RoundingMode.UP));
                if (readsBack.test(outward)) {
                    return outward;
                }
            }
        }
        throw new IllegalStateException("no decimal of 17 digits reads back as `" + exact + "`");
    }

    /**
     * The same number for any rounding to at most 17 digits, without the hundreds of digits of a small one. They are cut off
     * and stood for by one digit; they are never all zero, since the last digit of a binary fraction is a 5.
     */
    private static BigDecimal withoutTail(BigDecimal exact) {
        if (exact.scale() <= 0 || exact.precision() <= DIGITS_OF_SOME_DOUBLE + 1) {
            return exact;
        }
        BigDecimal head = exact.round(new MathContext(DIGITS_OF_SOME_DOUBLE + 1, RoundingMode.DOWN));
        BigInteger withTail = head.unscaledValue().multiply(BigInteger.TEN).add(BigInteger.valueOf(exact.signum()));
        return new BigDecimal(withTail, head.scale() + 1);
    }

    /** The power of ten of the first digit; as a long, since the scale may be any int. */
    private static long exponent(BigDecimal decimal) {
        return (long) decimal.precision() - decimal.scale() - 1;
    }

    private static InvalidArgumentsException tooLong(Cursor at) {
        return at.refusal(
                "a number of more than " + Arguments.MAX_INTEGER_DIGITS + " integer digits or " + LONGEST_LITERAL
                        + " characters",
                "pass it as a string");
    }
}
