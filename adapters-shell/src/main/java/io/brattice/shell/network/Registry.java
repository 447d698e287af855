package io.brattice.shell.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A registry of packages, as what can be downloaded from it: its hosts, and the forms of paths at each.
 *
 * <p>Guarantees, of a command that is granted the downloads of a registry: every request that leaves is a GET or a HEAD without a body, a
 * query, a credential or a word of the client's own, for a path of a known form at a known host over verified TLS.
 *
 * <p>Does not: make a request say nothing. A path names a package, so whoever keeps the registry's logs learns the names that were
 * asked for, made-up ones among them, when, and from which address; and registries publish how often each file was downloaded, so
 * somebody who owns packages there can be told a few bits by which of them are fetched. {@link Allowance} bounds how many.
 */
public final class Registry {

    private final String name;
    private final Map<HostName, List<PathForm>> forms;
    private final boolean inside;

    Registry(String name, Map<HostName, List<PathForm>> forms, boolean inside) {
        this.name = name;
        this.forms = forms.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        this.inside = inside;
    }

    /** What people call it: {@code npm}. */
    public String name() {
        return name;
    }

    /** The hosts that it is at, in order. */
    public List<String> hosts() {
        return List.copyOf(forms.keySet().stream()
                .collect(Collectors.toMap(HostName::name, host -> host, (a, b) -> a, TreeMap::new))
                .keySet());
    }

    /**
     * The same, at hosts whose names lead to an address of the inside: a mirror of the operator's own. Never to a link-local one.
     */
    public Registry inside() {
        return new Registry(name, forms, true);
    }

    boolean mayBeInside() {
        return inside;
    }

    boolean isAt(HostName host) {
        return forms.containsKey(host);
    }

    boolean has(HostName host, String path) {
        return forms.getOrDefault(host, List.of()).stream().anyMatch(form -> form.matches(path));
    }

    /** All of it. */
    String told() {
        Map<String, List<PathForm>> sorted = new TreeMap<>();
        forms.forEach((host, paths) -> sorted.put(host.name(), paths));
        return name + (inside ? " inside " : " ") + sorted;
    }

    @Override
    public String toString() {
        return name;
    }
}
