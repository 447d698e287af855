package io.brattice.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonNumberTest {
    private static String form(Object number) {
        String json = Arguments.of("n", number).json();
        return json.substring("{\"n\":".length(), json.length() - 1);
    }

    private static String formOfText(String number) {
        String json = Arguments.fromJson("{\"n\":" + number + "}").json();
        return json.substring("{\"n\":".length(), json.length() - 1);
    }

    private static String refusalOf(Object number) {
        return assertThrows(InvalidArgumentsException.class, () -> Arguments.of("n", number))
                .getMessage();
    }

    /** Appendix B of RFC 8785 and others, written by V8. Integers are in full here. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "0000000000000002, 1e-323",
        "0000000000000003, 1.5e-323",
        "000000000000000a, 5e-323",
        "0008000000000000, 1.1125369292536007e-308",
        "000fffffffffffff, 2.225073858507201e-308",
        "0010000000000000, 2.2250738585072014e-308",
        "0010000000000001, 2.225073858507202e-308",
        "00a0000000000000, 1.1392378155556871e-305",
        "0150000000000000, 2.3331590462580472e-302",
        "2b70000000000000, 1.82877982605164e-99",
        "3c90000000000000, 5.551115123125783e-17",
        "3d30000000000000, 5.684341886080802e-14",
        "3e7ad7f29abcaf48, 1e-7",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "3eb0c6f7a0b5ed8e, 0.0000010000000000000002",
        "3f60624dd2f1a9fc, 0.002",
        "3fb999999999999a, 0.1",
        "3fd3333333333334, 0.30000000000000004",
        "3fefffffffffffff, 0.9999999999999999",
        "3ff0000000000001, 1.0000000000000002",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        "432fffffffffffff, 4503599627370495.5",
        "4340000000000000, 9007199254740992",
        "4340000000000001, 9007199254740994",
        "c340000000000000, -9007199254740992",
        "43e0000000000000, 9223372036854776000",
        "c3e0000000000000, -9223372036854776000",
        "4430000000000000, 295147905179352830000",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef50, 1000000000000000000000",
        "44b52d02c7e14af5, 99999999999999970000000",
        "44b52d02c7e14af6, 100000000000000000000000",
        "44b52d02c7e14af7, 100000000000000010000000"
    })
    void doublesAreWrittenAsEcmaScriptWritesThem(String bits, String expected) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertEquals(expected, form(number));
        assertEquals(expected, formOfText(expected));
        assertEquals(expected, form(new BigDecimal(expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "1E+0", "10e-1", "0.1e1", "1.00", "100000e-5"})
    void allSpellingsOfOneAreOne(String spelling) {
        assertEquals("1", formOfText(spelling));
        assertEquals("1", form(new BigDecimal(spelling)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0.0", "-0.0", "0e0", "-0e-7", "0e999999999", "0.000"})
    void allSpellingsOfZeroAreZero(String spelling) {
        assertEquals("0", formOfText(spelling));
        assertEquals("0", form(new BigDecimal(spelling)));
    }

    @Test
    void everyTypeOfOneIsOne() {
        Object[] ones = {(byte) 1, (short) 1, 1, 1L, 1f, 1d, BigInteger.ONE, BigDecimal.ONE};
        for (Object one : ones) {
            assertEquals(Arguments.of("n", 1), Arguments.of("n", one));
            assertEquals(1L, Arguments.of("n", one).asMap().get("n"));
        }
        assertEquals("0", form(-0.0));
        assertEquals("0", form(-0.0f));
    }

    @Test
    void integersAreExactWhereDoublesAreNot() {
        assertEquals("9007199254740993", formOfText("9007199254740993"));
        assertEquals("9223372036854775807", form(Long.MAX_VALUE));
        assertEquals("-9223372036854775808", form(Long.MIN_VALUE));
        assertEquals("9223372036854775808", formOfText("9223372036854775808"));
        assertEquals("123456789012345678901234567890", formOfText("123456789012345678901234567890"));
        assertEquals("123456789012345678901234567890", formOfText("12345678901234567890123456789.0e1"));
        assertEquals("10000000000000000000000000", formOfText("1e25"));
        assertEquals("10000000000000000000000000", form(1e25));
    }

    @Test
    void integersAreLongsWhereTheyFit() {
        assertEquals(
                Long.MIN_VALUE,
                Arguments.fromJson("{\"n\":-9223372036854775808}").asMap().get("n"));
        assertEquals(
                new BigInteger("9223372036854775808"),
                Arguments.fromJson("{\"n\":9223372036854775808}").asMap().get("n"));
        assertEquals(
                new BigDecimal("1.5"),
                Arguments.fromJson("{\"n\":1.500}").asMap().get("n"));
        assertEquals(5L, Arguments.of("n", BigInteger.valueOf(5)).asMap().get("n"));
    }

    @Test
    void aHundredDigitsAreAnIntegerAndOneMoreIsNone() {
        String hundred = "9".repeat(100);

        assertEquals(hundred, form(new BigInteger(hundred)));
        assertEquals("-" + hundred, formOfText("-" + hundred));
        assertEquals("1" + "0".repeat(99), formOfText("1e99"));

        String refusal = "at `/n`: a number of more than 100 integer digits or 1000 characters; pass it as a string";
        assertEquals(refusal, refusalOf(BigInteger.TEN.pow(100)));
        assertEquals(refusal, refusalOf(BigInteger.TEN.pow(100).negate()));
        assertEquals(refusal, refusalOf(new BigDecimal("1e100")));
        assertEquals(refusal, refusalOf(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)));
        assertEquals(refusal, refusalOf(1e100));
        assertEquals(refusal, refusalOf(Double.MAX_VALUE));
        assertEquals(refusal, refusalOf(BigDecimal.ONE.scaleByPowerOfTen(-5).setScale(2_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.12345678901234567890",
                "333333333.33333329",
                "9007199254740993.5",
                "0.1000000000000000055511151231257827",
                "0.30000000000000001",
                "4.9e-324",
                "3e-324",
                "1e-400",
                "2.2250738585072011e-308"
            })
    void decimalsThatADoubleCannotKeepAreRefused(String number) {
        String shown = new BigDecimal(number).stripTrailingZeros().toString();

        assertEquals(
                "at `/n`: a double cannot keep the number `" + shown + "`; pass it as a string",
                refusalOf(new BigDecimal(number)));
        assertThrows(InvalidArgumentsException.class, () -> formOfText(number));
    }

    @Test
    void floatsAreTheShortestDecimalThatReadsBackAsTheFloat() {
        assertEquals("0.1", form(0.1f));
        assertEquals("16777216", form(16777216f));
        assertEquals("1e-45", form(Float.MIN_VALUE));
        assertEquals("1.1754944e-38", form(Float.MIN_NORMAL));
        assertEquals("340282350000000000000000000000000000000", form(Float.MAX_VALUE));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertEquals("at `/n`: `NaN` is no JSON number; pass a finite number or null", refusalOf(Double.NaN));
        assertEquals("at `/n`: `NaN` is no JSON number; pass a finite number or null", refusalOf(Float.NaN));
        assertEquals(
                "at `/n`: `-Infinity` is no JSON number; pass a finite number or null",
                refusalOf(Double.NEGATIVE_INFINITY));
        assertEquals(
                "at `/n`: `Infinity` is no JSON number; pass a finite number or null",
                refusalOf(Float.POSITIVE_INFINITY));
    }

    /** The definition itself, tried out digit by digit on the exact value: the oracle for the quick ways. */
    @Test
    void noShorterOrNearerDecimalReadsBack() {
        long seed = 17;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double number = randomDouble(random);
            String form = form(number);
            BigDecimal printed = new BigDecimal(form).stripTrailingZeros();
            String where = "seed " + seed + ", round " + i + ": " + form;

            assertEquals(number, Double.parseDouble(form), where);
            BigDecimal exact = new BigDecimal(number);
            BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(-printed.scale());
            for (BigDecimal neighbour : new BigDecimal[] {printed.subtract(unit), printed.add(unit)}) {
                boolean nearer = neighbour
                                .subtract(exact)
                                .abs()
                                .compareTo(printed.subtract(exact).abs())
                        < 0;
                assertTrue(!nearer || neighbour.doubleValue() != number, where);
            }
            BigDecimal shorter = printed.setScale(printed.scale() - 1, java.math.RoundingMode.FLOOR);
            BigDecimal longUnit = unit.scaleByPowerOfTen(1);
            assertTrue(printed.precision() == 1 || shorter.doubleValue() != number, where);
            assertTrue(printed.precision() == 1 || shorter.add(longUnit).doubleValue() != number, where);
            assertEquals(form, formOfText(form), where);
        }
    }

    private static double randomDouble(Random random) {
        double number = switch (random.nextInt(4)) {
            case 0 -> random.nextDouble() * 1e6;
            case 1 -> Math.scalb(1.0, random.nextInt(1400) - 1074);
            case 2 -> Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(52)));
            default -> Double.longBitsToDouble(random.nextLong());
        };
        return Double.isFinite(number) && Math.abs(number) < 1e99 ? number : random.nextGaussian();
    }
}
