package io.brattice.aws.judge;

import io.brattice.action.Resource;
import java.nio.charset.StandardCharsets;

/**
 * One thing that a call touches: {@code aws:ACCOUNT:REGION:SERVICE:TYPE:NAME}.
 *
 * @param account twelve digits, or {@link #UNKNOWN}
 * @param region as {@code eu-central-1}; {@code global} for services without regions; or {@link #UNKNOWN}
 * @param name parents first, with slashes between; {@link #NEW} for what does not exist yet; {@link #EVERY} for all of its type
 */
record Target(String account, String region, String service, String type, String name) {

    /** What could not be told. Rules take it for everything that it might be. */
    static final String UNKNOWN = "unknown";

    /** The name of what is made by the call and named by the service. */
    static final String NEW = "new";

    /** The name of all of one type, for what only looks. */
    static final String EVERY = "*";

    private static final int LONGEST = 8000;

    /** The name that rules speak of. */
    Resource resource() {
        StringBuilder uri = new StringBuilder(80).append("aws");
        part(uri, account);
        part(uri, region);
        part(uri, service);
        part(uri, type);
        int name = uri.length();
        uri.append(':');
        encode(uri, name().isEmpty() ? UNKNOWN : name());
        if (uri.length() > LONGEST) {
            uri.setLength(name);
            uri.append(':').append(UNKNOWN);
        }
        return new Resource(uri.toString());
    }

    /** One of the parts before the name: without colons and slashes, so that no part can pass for two. */
    private static void part(StringBuilder uri, String text) {
        boolean plain = !text.isEmpty() && text.indexOf(':') < 0 && text.indexOf('/') < 0;
        uri.append(':');
        encode(uri, plain ? text : UNKNOWN);
    }

    /** As core encodes names: control characters, {@code %}, {@code #}, and what is no character. */
    private static void encode(StringBuilder uri, String raw) {
        raw.codePoints().forEach(c -> {
            boolean escape = c < ' '
                    || (c >= 0x7f && c < 0xa0)
                    || c == '%'
                    || c == '#'
                    || Character.getType(c) == Character.SURROGATE;
            if (!escape) {
                uri.appendCodePoint(c);
                return;
            }
            for (byte b : new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8)) {
                uri.append('%').append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        });
    }
}
