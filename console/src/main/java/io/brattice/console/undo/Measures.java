package io.brattice.console.undo;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ages and sizes as people type them. */
public final class Measures {

    private static final Pattern AGE = Pattern.compile("(\\d{1,9})([smhdw])");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgt]?)b?");

    private Measures() {}

    /** {@code 90m}, {@code 14d}, {@code 2w}. */
    public static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher parts = AGE.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("`" + text + "` is no age; write `14d`, with s, m, h, d or w");
            }
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofDays(7 * number);
            };
        }
    }

    /** {@code 500MB}, {@code 2GB}, in thousands. */
    public static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
            if (!parts.matches()) {
                throw new TypeConversionException("`" + text + "` is no size; write `2GB`, with kB, MB, GB or TB");
            }
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "k" -> number * 1_000L;
                case "m" -> number * 1_000_000L;
                case "g" -> number * 1_000_000_000L;
                case "t" -> number * 1_000_000_000_000L;
                default -> number;
            };
        }
    }
}
