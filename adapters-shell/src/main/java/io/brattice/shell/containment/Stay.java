package io.brattice.shell.containment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a command is in its cell, besides what the cell shows.
 *
 * @param network shared with other cells; empty for one of its own
 * @param lasting true for a command that stays while others come and go. No file that one of those has opened may be handed to it: it gets no
 *     sockets with a name but those of networks
 */
record Stay(Optional<Loopback> network, boolean lasting) {

    /** By itself, until its caller has waited for its end. */
    static final Stay ALONE = new Stay(Optional.empty(), false);

    private static final String TIED = "[ \"$PPID\" = \"$1\" ] || exit 1; shift; exec \"$@\"";

    Stay {
        Objects.requireNonNull(network, "network");
    }

    boolean shares() {
        return network.isPresent();
    }

    /** The same command, in the network that is shared. */
    List<String> joining(List<String> command) {
        List<String> all = new ArrayList<>();
        network.ifPresent(there -> all.addAll(there.joining()));
        all.addAll(command);
        return all;
    }

    /** The same command, ended by the kernel when the thread ends that starts it, even if that has happened meanwhile. */
    static List<String> tied(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "/usr/bin/setpriv",
                "--pdeathsig=KILL",
                "--",
                "/bin/sh",
                "-c",
                TIED,
                "sh",
                Long.toString(ProcessHandle.current().pid())));
        all.addAll(command);
        return List.copyOf(all);
    }
}
