package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.network.Grant;
import io.brattice.shell.network.Granted;
import io.brattice.shell.network.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of the network one contained line gets; there is no other way out of its cell.
 *
 * @param registries from which it may download, and nothing else: by that nothing of the session leaves but names of packages
 * @param hosts that it gets whole, because the agent asked for them: what the session knows could leave by them, so a person is asked
 */
record Outlet(List<Registry> registries, List<String> hosts) {

    /** Nothing but the loopback of the cell. */
    static final Outlet NONE = new Outlet(List.of(), List.of());

    private static final String SAFEGUARD = "network";

    Outlet {
        registries = List.copyOf(registries);
        hosts = List.copyOf(hosts);
    }

    /** The same, in one order, each once. */
    static Outlet of(Collection<Registry> registries, Collection<String> hosts) {
        return new Outlet(
                registries.stream()
                        .distinct()
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .toList(),
                hosts.stream().distinct().sorted().toList());
    }

    boolean isNone() {
        return registries.isEmpty() && hosts.isEmpty();
    }

    /** True when no host is granted whole. */
    boolean isForDownloadsOnly() {
        return hosts.isEmpty();
    }

    /** Whether packages of this kind can be fetched by it: {@code npm}, {@code pypi}. */
    boolean hasDownloads(String registry) {
        return registries.stream().anyMatch(each -> each.name().equals(registry));
    }

    /** @param inside the hosts whose names may lead to an address of the inside, as an operator says */
    Granted granted(Set<String> inside) {
        List<Grant> grants = new ArrayList<>();
        registries.forEach(each -> grants.add(Grant.downloads(each)));
        hosts.forEach(each -> grants.add(inside.contains(each) ? Grant.tunnelInside(each) : Grant.tunnel(each)));
        return Granted.of(grants);
    }

    /** The names of all hosts, in order. */
    List<String> reached() {
        List<String> all = new ArrayList<>(hosts);
        registries.forEach(each -> all.addAll(each.hosts()));
        return all.stream().distinct().sorted().toList();
    }

    /** What a class that depends on it calls it: the same for two only where they grant the same. */
    String safeguard() {
        return SAFEGUARD + ":" + String.join(",", reached()) + (hosts.isEmpty() ? "" : ";" + String.join(",", hosts));
    }

    /** For people: {@code without a network}. */
    String told() {
        if (isNone()) {
            return "without a network";
        }
        String downloads = "downloads from "
                + registries.stream()
                        .map(each -> each.name() + " (" + quoted(each.hosts()) + ")")
                        .collect(Collectors.joining(" and "));
        if (hosts.isEmpty()) {
            return "with " + downloads + " as its only network";
        }
        return "with the network of " + quoted(hosts) + (registries.isEmpty() ? "" : " and " + downloads);
    }

    private static String quoted(List<String> names) {
        return names.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
    }

    /** What can happen by it: pages of registries are read; to a host that is granted whole anything can be sent. */
    List<Effect> effects() {
        List<Effect> all = new ArrayList<>();
        for (Registry registry : registries) {
            for (String host : registry.hosts()) {
                all.add(Effect.of(Verb.READ, web(host), Reversibility.READ_ONLY));
            }
        }
        hosts.forEach(host -> all.add(Effect.of(Verb.SEND, web(host), Reversibility.IRREVERSIBLE)));
        return all;
    }

    /** A host, as effects name it. */
    static Resource web(String host) {
        return new Resource("https://" + host);
    }
}
