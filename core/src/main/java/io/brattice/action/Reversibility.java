package io.brattice.action;

/**
 * How far the effects of a call can be taken back, in order of severity.
 *
 * <p>The four levels are those of OWASP AISVS 9.2.3. There is no level for "unknown": what nobody can classify <em>is</em>
 * {@link #IRREVERSIBLE}. Opinions are combined with {@link #or}, which keeps the graver one.
 */
public enum Reversibility {
    /** Nothing changes but access times, caches and server logs, and nothing is told to anyone who did not know it. */
    READ_ONLY,
    /** This library can put back exactly what was, by itself, now, and nobody was harmed meanwhile. */
    REVERSIBLE,
    /** Something outside can put it back completely and soon: a reflog, a recycle bin, a version history. */
    RECOVERABLE,
    /** Everything else: lost data, interrupted services, words that left, money, disclosed secrets, and the unknown. */
    IRREVERSIBLE;

    /** The graver of the two. */
    public Reversibility or(Reversibility other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** True when this class is {@code floor} or worse. */
    public boolean isAtLeast(Reversibility floor) {
        return compareTo(floor) >= 0;
    }
}
