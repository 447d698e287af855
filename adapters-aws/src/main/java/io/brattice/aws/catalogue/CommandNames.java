package io.brattice.aws.catalogue;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the {@code aws} command line calls services and operations: {@code s3api delete-object}. */
final class CommandNames {

    private static final Pattern PLURAL = Pattern.compile("[A-Z]{2,}s$");
    private static final Pattern WORD = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern EDGE = Pattern.compile("([a-z0-9])([A-Z])");

    /** Words that are one, though their letters say otherwise. */
    private static final Map<String, String> WORDS = Map.of(
            "CachediSCSI", "CachedIscsi",
            "StorediSCSI", "StoredIscsi",
            "ListHITsForQualificationType", "ListHitsForQualificationType",
            "PartiQL", "Partiql",
            "WhatsApp", "Whatsapp",
            "OTel", "Otel");

    private static final Map<String, String> SERVICES =
            Map.of("s3", "s3api", "config", "configservice", "codedeploy", "deploy");

    private CommandNames() {}

    /** Its own name of a service, which is mostly botocore's. */
    static String service(String folder) {
        return SERVICES.getOrDefault(folder, folder);
    }

    /** {@code delete-db-instance} of {@code DeleteDBInstance}. */
    static String operation(String name) {
        String words = name;
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            words = words.replace(word.getKey(), word.getValue());
        }
        Matcher plural = PLURAL.matcher(words);
        if (plural.find()) {
            words = words.substring(0, plural.start()) + "-" + plural.group().toLowerCase(Locale.ROOT);
        }
        return EDGE.matcher(WORD.matcher(words).replaceAll("$1-$2"))
                .replaceAll("$1-$2")
                .toLowerCase(Locale.ROOT);
    }
}
