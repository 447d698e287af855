package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Truth;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A test of one argument, without a star in its path. */
abstract class ArgumentCheck extends Check {

    /** What a test says of a value that is there. */
    @FunctionalInterface
    private interface OfValue {
        Truth on(@Nullable Object value);
    }

    private final int slot;

    private ArgumentCheck(int slot) {
        this.slot = slot;
    }

    static ArgumentCheck of(int slot, ValueTest test) {
        if (test instanceof ValueTest.Text text && text.test() instanceof TextTest.Is is) {
            return new Exactly(slot, is.text());
        }
        if (test instanceof ValueTest.Equal equal && equal.value() instanceof String text) {
            return new Exactly(slot, text);
        }
        if (test instanceof ValueTest.Numeric numeric) {
            return new InRange(slot, numeric.range());
        }
        return new ByTest(slot, test);
    }

    final @Nullable Object value(Sight sight) {
        return sight.argument(slot);
    }

    /** The commonest of all, and so without a detour. */
    private static final class Exactly extends ArgumentCheck {
        private final String wanted;

        Exactly(int slot, String wanted) {
            super(slot);
            this.wanted = wanted;
        }

        @Override
        Truth on(Sight sight) {
            return value(sight) instanceof String found ? Truth.of(wanted.equals(found)) : Truth.UNKNOWN;
        }
    }

    private static final class InRange extends ArgumentCheck {
        private final Range range;
        private final Checks.Whole whole;

        InRange(int slot, Range range) {
            super(slot);
            this.range = range;
            this.whole = Checks.Whole.of(range);
        }

        @Override
        Truth on(Sight sight) {
            Object value = value(sight);
            return value instanceof Long number
                    ? Truth.of(whole.contains(number))
                    : value == Sight.MISSING ? Truth.UNKNOWN : inside(range, Amounts.number(value));
        }
    }

    private static final class ByTest extends ArgumentCheck {
        private final Truth ofNothing;
        private final OfValue test;

        ByTest(int slot, ValueTest test) {
            super(slot);
            this.ofNothing = test instanceof ValueTest.Present present ? Truth.of(!present.there()) : Truth.UNKNOWN;
            this.test = test(test);
        }

        @Override
        Truth on(Sight sight) {
            Object value = value(sight);
            return value == Sight.MISSING ? ofNothing : test.on(value);
        }
    }

    private static OfValue test(ValueTest test) {
        if (test instanceof ValueTest.Present present) {
            Truth there = Truth.of(present.there());
            return value -> there;
        }
        if (test instanceof ValueTest.Text text) {
            TextMatcher matcher = TextMatcher.of(text.test());
            return value -> value instanceof String found ? matcher.on(found) : Truth.UNKNOWN;
        }
        if (test instanceof ValueTest.Size size) {
            return value -> inside(size.bytes(), Amounts.bytes(value));
        }
        if (test instanceof ValueTest.Length length) {
            return value -> inside(length.seconds(), Amounts.seconds(value));
        }
        if (test instanceof ValueTest.Equal equal) {
            Object wanted = equal.value();
            return value -> PlainValues.equal(wanted, value);
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
