package io.brattice.aws.judge;

import java.util.Optional;

/**
 * An Amazon resource name, taken apart: {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:TYPE/NAME}, {@code …:TYPE:NAME} or {@code …:NAME}.
 *
 * @param service as in the name; mostly, not always, botocore's
 * @param region empty where the name has none
 * @param account empty where the name has none
 * @param type empty where the name has none: of a bucket, a topic, a queue
 * @param name the rest, slashes and all
 */
record Arn(String service, String region, String account, String type, String name) {

    private static final int PARTS = 6;

    /** Empty for what is no such name. */
    static Optional<Arn> of(String text) {
        if (!text.startsWith("arn:")) {
            return Optional.empty();
        }
        int[] colons = new int[PARTS - 1];
        int at = -1;
        for (int i = 0; i < colons.length; i++) {
            at = text.indexOf(':', at + 1);
            if (at < 0) {
                return Optional.empty();
            }
            colons[i] = at;
        }
        String rest = text.substring(colons[4] + 1);
        String service = text.substring(colons[1] + 1, colons[2]);
        if (rest.isEmpty() || service.isEmpty()) {
            return Optional.empty();
        }
        String region = text.substring(colons[2] + 1, colons[3]);
        String account = text.substring(colons[3] + 1, colons[4]);
        int cut = service.equals("s3") && account.isEmpty() ? -1 : split(rest);
        String type = cut < 0 ? "" : rest.substring(0, cut);
        return Optional.of(new Arn(service, region, account, type, cut < 0 ? rest : rest.substring(cut + 1)));
    }

    /** Where the type ends: at the first slash or colon that has something on both sides. */
    private static int split(String rest) {
        for (int i = 1; i < rest.length() - 1; i++) {
            char c = rest.charAt(i);
            if (c == '/' || c == ':') {
                return i;
            }
        }
        return -1;
    }
}
