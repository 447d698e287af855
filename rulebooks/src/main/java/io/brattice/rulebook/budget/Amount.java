package io.brattice.rulebook.budget;

import io.brattice.action.Arguments;
import io.brattice.rulebook.language.Budget;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount out of the arguments of a call, or what is wrong with it. Exactly one of the two.
 *
 * <p>A text must be a plain decimal in ASCII digits: what is read here must be what the tool reads, and tools disagree about exponents, signs,
 * separators and the digits of other scripts.
 */
record Amount(BigDecimal value, String problem) {

    private static final Pattern PLAIN = Pattern.compile("(0|[1-9][0-9]{0,29})(\\.[0-9]{1,30})?");
    private static final int DIGITS = 30;
    private static final int SHOWN = 40;

    static Amount of(BigDecimal value) {
        return new Amount(value, "");
    }

    private static Amount wrong(String problem) {
        return new Amount(BigDecimal.ZERO, problem);
    }

    boolean isWrong() {
        return !problem.isEmpty();
    }

    /** What this sum takes of the arguments. */
    static Amount of(Budget.Sum.Argument sum, Arguments arguments) {
        String name = String.join(".", sum.path());
        Optional<Object> found = at(sum.path(), arguments);
        if (found.isEmpty()) {
            return wrong("`" + name + "` is missing: give it as a decimal");
        }
        Amount amount = read(name, found.get());
        Optional<String> unit = sum.only().filter(only -> !sum.unit().isEmpty());
        if (amount.isWrong() || unit.isEmpty()) {
            return amount;
        }
        Optional<Object> is = at(sum.unit(), arguments);
        return is.filter(unit.get()::equals).isPresent()
                ? amount
                : wrong("`" + String.join(".", sum.unit()) + "` is "
                        + is.map(Amount::shown).orElse("missing") + ": only `" + unit.get() + "` can be summed up");
    }

    private static Amount read(String name, Object value) {
        if (value instanceof String text) {
            return PLAIN.matcher(text).matches()
                    ? of(new BigDecimal(text))
                    : wrong(
                            "`" + name + "` is " + shown(text)
                                    + ": give digits and at most one point, no sign, no exponent, at most 30 digits on either side");
        }
        if (value instanceof Number number) {
            BigDecimal decimal = number instanceof BigDecimal exact
                    ? exact
                    : number instanceof BigInteger whole
                            ? new BigDecimal(whole)
                            : BigDecimal.valueOf(number.longValue());
            if (decimal.signum() < 0) {
                return wrong("`" + name + "` is negative: a budget counts what is spent, give it without a sign");
            }
            return decimal.scale() <= DIGITS && decimal.precision() - decimal.scale() <= DIGITS
                    ? of(decimal)
                    : wrong("`" + name + "` has more than 30 digits before or after the point: give fewer");
        }
        return wrong("`" + name + "` is no number: give it as a decimal");
    }

    /** The value at this path; empty where there is none. */
    private static Optional<Object> at(List<String> path, Arguments arguments) {
        @Nullable Object value = arguments.asMap();
        for (String step : path) {
            value = value instanceof Map<?, ?> members
                    ? members.get(step)
                    : value instanceof List<?> items ? item(items, step) : null;
        }
        return Optional.ofNullable(value);
    }

    private static @Nullable Object item(List<?> items, String number) {
        for (int i = 0; i < items.size(); i++) {
            if (number.equals(Integer.toString(i))) {
                return items.get(i);
            }
        }
        return null;
    }

    /** Some of it, visibly: a look-alike of a unit must not look like it. */
    private static String shown(Object value) {
        if (!(value instanceof String text)) {
            return "no text";
        }
        StringBuilder visible = new StringBuilder("`");
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (c >= ' ' && c < 0x7f && c != '`') {
                visible.appendCodePoint(c);
            } else {
                visible.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return visible.append(text.length() > SHOWN ? "…`" : "`").toString();
    }
}
