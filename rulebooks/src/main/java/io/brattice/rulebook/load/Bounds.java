package io.brattice.rulebook.load;

/**
 * How large a rulebook may be, so that no file takes the host's time or memory.
 *
 * @param bytes of the file
 * @param depth how deep lists and mappings may nest
 * @param values how many texts, lists and mappings there may be
 * @param rules how many rules
 * @param pattern how many characters a glob or regular expression may have
 * @param problems how many problems are told of
 */
public record Bounds(int bytes, int depth, int values, int rules, int pattern, int problems) {

    public Bounds {
        if (Math.min(Math.min(bytes, depth), Math.min(values, rules)) < 1 || Math.min(pattern, problems) < 1) {
            throw new IllegalArgumentException("bounds of a rulebook are at least one each");
        }
    }

    /** 1 MB, 32 deep, 300,000 values, 20,000 rules, patterns of 1,000 characters, 100 problems. */
    public static Bounds defaults() {
        return new Bounds(1_000_000, 32, 300_000, 20_000, 1_000, 100);
    }

    /** The same for larger files. */
    public Bounds bytes(int most) {
        return new Bounds(most, depth, values, rules, pattern, problems);
    }
}
