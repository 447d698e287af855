package io.brattice.shell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionTest {

    @TempDir
    Path folder;

    private ShellResult run(Duration time, String script) throws Exception {
        return new Execution(Map.of("PATH", "/usr/bin:/bin"), time, 100)
                .run(List.of("/bin/bash", "-c", script), folder);
    }

    @Test
    void killsEverythingWhenTheTimeIsUp() throws Exception {
        ShellResult result = run(Duration.ofMillis(500), "sleep 61.5 & sleep 62.5");
        assertEquals(Execution.TIME_IS_UP, result.exit());
        assertFalse(ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("sleep"))
                .filter(ProcessHandle::isAlive)
                .anyMatch(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains("61.5")));
    }

    @Test
    void keepsTheBeginningOfALongOutputAndReadsTheRest() throws Exception {
        ShellResult result = run(Duration.ofSeconds(20), "yes | head -c 1000000; exit 7");
        assertEquals(7, result.exit());
        assertTrue(result.truncated());
        assertEquals(100, result.stdout().length());
    }

    @Test
    void givesNoInputAndNothingOfItsOwnEnvironment() throws Exception {
        ShellResult result =
                run(Duration.ofSeconds(20), "cat; /usr/bin/env | sort | grep -v '^\\(_\\|SHLVL\\|PWD\\)='");
        assertEquals("PATH=/usr/bin:/bin\n", result.stdout());
    }
}
