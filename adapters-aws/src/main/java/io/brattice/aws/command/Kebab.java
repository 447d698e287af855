package io.brattice.aws.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the command line writes the names of members: {@code DBInstanceIdentifier} is {@code db-instance-identifier}. As botocore does it. */
final class Kebab {

    private static final Pattern PLURAL = Pattern.compile("[A-Z]{2,}s$");
    private static final Pattern FIRST_CAPITAL = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern LAST_CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");

    private Kebab() {}

    static String of(String name) {
        if (name.indexOf('-') >= 0) {
            return name;
        }
        String text = name;
        Matcher plural = PLURAL.matcher(text);
        if (plural.find()) {
            text = text.substring(0, plural.start()) + "-" + plural.group().toLowerCase(Locale.ROOT);
        }
        String first = FIRST_CAPITAL.matcher(text).replaceAll("$1-$2");
        return LAST_CAPITAL.matcher(first).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
    }
}
