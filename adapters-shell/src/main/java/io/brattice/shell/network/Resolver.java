package io.brattice.shell.network;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Where the addresses of a host are asked for. */
@FunctionalInterface
public interface Resolver {

    /** That of the system. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** All addresses of a host. They are checked, and one of them is connected to: it is not asked again. */
    List<InetAddress> addresses(String host) throws IOException;
}
