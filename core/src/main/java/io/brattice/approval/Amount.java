package io.brattice.approval;

import java.time.Duration;
import java.util.Locale;

/** How a person reads a number: {@code 57,235 files}, {@code 1.2 GB}, {@code 15 min}. */
final class Amount {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Amount() {}

    /** Not negative. */
    static String count(long count) {
        StringBuilder digits = new StringBuilder().append(count);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String of(long count, String singular) {
        return count(count) + " " + (count == 1 ? singular : plural(singular));
    }

    private static String plural(String singular) {
        return singular.equals("person")
                ? "people"
                : singular.endsWith("y") && !singular.endsWith("ay")
                        ? singular.substring(0, singular.length() - 1) + "ies"
                        : singular + "s";
    }

    /** In powers of 1000, three digits. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** Exact: {@code 1 h 30 min}, {@code 0 s}. */
    static String time(Duration time) {
        StringBuilder text = new StringBuilder();
        append(text, time.toDaysPart(), "d");
        append(text, time.toHoursPart(), "h");
        append(text, time.toMinutesPart(), "min");
        if (time.toSecondsPart() > 0 || time.toNanosPart() > 0 || text.length() == 0) {
            append(text, time.toSecondsPart(), time.toNanosPart() == 0 ? "s" : "s " + time.toNanosPart() + " ns", true);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        append(text, amount, unit, amount > 0);
    }

    private static void append(StringBuilder text, long amount, String unit, boolean wanted) {
        if (wanted) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(amount)
                    .append(' ')
                    .append(unit);
        }
    }
}
