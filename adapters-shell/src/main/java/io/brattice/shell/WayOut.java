package io.brattice.shell;

import io.brattice.shell.network.Forwarder;
import io.brattice.shell.network.SessionNetwork;
import io.brattice.shell.process.ProcessMark;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The forwarders of contained lines. What they share is made when the first line needs it, and is taken away when this process ends, or by
 * the next one.
 */
final class WayOut {

    private static final String OWNER = "owner";

    /** Makes what forwarders share, below a folder. */
    @FunctionalInterface
    interface Networks {
        SessionNetwork below(Path parent) throws IOException;
    }

    private final Networks networks;
    private final Path store;
    private final Set<String> inside;
    private @Nullable SessionNetwork network;

    /**
     * @param store below which it is made, if the path is short and plain enough
     * @param inside hosts that may be at an address of the inside
     */
    WayOut(Networks networks, Path store, Set<String> inside) {
        this.networks = networks;
        this.store = store;
        this.inside = Set.copyOf(inside);
    }

    /** The way out for one line. Close it when the line has ended. */
    synchronized Forwarder forwarder(Outlet outlet) throws IOException {
        SessionNetwork there = network;
        if (there == null || !Files.isDirectory(there.folder())) {
            there = made();
            network = there;
        }
        return there.forwarder(outlet.granted(inside));
    }

    private SessionNetwork made() throws IOException {
        Path usual = store.resolve("net");
        SessionNetwork made;
        try {
            sweep(usual);
            made = networks.below(usual);
        } catch (IllegalArgumentException notPlain) {
            // Where the system keeps what is gone after a start anew; under a name that nobody could have taken before.
            made = networks.below(Files.createTempDirectory(Path.of("/dev/shm"), "brattice-net"));
        }
        Optional<ProcessMark> mark = ProcessMark.ofThisProcess();
        if (mark.isPresent()) {
            Files.writeString(made.folder().resolve(OWNER), mark.get().text());
        }
        atExit(made.folder());
        return made;
    }

    /** In the order in which they are found: what was named first goes last. */
    private static void atExit(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.map(Path::toFile).forEach(File::deleteOnExit);
        }
    }

    /** Takes away what processes left that could not do so themselves. */
    private static void sweep(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (DirectoryStream<Path> old = Files.newDirectoryStream(place, "n*")) {
            for (Path each : old) {
                Path owner = each.resolve(OWNER);
                boolean gone = Files.isRegularFile(owner) && new ProcessMark(Files.readString(owner)).isGone();
                if (gone && Files.isWritable(each)) {
                    Scratch.remove(each);
                }
            }
        }
    }
}
