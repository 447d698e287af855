package io.brattice.shell;

import io.brattice.shell.network.Registries;
import io.brattice.shell.network.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What of the network contained lines may get.
 *
 * @param registries whose downloads need no question
 * @param asked the hosts that the agent asks for, for this line
 * @param holds whether a line can be given a network on this host; tried when that is first needed
 */
record Reach(Registries registries, Set<String> asked, BooleanSupplier holds) {

    /** Nothing. */
    static final Reach NONE = new Reach(Registries.none(), Set.of(), () -> false);

    Reach {
        asked = Set.copyOf(asked);
    }

    /** The same for a line for which the agent asks for hosts. */
    Reach asking(Set<String> hosts) {
        return new Reach(registries, hosts, holds);
    }

    /** True when the agent asks for hosts. */
    boolean asks() {
        return !asked.isEmpty();
    }

    /** For people: the hosts that the agent asks for. */
    String told() {
        return asked.stream().sorted().map(host -> "`" + host + "`").collect(Collectors.joining(", "));
    }

    /**
     * What a line gets.
     *
     * @param named the hosts that are known to be needed, but for this machine itself
     * @param fetched the registries from which it may get packages if it needs any
     * @return empty where it needs what it cannot have
     */
    Optional<Outlet> outlet(Set<String> named, Set<String> fetched) {
        List<Registry> downloads = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (String host : asked) {
            registries.at(host).ifPresentOrElse(downloads::add, () -> whole.add(host));
        }
        for (String host : named) {
            Optional<Registry> registry = registries.at(host);
            if (registry.isEmpty() && !whole.contains(host)) {
                return Optional.empty();
            }
            registry.ifPresent(downloads::add);
        }
        boolean needed = !downloads.isEmpty() || !whole.isEmpty();
        fetched.forEach(name -> registries.named(name).ifPresent(downloads::add));
        if (downloads.isEmpty() && whole.isEmpty()) {
            return Optional.of(Outlet.NONE);
        }
        if (!holds.getAsBoolean()) {
            return needed ? Optional.empty() : Optional.of(Outlet.NONE);
        }
        return Optional.of(Outlet.of(downloads, whole));
    }

    /** Without what is only a means: for whoever has to tell whether two are the same. */
    @Override
    public String toString() {
        return "Reach[" + registries + ", " + asked.stream().sorted().toList() + "]";
    }
}
