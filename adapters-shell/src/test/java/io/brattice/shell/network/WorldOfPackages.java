package io.brattice.shell.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The registries with the package {@code left}, and other hosts, as servers on the loopback of this machine. */
public final class WorldOfPackages implements Closeable {

    private final Upstream upstream;

    private WorldOfPackages(Upstream upstream) {
        this.upstream = upstream;
    }

    public static WorldOfPackages start() throws IOException, GeneralSecurityException {
        return new WorldOfPackages(Packages.in(Upstream.of(Set.of(
                        "registry.npmjs.org",
                        "pypi.org",
                        "files.pythonhosted.org",
                        "upload.pypi.org",
                        "index.crates.io",
                        "static.crates.io",
                        "repo.maven.apache.org",
                        "granted.example",
                        "other.example")))
                .page("granted.example", "/page", "hello")
                .page("other.example", "/page", "hello"));
    }

    /** A network whose names lead here. */
    public SessionNetwork below(Path folder) throws IOException {
        try {
            return SessionNetwork.below(folder, upstream.dialler());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The usual ones, at addresses of the inside. */
    public static Registries registries() throws IOException {
        try (InputStream in = Objects.requireNonNull(Registries.class.getResourceAsStream("registries.txt"))) {
            String rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(WorldOfPackages::inside)
                    .collect(Collectors.joining("\n"));
            return Registries.none().and(rows);
        }
    }

    private static String inside(String row) {
        String[] cells = row.split("\\|", -1);
        cells[1] = Stream.of(cells[1].strip().split(" +", -1))
                .map(host -> "inside:" + host)
                .collect(Collectors.joining(" "));
        return String.join(" | ", cells);
    }

    /** What reached it: {@code GET registry.npmjs.org/left}. */
    public List<String> arrived() {
        return upstream.seen().stream()
                .map(seen -> seen.method() + " " + seen.host() + seen.target())
                .toList();
    }

    /** All that reached it: paths, headers and bodies. */
    public String everything() {
        return upstream.seen().toString();
    }

    @Override
    public void close() {
        upstream.close();
    }
}
