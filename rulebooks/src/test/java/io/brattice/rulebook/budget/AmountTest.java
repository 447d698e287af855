package io.brattice.rulebook.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.rulebook.language.Budget;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    private static final Budget.Sum.Argument PLAIN =
            new Budget.Sum.Argument(List.of("amount"), List.of(), Optional.empty());
    private static final Budget.Sum.Argument EUROS = new Budget.Sum.Argument(
            List.of("order", "items", "0", "price"), List.of("order", "currency"), Optional.of("EUR"));

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "0.1", "12", "1000000000000.000000000000000000001", "0.30", "999999999999999999999999999999"
            })
    void textsAreExactDecimals(String text) {
        Amount amount = Amount.of(PLAIN, Arguments.of("amount", text));
        assertEquals("", amount.problem());
        assertEquals(new BigDecimal(text), amount.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "nan",
                "Infinity",
                "-Infinity",
                "-0",
                "-1",
                "+1",
                "1e3",
                "1E+100000",
                "1e-400",
                "0x10",
                "1,000",
                "1.000,00",
                "1_000",
                " 1",
                "1 ",
                "1\n",
                "01",
                "00.5",
                ".5",
                "5.",
                "1.2.3",
                "１２",
                "١٢",
                "1٫5",
                "1d",
                "1f",
                "1L",
                "null",
                "1\u0000",
                "9999999999999999999999999999999",
                "0.0000000000000000000000000000001"
            })
    void textsThatToolsReadInSeveralWaysAreRefusedWithOneLine(String text) {
        Amount amount = Amount.of(PLAIN, Arguments.of("amount", text));
        assertTrue(amount.isWrong(), text);
        assertTrue(amount.problem().startsWith("`amount` is `"), amount.problem());
        assertTrue(amount.problem().chars().allMatch(c -> c >= ' ' && c < 0x7f), amount.problem());
    }

    @Test
    void numbersAreExactDecimals() {
        assertEquals(
                new BigDecimal("0.1"),
                Amount.of(PLAIN, Arguments.of("amount", 0.1)).value());
        assertEquals(
                new BigDecimal("7"), Amount.of(PLAIN, Arguments.of("amount", 7)).value());
        BigInteger large = BigInteger.TEN.pow(29);
        assertEquals(
                new BigDecimal(large),
                Amount.of(PLAIN, Arguments.of("amount", large)).value());
    }

    @Test
    void numbersThatAreNegativeOrBeyondAnyMoneyAreRefused() {
        for (Object number :
                List.of(-1, -0.01, new BigDecimal("1e-300"), BigInteger.TEN.pow(30), BigInteger.TEN.pow(99))) {
            assertTrue(Amount.of(PLAIN, Arguments.of("amount", number)).isWrong(), number.toString());
        }
    }

    @Test
    void whatIsMissingOrOfAnotherTypeIsRefused() {
        assertTrue(Amount.of(PLAIN, Arguments.none()).isWrong());
        assertTrue(Amount.of(PLAIN, Arguments.of("amount", null)).isWrong());
        for (Object value : List.of(true, List.of(1), Map.of("amount", 1))) {
            assertEquals(
                    "`amount` is no number: give it as a decimal",
                    Amount.of(PLAIN, Arguments.of("amount", value)).problem());
        }
        assertTrue(Amount.of(PLAIN, Arguments.of("Amount", 1)).isWrong());
    }

    @Test
    void amountAndUnitAreFoundWhereTheirPathsLead() {
        assertFalse(Amount.of(EUROS, order("EUR")).isWrong());
        assertEquals(new BigDecimal("12.50"), Amount.of(EUROS, order("EUR")).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "eur", "Eur", "EUR ", " EUR", "EU", "ＥＵＲ", "ЕUR", "E\u200bUR", "", "€"})
    void unitThatIsSpelledInAnyOtherWayIsAnotherUnit(String unit) {
        Amount amount = Amount.of(EUROS, order(unit));
        assertTrue(amount.problem().endsWith("only `EUR` can be summed up"), amount.problem());
        assertTrue(amount.problem().chars().allMatch(c -> c >= ' ' && c < 0x7f), amount.problem());
    }

    @Test
    void unitThatIsMissingOrNoTextIsAnotherUnit() {
        assertTrue(Amount.of(EUROS, Arguments.of("order", Map.of("items", List.of(Map.of("price", 1)))))
                .isWrong());
        assertTrue(Amount.of(EUROS, order(List.of("EUR"))).isWrong());
    }

    private static Arguments order(Object unit) {
        return Arguments.of("order", Map.of("items", List.of(Map.of("price", "12.50")), "currency", unit));
    }
}
