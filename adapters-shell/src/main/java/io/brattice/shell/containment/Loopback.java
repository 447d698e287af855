package io.brattice.shell.containment;

import java.util.List;

/**
 * A network of nothing but itself that several cells share, so that one can talk to a server in another: that of a process which holds it
 * and does nothing. It is there as long as the holder or a cell in it is.
 *
 * @param holder the number of the process, as {@link Containment#holding} tells it
 */
public record Loopback(long holder) {

    public Loopback {
        if (holder < 2) {
            throw new IllegalArgumentException("a network is held by a process of its own; start one with `holding`");
        }
    }

    /** The command that goes there, with the name space of users that the network belongs to, and becomes the words that follow. */
    public List<String> joining() {
        return List.of(
                "/usr/bin/nsenter",
                "--user=/proc/" + holder + "/ns/user",
                "--net=/proc/" + holder + "/ns/net",
                "--preserve-credentials",
                "--");
    }
}
