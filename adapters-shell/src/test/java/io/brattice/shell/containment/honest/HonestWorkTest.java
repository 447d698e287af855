package io.brattice.shell.containment.honest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.shell.containment.ByMeans;
import io.brattice.shell.containment.Containment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds and tests do in a cell what they do bare: the same exit status, the same outputs, the same files.
 *
 * <p>A sample of 12 lines; all of them with {@code -Dbrattice.long=true}; {@code -Dbrattice.seed=…} says which,
 * {@code -Dbrattice.honest=python-} takes all whose project's name begins so,
 * {@code -Dbrattice.honest.means=unshare} how cells are made,
 * {@code -Dbrattice.honest.programs=FOLDER} where there are more programs, and
 * {@code -Dbrattice.honest.transcript=FILE} writes down what they answered.
 */
@EnabledOnOs(OS.LINUX)
class HonestWorkTest {

    private static final boolean LONG = Boolean.getBoolean("brattice.long");
    private static final int SAMPLE = 12;
    private static final int MOST_OF_ONE = 4;

    @TempDir
    Path folder;

    @Test
    void workDoesInACellWhatItDoesBare() throws Exception {
        long seed = Long.getLong("brattice.seed", 20261125L);
        String means = System.getProperty("brattice.honest.means", "");
        Containment containment = means.isEmpty() ? Containment.ofThisHost() : ByMeans.called(means);
        assumeTrue(
                containment.holds(),
                () -> "nothing is contained here: " + containment.lacking().orElse(""));
        Honest honest = new Honest(new Bare(), new Contained(containment), folder, Honest.realHome());
        for (Project project : chosen(seed)) {
            honest.work(project);
            if (!LONG && System.getProperty("brattice.honest") == null && honest.lines() >= SAMPLE) {
                break;
            }
        }
        String transcript = System.getProperty("brattice.honest.transcript", "");
        if (!transcript.isEmpty()) {
            Files.writeString(Path.of(transcript), honest.transcript());
        }
        honest.skipped().forEach(System.out::println);
        System.out.println(honest.table());
        assertEquals(
                List.of(), honest.differences(), () -> "seed " + seed + "\n" + String.join("\n", honest.differences()));
        assertTrue(honest.lines() > 0, "no project has its tools here");
    }

    private static List<Project> chosen(long seed) throws Exception {
        String prefix = System.getProperty("brattice.honest", "");
        List<Project> all = new ArrayList<>(Projects.all());
        all.removeIf(project -> !project.name().startsWith(prefix));
        if (LONG || !prefix.isEmpty()) {
            return all;
        }
        Collections.shuffle(all, new Random(seed));
        return all.stream().map(project -> project.first(MOST_OF_ONE)).toList();
    }
}
