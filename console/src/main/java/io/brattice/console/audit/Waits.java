package io.brattice.console.audit;

import java.time.Duration;
import java.util.Arrays;

/** How long people took to answer. */
final class Waits {

    /** Answers that came sooner were hardly read. */
    static final Duration QUICK = Duration.ofSeconds(3);

    private long[] millis = new long[64];
    private int count;

    /** A clock that was set back makes no answer slow. */
    void add(Duration wait) {
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, 2 * count);
        }
        millis[count++] = Math.max(0, wait.toMillis());
    }

    int count() {
        return count;
    }

    /** The wait that this part of the answers did not exceed. */
    Duration quantile(double part) {
        if (count == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return Duration.ofMillis(sorted[(int) Math.min(count - 1L, (long) Math.ceil(part * count) - 1)]);
    }

    long between(Duration from, Duration to) {
        long within = 0;
        for (int i = 0; i < count; i++) {
            within += millis[i] >= from.toMillis() && millis[i] < to.toMillis() ? 1 : 0;
        }
        return within;
    }
}
