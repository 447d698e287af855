package io.brattice.shell.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.Running;
import io.brattice.shell.process.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells that share a network, and nothing else. */
class LoopbackTest {

    private static final Containment HERE = Containment.ofThisHost();
    private static final Path NETWORK = Path.of("/proc/self/ns/net");
    private static final Execution EXECUTION =
            new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(60), 1 << 20);

    @TempDir
    Path temporary;

    private Optional<Running> holder = Optional.empty();
    private Path work = Path.of("/");
    private Path scratch = Path.of("/");
    private Loopback network = new Loopback(2);

    @BeforeEach
    void hold() throws Exception {
        assumeTrue(HERE.holds(), () -> "this host contains nothing: " + HERE.lacking());
        work = Files.createDirectory(temporary.toRealPath().resolve("work"));
        scratch = Files.createDirectory(temporary.toRealPath().resolve("scratch"));
        CompletableFuture<String> told = new CompletableFuture<>();
        holder = Optional.of(
                EXECUTION.start(Launch.of(HERE.holding(), Path.of("/")), (error, text) -> told.complete(text.strip())));
        network = new Loopback(Long.parseLong(told.get(20, TimeUnit.SECONDS)));
    }

    @AfterEach
    void leave() {
        holder.ifPresent(Running::cancel);
    }

    private Cell cell(boolean writable) {
        return new Cell(work, writable, Set.of(), Set.of(), work, scratch, Optional.empty(), Limits.usual());
    }

    private static ShellResult run(Entrance entrance, Path cwd) throws Exception {
        ShellResult result = EXECUTION.run(entrance.command(), cwd);
        assertFalse(entrance.wasRefused(), result.stderr());
        return result;
    }

    private static List<String> sh(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    @Test
    void aCellInItHoldsWhatEveryCellHolds() throws Exception {
        assertEquals(Optional.empty(), HERE.lackingIn(network));
    }

    @Test
    void theNetworkIsTheSameAndNotThatOfThisMachine() throws Exception {
        String script = "readlink /proc/self/ns/net; ls -l /proc/self/ns | grep -c net; cat /proc/net/dev | grep -c :";
        ShellResult one = run(HERE.joining(network, cell(true), sh(script), work), work);
        ShellResult other = run(HERE.lasting(network, cell(false), sh(script), work), work);
        assertEquals(one.stdout(), other.stdout());
        assertNotEquals(
                Files.readSymbolicLink(NETWORK).toString(),
                one.stdout().lines().findFirst().orElseThrow());
        assertTrue(one.stdout().endsWith("\n1\n"), one::toString); // the loopback alone
    }

    @Test
    void whoIsInItSeesNoProcessOfTheOthersAndHasNoRights() throws Exception {
        ShellResult seen = run(
                HERE.joining(
                        network,
                        cell(true),
                        sh("ls -d /proc/[0-9]* | wc -l; grep CapEff /proc/self/status; kill -0 " + network.holder()
                                + " 2>&1; ip link set lo down 2>&1 || ifconfig lo down 2>&1 || echo kept"),
                        work),
                work);
        List<String> lines = seen.stdout().lines().toList();
        assertTrue(Integer.parseInt(lines.get(0)) < 10, seen::toString);
        assertTrue(lines.get(1).endsWith("0000000000000000"), seen::toString);
        assertTrue(seen.stdout().endsWith("kept\n"), seen::toString);
    }

    @Test
    void whatStaysMayChangeNothing() {
        assertThrows(IllegalArgumentException.class, () -> HERE.lasting(network, cell(true), sh("true"), work));
    }

    @Test
    void aNetworkThatIsGoneIsNotEntered() throws Exception {
        leave();
        Entrance entrance = HERE.joining(network, cell(true), sh("echo ran > ran"), work);
        EXECUTION.run(entrance.command(), work);
        assertTrue(entrance.wasRefused());
        assertFalse(Files.exists(work.resolve("ran")));
    }

    @Test
    void withoutContainmentThereIsNone() {
        assertThrows(
                IllegalStateException.class,
                () -> Containment.none("switched off").holding());
    }
}
