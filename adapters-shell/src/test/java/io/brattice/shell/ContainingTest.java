package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brattice.shell.containment.Entrance;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.OutputListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell that could not be entered has run nothing, and what stood in its way may be gone. */
class ContainingTest {

    @TempDir
    Path folder;

    private final Execution execution = new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(20), 1 << 16);
    private int looks;

    /** @param closed how often it is refused first */
    private Entrance way(int closed) {
        Path refusal = folder.resolve("refused-" + ++looks);
        String script = looks <= closed ? "echo why >&2; : >" + refusal + "; exit 125" : "echo ran; exit 125";
        return new Entrance(List.of("/bin/sh", "-c", script), refusal);
    }

    @Test
    void itIsTriedAgainWithAnotherLook() throws Exception {
        assertEquals(
                "ran\n",
                Containing.run(() -> way(2), java.util.Map.of(), execution, folder, OutputListener.NONE)
                        .stdout());
        assertEquals(3, looks);
    }

    @Test
    void whatStaysClosedIsTold() {
        IOException refused = assertThrows(
                IOException.class,
                () -> Containing.run(() -> way(9), java.util.Map.of(), execution, folder, OutputListener.NONE));
        assertEquals("nothing was run: why", refused.getMessage());
        assertEquals(3, looks);
    }
}
