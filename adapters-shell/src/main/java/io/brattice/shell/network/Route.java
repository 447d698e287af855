package io.brattice.shell.network;

import java.util.List;

/**
 * Where a request may go.
 *
 * @param registries those whose downloads alone may go there; empty when everything may
 * @param inside true when the name may lead to an address of the inside
 */
record Route(HostName host, int port, List<Registry> registries, boolean inside) {

    Route {
        registries = List.copyOf(registries);
    }

    /** Whether only downloads may go there. */
    boolean isForDownloads() {
        return !registries.isEmpty();
    }

    /** Whether this is what can be downloaded there. */
    boolean has(String path) {
        return registries.stream().anyMatch(registry -> registry.has(host, path));
    }
}
