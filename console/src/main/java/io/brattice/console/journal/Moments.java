package io.brattice.console.journal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Moments as people type them. */
public final class Moments {

    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhdw])");

    private Moments() {}

    /** {@code 2026-11-25}, {@code 2026-11-25T14:00:00Z}, {@code 7d}. */
    public static final class From implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            Matcher age = AGE.matcher(text);
            if (age.matches()) {
                long number = Long.parseLong(age.group(1));
                return Instant.now().minus(Duration.ofSeconds(number * seconds(age.group(2))));
            }
            try {
                return text.indexOf('T') >= 0
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "`" + text + "` is no time; write `2026-11-25`, `2026-11-25T14:00:00Z` or an age like `7d`");
            }
        }
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> 7 * 86_400;
        };
    }
}
