package io.brattice.shell.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is found of means that hold less than they should. */
class SelfTestTest {

    private record Broken(List<String> prefix) implements Means {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<String> entering(View view, Limits limits, List<String> argv, Path cwd, Path refusal, Stay stay) {
            List<String> all = new ArrayList<>(prefix);
            all.addAll(argv);
            return all;
        }

        @Override
        public Optional<List<String>> holding() {
            return Optional.empty();
        }
    }

    private static Containment tried(String... prefix) throws Exception {
        return SelfTest.tried(new Enclosure(new Broken(List.of(prefix)), Supplies.ofThisProcess(), Groups.NONE));
    }

    private static Set<String> held(Containment containment) {
        return containment.guarantees().stream()
                .filter(Guarantee::holds)
                .map(Guarantee::name)
                .collect(Collectors.toSet());
    }

    @Test
    void aMeansThatCannotEnterHoldsNothingAndSaysSo() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/false")));
        Containment found = tried("/bin/false");
        assertFalse(found.holds());
        assertEquals(Set.of(), held(found));
        assertTrue(
                found.lacking().orElse("").contains("enters"), found.lacking().toString());
        assertFalse(found.lacking().orElse("\n").contains("\n"));
    }

    @Test
    void aMeansThatDoesNothingHoldsNothingThatMatters() throws Exception {
        assumeTrue(Containment.ofThisHost().holds());
        Path made = Path.of("/tmp/made-by-trial");
        try {
            Containment found = tried("/usr/bin/env");
            assertFalse(found.holds());
            Set<String> held = held(found);
            for (String name : List.of(
                    "own name spaces",
                    "no new privileges",
                    "read-only",
                    "secrets hidden",
                    "own processes",
                    "workspace writable",
                    "system calls filtered",
                    "memory")) {
                assertFalse(held.contains(name), name);
            }
        } finally {
            Files.deleteIfExists(made);
        }
    }

    @Test
    void eachThingThatAMeansLeavesOutIsFound() throws Exception {
        assumeTrue(Containment.ofThisHost().holds() && Files.isExecutable(Path.of("/usr/bin/bwrap")));
        String[] all = {"/usr/bin/bwrap", "--unshare-all", "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc"};
        Set<String> held = held(tried(all));
        assertTrue(held.contains("enters") && held.contains("own name spaces"), held::toString);
        assertEquals(Optional.of("filter"), network(tried(all)));
        assertFalse(held.contains("read-only") || held.contains("secrets hidden"), held::toString);
        all[1] = "--unshare-pid";
        assertEquals(Optional.of("devices"), network(tried(all)));
        assertFalse(held(tried(all)).contains("own name spaces"));
        Files.deleteIfExists(Path.of("/tmp/made-by-trial"));
    }

    /** Why it is not closed to the network. */
    private static Optional<String> network(Containment containment) {
        return containment.guarantees().stream()
                .filter(each -> each.name().equals("no network") && !each.holds())
                .map(each -> each.found().contains("devices") ? "devices" : "filter")
                .findFirst();
    }

    @Test
    void withoutBubblewrapAndPerlNothingIsClosedToTheHostOfAVirtualMachine() throws Exception {
        assumeTrue(Containment.ofThisHost().holds(), "this host contains nothing");
        Supplies supplies = Supplies.ofThisProcess();
        Binaries binaries = Environment.in(Path.of("/")).build().binaries();
        Execution execution = new Execution(Trial.environment(), Duration.ofSeconds(20), 1 << 16);
        Homes homes = new Homes(binaries, Optional.empty(), supplies, execution);
        Door door = new Door(binaries, Optional.empty(), supplies, Groups.NONE, true, Myself.seen());
        Containment found = SelfTest.tried(
                new Enclosure(new Unshared(supplies, door, homes, Myself.seen()), supplies, Groups.NONE));
        assumeTrue(held(found).contains("enters"), "there is no `unshare` to make cells here");
        assertEquals(Optional.of("filter"), network(found));
        assertFalse(found.holds());
        assertTrue(found.lacking().orElse("").endsWith("install bubblewrap, or perl"), found.lacking()::toString);
    }

    /** Is refused as often as it is told, and enters then. */
    private record Reluctant(Means means, int refusals, AtomicInteger tries) implements Means {
        @Override
        public String name() {
            return "reluctant";
        }

        @Override
        public List<String> entering(View view, Limits limits, List<String> argv, Path cwd, Path refusal, Stay stay)
                throws IOException {
            return tries.incrementAndGet() <= refusals
                    ? List.of("/bin/sh", "-c", ": >\"$0\"; exit 125", refusal.toString())
                    : means.entering(view, limits, argv, cwd, refusal, stay);
        }

        @Override
        public Optional<List<String>> holding() {
            return Optional.empty();
        }
    }

    @Test
    void whatIsRefusedOnceIsTriedAgain() throws Exception {
        assumeTrue(Containment.ofThisHost().holds(), "this host contains nothing");
        Supplies supplies = Supplies.ofThisProcess();
        Enclosure good = SelfTest.enclosures(
                        Environment.in(Path.of("/")).build().binaries(), supplies)
                .get(0);
        for (int refusals : List.of(1, 9)) {
            Means means = new Reluctant(good.means(), refusals, new AtomicInteger());
            Containment found = SelfTest.tried(new Enclosure(means, supplies, good.groups()));
            assertEquals(refusals < 3, held(found).contains("enters"), found.lacking()::toString);
        }
    }

    @Test
    void whatCannotBeFoundOutIsNoException() throws IOException {
        Containment none = Containment.none("no");
        assertEquals(
                List.of(), none.guarantees().stream().filter(Guarantee::holds).toList());
        assertFalse(none.guarantees().isEmpty());
    }
}
