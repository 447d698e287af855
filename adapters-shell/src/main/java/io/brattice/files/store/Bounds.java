package io.brattice.files.store;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a store may hold, and what gives way when it would hold more: first the calls that were taken back or are too old, then, only
 * where that is wanted, whole sessions, the oldest first. Without that a call that does not fit is not secured.
 *
 * @param mostBytes how many bytes at most
 * @param percentOfDisk how much at most of the disk's room that the store has or could have: what is free, and what it holds
 * @param oldest older calls give way first
 * @param forgetsSessions true to let sessions give way whose calls could still be taken back
 */
public record Bounds(long mostBytes, int percentOfDisk, Duration oldest, boolean forgetsSessions) {

    private static final long GB = 1_000_000_000;

    public Bounds {
        Objects.requireNonNull(oldest, "oldest");
        if (mostBytes < 0 || percentOfDisk < 1 || percentOfDisk > 100 || oldest.isNegative()) {
            throw new IllegalArgumentException("a store has room for 0 bytes or more, on 1 to 100 percent of a disk,"
                    + " for a time that is not negative; pass such bounds");
        }
    }

    /** 10 GB or a tenth of the disk's room, whichever is less; 30 days; no session is forgotten. */
    public static Bounds usual() {
        return new Bounds(10 * GB, 10, Duration.ofDays(30), false);
    }

    /** These with another size, whatever room the disk has. */
    public Bounds withMostBytes(long bytes) {
        return new Bounds(bytes, 100, oldest, forgetsSessions);
    }

    /** These with another age. */
    public Bounds withOldest(Duration age) {
        return new Bounds(mostBytes, percentOfDisk, age, forgetsSessions);
    }

    /** These, but sessions give way too. Their calls can then not be taken back. */
    public Bounds forgettingSessions() {
        return new Bounds(mostBytes, percentOfDisk, oldest, true);
    }

    /** How much a store may hold that holds so much, on a disk with so much left. The sum of the two stays the same while the store grows. */
    long limit(long used, long free) {
        return Math.min(mostBytes, (used + free) / 100 * percentOfDisk);
    }

    /** A size for people. */
    static String shown(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB"};
        int unit = 0;
        double size = bytes;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : Math.round(size * 10) / 10.0 + " " + units[unit];
    }
}
