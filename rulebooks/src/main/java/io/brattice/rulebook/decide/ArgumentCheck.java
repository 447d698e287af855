package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Truth;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A test of one argument, without a star in its path. */
final class ArgumentCheck extends Check {

    /** What a test says of a value that is there. */
    @FunctionalInterface
    private interface OfValue {
        Truth on(@Nullable Object value);
    }

    private final int slot;
    private final Truth ofNothing;
    private final OfValue test;

    ArgumentCheck(int slot, ValueTest test) {
        this.slot = slot;
        this.ofNothing = test instanceof ValueTest.Present present ? Truth.of(!present.there()) : Truth.UNKNOWN;
        this.test = of(test);
    }

    @Override
    Truth on(Sight sight) {
        Object value = sight.argument(slot);
        return value == Sight.MISSING ? ofNothing : test.on(value);
    }

    private static OfValue of(ValueTest test) {
        if (test instanceof ValueTest.Present present) {
            Truth there = Truth.of(present.there());
            return value -> there;
        }
        if (test instanceof ValueTest.Text text && text.test() instanceof TextTest.Is is) {
            String wanted = is.text();
            return value -> value instanceof String found ? Truth.of(wanted.equals(found)) : Truth.UNKNOWN;
        }
        if (test instanceof ValueTest.Text text) {
            TextMatcher matcher = TextMatcher.of(text.test());
            return value -> value instanceof String found ? matcher.on(found) : Truth.UNKNOWN;
        }
        if (test instanceof ValueTest.Numeric numeric) {
            Checks.Whole whole = Checks.Whole.of(numeric.range());
            return value -> value instanceof Long number
                    ? Truth.of(whole.contains(number))
                    : inside(numeric.range(), Amounts.number(value));
        }
        if (test instanceof ValueTest.Size size) {
            return value -> inside(size.bytes(), Amounts.bytes(value));
        }
        if (test instanceof ValueTest.Length length) {
            return value -> inside(length.seconds(), Amounts.seconds(value));
        }
        if (test instanceof ValueTest.Equal equal) {
            Object wanted = equal.value();
            return wanted instanceof String text
                    ? value -> value instanceof String found ? Truth.of(text.equals(found)) : Truth.UNKNOWN
                    : value -> PlainValues.equal(wanted, value);
        }
        Object[] wanted = ((ValueTest.OneOf) test).values().toArray();
        return value -> oneOf(wanted, value);
    }

    private static Truth oneOf(@Nullable Object[] wanted, @Nullable Object value) {
        Truth any = Truth.FALSE;
        for (Object one : wanted) {
            any = any.or(PlainValues.equal(one, value));
        }
        return any;
    }

    private static Truth inside(Range range, Optional<BigDecimal> number) {
        return number.isEmpty() ? Truth.UNKNOWN : Truth.of(range.contains(number.get()));
    }
}
