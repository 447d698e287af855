package io.brattice.shell.network;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of the network one command may reach. What is not granted is refused: there is no other way out of its name space.
 */
public final class Granted {

    private final Set<Grant> grants;

    private Granted(Set<Grant> grants) {
        this.grants = grants;
    }

    /** These and nothing else. */
    public static Granted of(Collection<? extends Grant> grants) {
        return new Granted(Set.copyOf(grants));
    }

    /** All of them, in no order. */
    public Set<Grant> grants() {
        return grants;
    }

    /**
     * Whether nothing of the session can leave by it but the names of what is downloaded: no host is granted whole. {@link Registry} says
     * what that leaves.
     */
    public boolean isForDownloadsOnly() {
        return grants.stream().allMatch(grant -> grant instanceof Grant.Downloads);
    }

    /**
     * Where a request may go.
     *
     * @throws RefusedRequest when nowhere
     */
    Route route(Destination to) throws RefusedRequest {
        String shown = HostName.shown(to.host());
        Optional<HostName> written = HostName.of(to.host());
        if (written.isEmpty()) {
            throw RefusedRequest.notGranted(
                    "`" + shown + "` is not the name of a host; use one in lower case, no address");
        }
        HostName host = written.get();
        Optional<Grant.Tunnel> tunnel = grants.stream()
                .filter(grant -> grant instanceof Grant.Tunnel)
                .map(grant -> (Grant.Tunnel) grant)
                .filter(grant -> grant.host().equals(host.name()))
                .max((a, b) -> Boolean.compare(a.inside(), b.inside()));
        List<Registry> registries = grants.stream()
                .filter(grant -> grant instanceof Grant.Downloads)
                .map(grant -> ((Grant.Downloads) grant).registry())
                .filter(registry -> registry.isAt(host))
                .toList();
        if (tunnel.isEmpty() && registries.isEmpty()) {
            throw RefusedRequest.notGranted("`" + host + "` is not granted; ask for the network of `" + host + "`");
        }
        if (to.port() != Destination.TLS && to.port() != Destination.PLAIN) {
            throw RefusedRequest.notGranted("port " + (to.port() == 0 ? "" : to.port() + " ") + "of `" + host
                    + "` is never granted; use https, port 443");
        }
        return tunnel.map(grant -> new Route(host, to.port(), List.of(), grant.inside()))
                .orElseGet(() -> new Route(
                        host, to.port(), registries, registries.stream().allMatch(Registry::mayBeInside)));
    }

    /**
     * What the environment of the command must have besides what it has, so that the usual tools find the forwarder and trust it. Settings
     * that people keep for wget in their home folder are not seen then.
     *
     * @param present the environment so far: options of Maven, Gradle and sbt are added to those that are there
     */
    public Map<String, String> variables(SessionNetwork network, Map<String, String> present) {
        return ToolVariables.of(network, present);
    }
}
