package io.brattice.shell.containment;

import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Home folders of which a cell gets a copy on write: an overlay whose upper layer is in memory. */
final class Homes {

    private static final String SCRIPT = Scripts.of("overlay.sh");
    private static final String QUICK = Scripts.of("overlay.pl");
    private static final String TRUE = "/bin/true";
    private static final long LITTLE = 1 << 20;

    private final boolean possible;
    private final Optional<Path> perl;
    private final Supplies supplies;
    private final Execution execution;
    private final Map<Path, Boolean> tried = new ConcurrentHashMap<>();

    /** By perl where there is one: of six programs that would be started one after the other it needs none. */
    Homes(Binaries binaries, Supplies supplies, Execution execution) {
        this(binaries, SystemCalls.perl(binaries), supplies, execution);
    }

    Homes(Binaries binaries, Optional<Path> perl, Supplies supplies, Execution execution) {
        this.perl = perl;
        this.possible = binaries.resolve("unshare").isPresent()
                && binaries.resolve("mount").isPresent();
        this.supplies = supplies;
        this.execution = execution;
    }

    /** Whether it works for this one: some file systems cannot be a lower layer. Tried once. */
    boolean canBeCopiedOnWrite(Path home) throws IOException {
        if (!possible) {
            return false;
        }
        Boolean known = tried.get(home);
        if (known != null) {
            return known;
        }
        try {
            boolean works = execution
                            .run(around(List.of(TRUE), home, LITTLE), Path.of("/"))
                            .exit()
                    == 0;
            tried.put(home, works);
            return works;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a home folder was looked at", e);
        }
    }

    /** Where the copy is, in the name space of mounts in which {@link #around} runs its command. */
    Path copy() throws IOException {
        return supplies.stage().resolve("home");
    }

    /** The command that makes the copy and becomes another, as root of a name space of users. */
    List<String> around(List<String> command, Path home, long bytes) throws IOException {
        List<String> all = new ArrayList<>();
        if (perl.isPresent()) {
            all.addAll(List.of(perl.get().toString(), "-e", QUICK));
            all.addAll(SystemCalls.ofUnshareAndMount(System.getProperty("os.arch", "")));
        } else {
            all.addAll(List.of(
                    "/usr/bin/unshare", "--user", "--map-root-user", "--mount", "--", "/bin/sh", "-c", SCRIPT, "sh"));
        }
        all.addAll(List.of(supplies.stage().toString(), Long.toString(bytes), home.toString()));
        all.addAll(command);
        return all;
    }
}
