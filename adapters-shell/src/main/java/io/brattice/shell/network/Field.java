package io.brattice.shell.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One header of a message, its name in lower case. */
record Field(String name, String value) {

    private static final String OTHERS_OF_A_TOKEN = "!#$%&'*+-.^_`|~";

    /** @throws RefusedRequest when it is none, or one that others may read differently */
    static Field of(String line) throws RefusedRequest {
        int colon = line.indexOf(':');
        if (colon < 1 || !line.substring(0, colon).chars().allMatch(Field::isOfAToken)) {
            throw RefusedRequest.malformed("the head has a line that is no header");
        }
        return new Field(line.substring(0, colon).toLowerCase(Locale.ROOT), stripped(line.substring(colon + 1)));
    }

    /**
     * What a header says that may be there once.
     *
     * @throws RefusedRequest when it is there twice
     */
    static Optional<String> only(List<Field> fields, String name) throws RefusedRequest {
        List<String> values = fields.stream()
                .filter(field -> field.name.equals(name))
                .map(Field::value)
                .toList();
        if (values.size() > 1) {
            throw RefusedRequest.malformed("the head has `" + name + "` more than once");
        }
        return values.stream().findFirst();
    }

    static boolean isOfAToken(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || OTHERS_OF_A_TOKEN.indexOf(c) >= 0;
    }

    private static String stripped(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
