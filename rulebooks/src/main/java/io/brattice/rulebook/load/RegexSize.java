package io.brattice.rulebook.load;

/**
 * How large a regular expression becomes once its counted repetitions are written out: an estimate from above, made before anything is compiled.
 * What this does not understand, the compiler refuses.
 */
final class RegexSize {

    static final long MOST = 10_000;
    private static final int DEEPEST = 100;

    private final String text;
    private int at;

    private RegexSize(String text) {
        this.text = text;
    }

    static long of(String regex) {
        RegexSize reader = new RegexSize(regex);
        long sum = 0;
        while (reader.at < regex.length()) {
            sum = Math.min(MOST + 1, sum + reader.alternatives(0));
            reader.at++; // a `)` too many
        }
        return sum;
    }

    /** Up to the end or the bracket that closes it. */
    private long alternatives(int depth) {
        if (depth > DEEPEST) {
            at = text.length();
            return MOST + 1;
        }
        long sum = 1;
        while (at < text.length() && text.charAt(at) != ')') {
            sum = Math.min(MOST + 1, sum + Math.min(MOST + 1, item(depth) * repeated()));
        }
        return sum;
    }

    private long item(int depth) {
        char c = text.charAt(at++);
        switch (c) {
            case '(' -> {
                long inside = alternatives(depth + 1);
                at++;
                return inside;
            }
            case '[' -> {
                int begin = at;
                at += at < text.length() && text.charAt(at) == '^' ? 1 : 0;
                at += at < text.length() && text.charAt(at) == ']' ? 1 : 0;
                while (at < text.length() && text.charAt(at) != ']') {
                    at += text.charAt(at) == '\\' ? 2 : 1;
                }
                at++;
                return 1L + (at - begin) / 4;
            }
            case '\\' -> {
                boolean classOf = at < text.length() && (text.charAt(at) == 'p' || text.charAt(at) == 'P');
                at++;
                return classOf ? 20 : 1;
            }
            default -> {
                return 1;
            }
        }
    }

    /** The product of the counts that stand here. */
    private long repeated() {
        long product = 1;
        while (at < text.length() && "{*+?".indexOf(text.charAt(at)) >= 0) {
            if (text.charAt(at) != '{') {
                at++;
                continue;
            }
            int end = text.indexOf('}', at);
            if (end < 0 || !text.substring(at + 1, end).matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
                return product;
            }
            long largest = 1;
            for (String part : text.substring(at + 1, end).split(",", -1)) {
                largest = part.isEmpty() ? largest : Math.max(largest, Long.parseLong(part));
            }
            product = Math.min(MOST + 1, product * largest);
            at = end + 1;
        }
        return product;
    }
}
