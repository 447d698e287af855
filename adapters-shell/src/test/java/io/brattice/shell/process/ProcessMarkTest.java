package io.brattice.shell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which process is meant, and which is another one of the same number. */
class ProcessMarkTest {

    private static final Execution EXECUTION =
            new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(60), 1 << 10);

    @BeforeEach
    void onLinux() {
        assumeTrue(ProcTable.isThere(), "there is no table of processes");
    }

    private static Running sleeping() throws IOException {
        return EXECUTION.start(
                Launch.of(List.of("/bin/sh", "-c", "sleep 50 & sleep 50; :"), Path.of("/")), OutputListener.NONE);
    }

    /** A shell that is ended before it has started anything leaves what it starts on its way. */
    private static void awaitBothSleepers(ProcessMark mark) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (mark.living().orElseThrow().descendants().count() < 2) {
            assertTrue(System.nanoTime() < until, "the shell starts nothing");
            Thread.onSpinWait();
        }
    }

    @Test
    void itIsEndedWithWhatItStartedAndIsGoneThen() throws Exception {
        Running running = sleeping();
        ProcessMark mark = running.mark().orElseThrow();
        assertFalse(mark.isGone());
        awaitBothSleepers(mark);
        mark.end(Duration.ofSeconds(5));
        assertTrue(mark.isGone());
        assertEquals(Optional.empty(), mark.living());
        mark.end(Duration.ZERO); // once more is nothing
        assertEquals(0, running.await().left());
    }

    @Test
    void anotherProcessOfTheSameNumberIsSpared() throws Exception {
        Running running = sleeping();
        try {
            String text = running.mark().orElseThrow().text();
            String later = text.substring(0, text.lastIndexOf('-')) + "-1";
            String otherBoot = "0" + text.substring(text.indexOf('-'));
            for (String each : List.of(later, otherBoot, "", "nothing", text + "-1")) {
                new ProcessMark(each).end(Duration.ZERO);
                assertEquals(Optional.empty(), new ProcessMark(each).living(), each);
            }
            assertTrue(running.mark().orElseThrow().living().isPresent());
            assertTrue(new ProcessMark(later).isGone());
            assertTrue(new ProcessMark(otherBoot).isGone());
            assertFalse(new ProcessMark("nothing").isGone());
        } finally {
            running.cancel();
        }
    }

    @Test
    void whoIsInAnotherContainerCannotBeSeen() {
        String[] fields = ProcessMark.ofThisProcess().orElseThrow().text().split("-", -1);
        ProcessMark other = new ProcessMark(fields[0] + "-1-" + fields[2] + "-" + fields[3]);
        assertEquals(Optional.empty(), other.living());
        assertFalse(other.isGone());
    }
}
