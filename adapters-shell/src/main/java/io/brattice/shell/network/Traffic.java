package io.brattice.shell.network;

import java.util.Objects;

/**
 * What a command had of one host so far.
 *
 * @param host as it was granted
 * @param downloads true where nothing but downloads went there
 * @param times how many requests for downloads were answered, or how many connections were made
 * @param bytes how much came from there as downloads, or was sent there
 */
public record Traffic(String host, boolean downloads, long times, long bytes) {
    public Traffic {
        Objects.requireNonNull(host, "host");
    }
}
