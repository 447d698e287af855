package io.brattice.shell.network;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/**
 * What the forwarders of one session share: an authority that their commands are told to trust, and a folder that the cells must show as it
 * is, at the same path, and read-only: the sockets, the certificates as the tools read them, the relay. It holds no key.
 *
 * <p>Made once per session, before its first command with a network; closed, it leaves nothing.
 */
public final class SessionNetwork implements Closeable {

    /** A unix socket's path has 107 bytes at most. */
    private static final int MOST_OF_A_PATH = 100;

    private final Path folder;
    private final SessionAuthority authority;
    private final Dialler dialler;
    private final RelayProgram relay;
    private final AtomicInteger sockets = new AtomicInteger();

    private SessionNetwork(Path folder, SessionAuthority authority, Dialler dialler, RelayProgram relay) {
        this.folder = folder;
        this.authority = authority;
        this.dialler = dialler;
        this.relay = relay;
    }

    /**
     * One with a new folder below this one. Hosts are looked up by the system, and verified against what this JVM trusts.
     *
     * @param parent made if it is not there; its path must be short and plain
     */
    public static SessionNetwork below(Path parent) throws IOException {
        return below(
                parent, new Dialler(Resolver.SYSTEM, (SSLSocketFactory) SSLSocketFactory.getDefault(), port -> port));
    }

    static SessionNetwork below(Path parent, Dialler dialler) throws IOException {
        Path base = Files.createDirectories(parent).toRealPath();
        requirePlain(base);
        Path folder = Files.createTempDirectory(base, "n"); // readable for its owner alone
        SessionAuthority authority = SessionAuthority.madeAt(Instant.now());
        TrustFiles.write(folder, authority.certificate());
        return new SessionNetwork(folder, authority, dialler, RelayProgram.in(folder.resolve("relay")));
    }

    /** Options for a JVM are separated by blanks and class paths by colons, and neither can be quoted. */
    private static void requirePlain(Path base) {
        boolean plain = base.toString()
                .chars()
                .allMatch(c -> Character.isLetterOrDigit(c) && c < 0x80 || "/._-+@=,".indexOf(c) >= 0);
        if (!plain || base.toString().length() > MOST_OF_A_PATH - 30) {
            throw new IllegalArgumentException("`" + base + "` cannot hold the sockets of a session;"
                    + " pass a folder with a path of at most 70 plain letters");
        }
    }

    /** The way out for one command, with the usual allowance. Close it when the command has ended. */
    public Forwarder forwarder(Granted granted) throws IOException {
        return forwarder(granted, Allowance.usual());
    }

    /** The way out for one command. Close it when the command has ended. */
    public Forwarder forwarder(Granted granted, Allowance allowance) throws IOException {
        return Forwarder.at(folder.resolve("s" + sockets.incrementAndGet()), this, granted, allowance, dialler);
    }

    /** What cells must show, read-only. */
    public Path folder() {
        return folder;
    }

    /** The certificates that the system trusts and the session's, in PEM. */
    Path certificates() {
        return folder.resolve(TrustFiles.PEM);
    }

    /** Settings of wget that name the certificates. */
    Path wgetSettings() {
        return folder.resolve(TrustFiles.WGETRC);
    }

    /** What this JVM trusts and the session's, as a key store. */
    Path javaStore() {
        return folder.resolve(TrustFiles.STORE);
    }

    SessionAuthority authority() {
        return authority;
    }

    RelayProgram relay() {
        return relay;
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
