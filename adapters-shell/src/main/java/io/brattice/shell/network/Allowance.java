package io.brattice.shell.network;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of everything one command may use.
 *
 * @param connections how many at once; more have to wait
 * @param head how long a client may take to say what it wants, and between two requests
 * @param idle how long nothing may move
 * @param downloads how many requests to registries, which bounds what their paths can tell
 * @param misses how many of them for what is not there
 */
public record Allowance(int connections, Duration head, Duration idle, int downloads, int misses) {

    public Allowance {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(idle, "idle");
        if (connections < 1 || head.isNegative() || idle.isNegative() || downloads < 0 || misses < 0) {
            throw new IllegalArgumentException(
                    "an allowance is of 1 connection or more, and of nothing negative; pass such");
        }
    }

    /** 64 connections; 15 s for a head; 2 minutes without a byte; 10,000 downloads, 1,000 of them in vain. */
    public static Allowance usual() {
        return new Allowance(64, Duration.ofSeconds(15), Duration.ofMinutes(2), 10_000, 1_000);
    }
}
