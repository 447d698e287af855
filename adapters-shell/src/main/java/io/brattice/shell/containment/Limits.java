package io.brattice.shell.containment;

import java.time.Duration;

/**
 * What a contained command may use up. Which of them a host can enforce is told by its {@link Containment#guarantees}.
 *
 * @param memory bytes for all of its processes together
 * @param processes how many processes and threads at a time
 * @param fileSize bytes of one file
 * @param cpuTime of one process
 * @param temporary bytes of everything that is lost at its end: what it writes into the home folder, {@code /dev/shm} and {@code /run}
 */
public record Limits(long memory, int processes, long fileSize, Duration cpuTime, long temporary) {

    private static final long GIB = 1L << 30;

    public Limits {
        if (memory < 1 || processes < 1 || fileSize < 1 || cpuTime.toSeconds() < 1 || temporary < 1) {
            throw new IllegalArgumentException("a limit must be one or more; pass the greatest value for none");
        }
    }

    /** Enough for any build, and not enough to take a host down. */
    public static Limits usual() {
        return new Limits(16 * GIB, 8192, 16 * GIB, Duration.ofHours(2), 4 * GIB);
    }

    /** The same with other memory. */
    public Limits memory(long bytes) {
        return new Limits(bytes, processes, fileSize, cpuTime, temporary);
    }

    /** The same with other numbers of processes and threads. */
    public Limits processes(int most) {
        return new Limits(memory, most, fileSize, cpuTime, temporary);
    }

    /** The same with other sizes of a file. */
    public Limits fileSize(long bytes) {
        return new Limits(memory, processes, bytes, cpuTime, temporary);
    }

    /** The same with another CPU time. */
    public Limits cpuTime(Duration time) {
        return new Limits(memory, processes, fileSize, time, temporary);
    }

    /** The same with other room for what is lost at the end. */
    public Limits temporary(long bytes) {
        return new Limits(memory, processes, fileSize, cpuTime, bytes);
    }
}
