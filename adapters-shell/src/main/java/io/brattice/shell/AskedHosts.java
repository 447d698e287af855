package io.brattice.shell;

import io.brattice.action.Arguments;
import io.brattice.shell.network.Grant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The hosts that an agent asks for, for one line. */
final class AskedHosts {

    static final String ARGUMENT = "network";

    private static final int MOST = 16;
    private static final String HOW = "`network` is a list of at most " + MOST
            + " names of hosts, in lower case, without ports or addresses: [\"example.com\"]";

    private AskedHosts() {}

    /**
     * Those of a call, none where it asks for none.
     *
     * @throws IllegalArgumentException when they are no names of hosts as they must be written
     */
    static Set<String> of(Arguments arguments) {
        Object given = arguments.get(ARGUMENT).orElse(List.of());
        if (!(given instanceof List<?> list) || list.size() > MOST) {
            throw new IllegalArgumentException(HOW);
        }
        Set<String> hosts = new TreeSet<>();
        for (Object each : list) {
            if (!(each instanceof String host)) {
                throw new IllegalArgumentException(HOW);
            }
            Grant.tunnel(host); // refuses what is none, and says why
            if (Containable.isLoopback(host)) {
                throw new IllegalArgumentException(
                        "`" + host + "` is this machine itself, to which no network leads; leave it out");
            }
            hosts.add(host);
        }
        return hosts;
    }
}
