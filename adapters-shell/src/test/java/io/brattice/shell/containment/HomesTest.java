package io.brattice.shell.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a home folder is the same whatever makes it. */
class HomesTest {

    @TempDir
    Path folder;

    private final Execution execution = new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(20), 1 << 20);

    private ShellResult inCopy(Optional<Path> perl, Path home, String script) throws Exception {
        Binaries binaries = Environment.in(Path.of("/")).build().binaries();
        Homes homes = new Homes(binaries, perl, Supplies.ofThisProcess(), execution);
        assumeTrue(homes.canBeCopiedOnWrite(home), "there is no copy on write here");
        return execution.run(
                homes.around(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "cd \"$0\"; " + script,
                                homes.copy().toString()),
                        home,
                        1 << 20),
                Path.of("/"));
    }

    @Test
    void itIsTheSameWithPerlAndWithout() throws Exception {
        Path perl = Path.of("/usr/bin/perl");
        assumeTrue(Files.isExecutable(perl), "there is no perl in /usr/bin");
        Path home = Files.createDirectory(folder.toRealPath().resolve("a home, with: signs"));
        Files.writeString(home.resolve("file"), "before");
        String script = "id -u; id -g; cat file /proc/self/setgroups; echo x >file; echo y >new; cat file new; ls;"
                + " head -c 2000000 /dev/zero >big || echo full; ls -l /proc/self/fd | wc -l;"
                + " sed 's/.* - //' /proc/self/mountinfo | sort | uniq -c | grep -c overlay";
        List<String> told = new ArrayList<>();
        for (Optional<Path> by : List.of(Optional.of(perl), Optional.<Path>empty())) {
            ShellResult result = inCopy(by, home, script);
            assertTrue(result.stdout().startsWith("0\n0\nbeforedeny\nx\ny\nfile\nnew\nfull\n"), result::toString);
            told.add(result.stdout());
            assertEquals("before", Files.readString(home.resolve("file")));
            assertFalse(Files.exists(home.resolve("new")));
        }
        assertEquals(told.get(0), told.get(1));
    }
}
