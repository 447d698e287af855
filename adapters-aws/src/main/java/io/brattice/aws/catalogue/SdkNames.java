package io.brattice.aws.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the SDK for Java may call a service, in lower case: its id without blanks, and without {@code Amazon}, {@code AWS}, {@code Service}. */
final class SdkNames {

    private SdkNames() {}

    /** The likeliest first; {@code elasticsearchservice}, {@code elasticsearch} of {@code Elasticsearch Service}. */
    static List<String> of(String id) {
        StringBuilder letters = new StringBuilder();
        id.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        String name = letters.toString();
        String without = name.endsWith("service") ? name.substring(0, name.length() - "service".length()) : name;
        for (String brand : List.of("amazon", "aws")) {
            without = without.startsWith(brand) ? without.substring(brand.length()) : without;
        }
        List<String> names = new ArrayList<>(List.of(name));
        if (!without.equals(name) && !without.isEmpty()) {
            names.add(without);
        }
        return names;
    }
}
