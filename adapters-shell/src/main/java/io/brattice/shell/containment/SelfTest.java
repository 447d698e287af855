package io.brattice.shell.containment;

import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what this host can contain: tries each means, and takes the first that holds everything on which a class may rest. */
final class SelfTest {

    /** On a busy host a cell takes a second and more. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int MOST_OUTPUT = 1 << 20;
    private static final String NOT_HERE =
            "commands are contained on Linux only; run this in WSL or in a virtual machine with Linux";
    private static final String NO_MEANS =
            "there is neither `bwrap` nor `unshare` with `setpriv` in the folders of the system;"
                    + " install bubblewrap";

    private static final List<String> OF_UNSHARED =
            List.of("unshare", "setpriv", "setsid", "mount", "umount", "mountpoint", "pivot_root", "mkdir", "ln");

    private SelfTest() {}

    /** Never throws, and does not heed interruptions: what is found holds for as long as this JVM does. */
    static Containment ofThisHost() {
        return CompletableFuture.supplyAsync(SelfTest::found, task -> {
                    Thread thread = new Thread(task, "brattice-self-test");
                    thread.setDaemon(true);
                    thread.start();
                })
                .exceptionally(e -> Containment.none("the self-test of containment broke off: " + e.getMessage()))
                .join();
    }

    private static Containment found() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Containment.none(NOT_HERE);
        }
        Optional<Containment> best = Optional.empty();
        try {
            Supplies supplies = Supplies.ofThisProcess();
            Binaries binaries = Environment.in(Path.of("/")).build().binaries();
            for (Enclosure enclosure : enclosures(binaries, supplies)) {
                Containment tried = tried(enclosure);
                if (tried.holds()) {
                    return tried;
                }
                best = best.isPresent() ? best : Optional.of(tried);
            }
            return best.orElseGet(() -> Containment.none(NO_MEANS));
        } catch (IOException e) {
            return Containment.none("the self-test of containment broke off: " + e.getMessage());
        } catch (InterruptedException e) {
            return Containment.none("the self-test of containment was interrupted");
        }
    }

    static Containment tried(Enclosure enclosure) throws IOException, InterruptedException {
        return Containment.proved(enclosure, new Trial(enclosure, execution()).run());
    }

    /** Why a cell in a network that it shares does not hold what every cell holds; empty where it does. */
    static Optional<String> lackingIn(Loopback network, Enclosure enclosure) throws IOException, InterruptedException {
        Stay stay = new Stay(Optional.of(network), false);
        return Containment.proved(enclosure, new Trial(enclosure, execution(), stay).run())
                .lacking();
    }

    /** The best first. Control groups that can be made and not entered are worse than none. */
    static List<Enclosure> enclosures(Binaries binaries, Supplies supplies) throws IOException, InterruptedException {
        List<Enclosure> all = new ArrayList<>();
        boolean signals = canUnignore(binaries);
        for (Groups groups : List.of(Groups.ofThisHost(), Groups.NONE)) {
            Door door = new Door(binaries, SystemCalls.perl(binaries), supplies, groups, signals, Myself.seen());
            means(binaries, supplies, door).forEach(means -> all.add(new Enclosure(means, supplies, groups)));
        }
        return all;
    }

    private static List<Means> means(Binaries binaries, Supplies supplies, Door door)
            throws IOException, InterruptedException {
        Homes homes = new Homes(binaries, supplies, execution());
        Myself myself = Myself.seen();
        List<Means> all = new ArrayList<>();
        Optional<Path> bwrap = binaries.resolve("bwrap");
        if (bwrap.isPresent()) {
            all.add(new Bubblewrap(bwrap.get(), options(bwrap.get()), supplies, door, homes, myself));
        }
        if (OF_UNSHARED.stream().allMatch(name -> binaries.resolve(name).isPresent())) {
            all.add(new Unshared(supplies, door, homes, myself));
        }
        return all;
    }

    /** The options that a version of `bwrap` knows. */
    private static Set<String> options(Path bwrap) throws IOException, InterruptedException {
        String help = execution()
                .run(List.of(bwrap.toString(), "--help"), Path.of("/"))
                .stdout();
        return Stream.of(help.split("\\s+", -1))
                .filter(word -> word.startsWith("--"))
                .collect(Collectors.toSet());
    }

    /** Whether `env` can make a command listen again to a signal that its parent does not listen to. */
    private static boolean canUnignore(Binaries binaries) throws IOException, InterruptedException {
        Optional<Path> env = binaries.resolve("env");
        if (env.isEmpty()) {
            return false;
        }
        ShellResult result =
                execution().run(List.of(env.get().toString(), "--default-signal=TERM", "/bin/true"), Path.of("/"));
        return result.exit() == 0;
    }

    private static Execution execution() {
        return new Execution(Trial.environment(), LONGEST, MOST_OUTPUT);
    }
}
