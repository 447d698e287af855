package io.brattice.shell.containment.honest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.shell.containment.honest.Project.Entry;
import io.brattice.shell.containment.honest.Project.Kind;
import io.brattice.shell.containment.honest.Project.Line;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectsTest {

    @Test
    void thereAreTwoHundredDistinctLinesOfProgrammingLanguages() throws Exception {
        Set<String> scripts = new HashSet<>();
        int counted = 0;
        for (Project project : Projects.all()) {
            if (!project.language().equals("shell")) {
                for (Line line : project.lines()) {
                    counted += scripts.add(distinct(project, line)) ? 1 : 0;
                }
            }
        }
        assertTrue(counted >= 200, counted + " are too few");
    }

    /** The same words are another line only where the project's files are others, and those are told apart by its name. */
    private static String distinct(Project project, Line line) {
        return project.name() + "\n" + line.script();
    }

    @Test
    void everyProjectHasFilesOrLinesOfItsOwnAndSaysWhatItNeeds() throws Exception {
        Set<List<Line>> lines = new HashSet<>();
        for (Project project : Projects.all()) {
            assertTrue(lines.add(project.lines()), project.name());
            assertTrue(project.lines().size() > 1, project.name());
            assertTrue(!project.needs().isEmpty(), project.name());
            assertEquals(
                    project.lines().size(),
                    project.lines().stream().map(Line::name).distinct().count(),
                    project.name());
        }
    }

    @Test
    void theFormIsRead() {
        Project expected = new Project(
                "c-x",
                List.of("gcc", "make"),
                "true",
                true,
                List.of(
                        new Entry(Kind.FILE, "a b", "one\n\ttwo\n"),
                        new Entry(Kind.PROGRAM, "run.sh", "#!/bin/sh\n"),
                        new Entry(Kind.LINK, "l", "a b")),
                List.of(new Line("build it", "make\n")));
        String text = """
                # about
                needs: gcc make
                probe: true
                home: real
                === file a b
                one
                \ttwo
                === program run.sh
                #!/bin/sh
                === link l -> a b
                === run build it
                make
                """;
        assertEquals(expected, Project.parse("c-x", text));
        assertEquals("c", expected.language());
    }

    @Test
    void whatIsNotOfTheFormIsRefused() {
        assertThrows(IllegalStateException.class, () -> Project.parse("c-x", "neds: gcc\n"));
        assertThrows(IllegalStateException.class, () -> Project.parse("c-x", "=== fle a\n"));
    }
}
