package io.brattice.shell.network;

import java.util.Objects;

/** One thing of the network that a contained command may reach. */
public sealed interface Grant {

    /**
     * A host, at ports 443 and 80, because a person or an operator said yes to it. What is sent there is neither seen nor bounded: TLS is
     * passed through, and where one server has several hosts a client can ask it for another.
     *
     * @throws IllegalArgumentException when it is not the name of a host as it must be written
     */
    static Grant tunnel(String host) {
        return new Tunnel(host, false);
    }

    /**
     * The same for a host whose name may lead to an address of the inside, this host's own among them. For operators: an agent that could
     * ask for it would reach what listens for nobody but them. A link-local address, where clouds hand out credentials, is still refused.
     *
     * @throws IllegalArgumentException when it is not the name of a host as it must be written
     */
    static Grant tunnelInside(String host) {
        return new Tunnel(host, true);
    }

    /** Downloads from a registry, by which nothing of the session leaves but the names that are asked for. */
    static Grant downloads(Registry registry) {
        return new Downloads(registry);
    }

    /**
     * A host, passed through.
     *
     * @param inside true when its name may lead to an address of the inside
     */
    record Tunnel(String host, boolean inside) implements Grant {
        public Tunnel {
            new HostName(host);
        }
    }

    /** Downloads from a registry. */
    record Downloads(Registry registry) implements Grant {
        public Downloads {
            Objects.requireNonNull(registry, "registry");
        }
    }
}
