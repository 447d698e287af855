package io.brattice.shell;

import io.brattice.shell.containment.Cell;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.containment.Entrance;
import io.brattice.shell.containment.Guarantee;
import io.brattice.shell.containment.Limits;
import io.brattice.shell.network.Forwarder;
import io.brattice.shell.network.Granted;
import io.brattice.shell.network.SessionNetwork;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Whether a contained line can be given named hosts on this host, and nothing else: tried, once in each process, by a cell that asks its
 * forwarder for a host that it was not granted, and tries to get past it.
 *
 * <p>Does not: reach any host. That a host is there when a line wants it is not promised.
 */
public final class NamedHosts {

    private static final class OfThisHost {
        static final Guarantee FOUND = tried(Containment.ofThisHost());
    }

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_OUTPUT = 1 << 16;

    /** Says what the forwarder answers, and then whether there is another way: to an address that nobody has, and to a name. */
    private static final String SCRIPT = """
            exec 3<>/dev/tcp/127.0.0.1/30128 || exit 9
            printf 'CONNECT not-granted.example:443 HTTP/1.1\\r\\nHost: not-granted.example:443\\r\\n\\r\\n' >&3
            read -r -t 5 line <&3; echo "answer ${line%%$'\\r'}"
            (exec 4<>/dev/tcp/192.0.2.1/443) 2>/dev/null && echo past
            (exec 4<>/dev/tcp/one.one.one.one/443) 2>/dev/null && echo past
            echo end
            """;

    private final Containment containment;

    private NamedHosts(Containment containment) {
        this.containment = containment;
    }

    /** What was found out about this host; never throws. */
    public static Guarantee ofThisHost() {
        return OfThisHost.FOUND;
    }

    /** The same for these means, which may be none. */
    static Guarantee of(Containment means) {
        return means.holds() ? ofThisHost() : found(false, "this host contains nothing");
    }

    private static Guarantee found(boolean holds, String found) {
        return new Guarantee(
                "named hosts",
                "what it is given of the network is what a forwarder lets through, by the names of hosts",
                "a host that is not granted is asked for, through the forwarder and past it",
                false,
                holds,
                found);
    }

    /** Does not heed interruptions: what is found holds for as long as this JVM does. */
    static Guarantee tried(Containment containment) {
        if (!containment.holds()) {
            return of(containment);
        }
        return CompletableFuture.supplyAsync(new NamedHosts(containment)::trial, task -> {
                    Thread thread = new Thread(task, "brattice-named-hosts");
                    thread.setDaemon(true);
                    thread.start();
                })
                .exceptionally(e -> found(false, "its test broke off: " + e.getMessage()))
                .join();
    }

    private Guarantee trial() {
        try {
            Path folder = Files.createTempDirectory("brattice-hosts").toRealPath();
            try (SessionNetwork network = SessionNetwork.below(folder.resolve("net"));
                    Forwarder forwarder = network.forwarder(Granted.of(List.of()))) {
                return judged(result(folder, forwarder), forwarder);
            } finally {
                Scratch.remove(folder);
            }
        } catch (IOException | RuntimeException e) {
            return found(false, "it could not be tried: " + e.getMessage());
        } catch (InterruptedException e) {
            return found(false, "its test was interrupted");
        }
    }

    private ShellResult result(Path folder, Forwarder forwarder) throws IOException, InterruptedException {
        Path workspace = Files.createDirectory(folder.resolve("work"));
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Path home = Files.createDirectory(folder.resolve("home"));
        Environment environment = Environment.in(home).build();
        String bash = environment
                .binaries()
                .resolve("bash")
                .map(Path::toString)
                .orElseThrow(() -> new IOException("there is no bash in the system's folders"));
        Cell cell = new Cell(
                workspace, true, Set.of(), Set.of(), home, scratch, Optional.of(forwarder.socket()), Limits.usual());
        Entrance entrance = containment.entrance(
                cell, forwarder.around(List.of(bash, "--noprofile", "--norc", "-c", SCRIPT)), workspace);
        return new Execution(environment.variables(), LONGEST, MOST_OUTPUT).run(entrance.command(), workspace);
    }

    private static Guarantee judged(ShellResult result, Forwarder forwarder) {
        List<String> told = result.stdout().lines().toList();
        boolean refused = told.stream().anyMatch(line -> line.startsWith("answer HTTP/1.1 403 "))
                && forwarder.refused().stream().anyMatch(each -> each.host().equals("not-granted.example"));
        if (told.contains("past")) {
            return found(false, "there is a way past the forwarder");
        }
        return refused && told.contains("end")
                ? found(true, "")
                : found(
                        false,
                        "the forwarder was not reached: "
                                + result.stderr().lines().findFirst().orElse("nothing was said"));
    }
}
