package io.brattice.shell.containment.honest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A way of running that breaks something is found out. */
@EnabledOnOs(OS.LINUX)
class NoticedTest {

    private static final Project PROJECT = Project.parse("shell-noticed", """
            needs: bash
            === file in.txt
            text
            === run make
            tr a-z A-Z < in.txt > out.txt; echo made; echo warned >&2
            === run home
            echo kept > ~/kept && cat ~/kept
            === run random
            mktemp ./XXXXXX; echo $RANDOM > drawn; echo $$
            """);

    @TempDir
    Path folder;

    private List<String> differences(Runs other) throws Exception {
        return new Trial(new Bare(), other, folder, folder)
                .of(PROJECT).stream()
                        .flatMap(finding -> finding.differences().stream()
                                .map(difference -> finding.line().name() + ": " + difference))
                        .toList();
    }

    private static ShellResult bare(Runs.Place place, String script) throws IOException, InterruptedException {
        return new Bare().run(place, script);
    }

    @Test
    void bareIsLikeBareAndWhatIsRandomIsNoDifference() throws Exception {
        assertEquals(List.of(), differences(new Bare()));
    }

    @Test
    void aLostErrorOutputIsNoticed() throws Exception {
        assertEquals(List.of("make: stderr lacks `warned`"), differences((place, script) -> {
            ShellResult result = bare(place, script);
            return new ShellResult(result.exit(), result.stdout(), "", false);
        }));
    }

    @Test
    void aLostFileIsNoticedAtEachLineAfterIt() throws Exception {
        assertEquals(
                List.of(
                        "make: the folder lacks `out.txt`",
                        "home: the folder lacks `out.txt`",
                        "random: the folder lacks `out.txt`"),
                differences((place, script) -> {
                    ShellResult result = bare(place, script);
                    Files.deleteIfExists(place.workspace().resolve("out.txt"));
                    return result;
                }));
    }

    @Test
    void anotherPlaceOfWorkIsNoticed() throws Exception {
        assertEquals(
                List.of(
                        "make: the folder lacks `out.txt`",
                        "home: the folder lacks `out.txt`",
                        "random: the folder lacks `drawn`",
                        "random: the folder lacks `out.txt`"),
                differences((place, script) -> {
                    Path elsewhere = Files.createTempDirectory(folder, "elsewhere");
                    PROJECT.layInto(elsewhere);
                    return bare(new Runs.Place(elsewhere, place.home(), place.scratch()), script);
                }));
    }

    @Test
    void aHomeThatCannotBeWrittenToIsNoticed() throws Exception {
        List<String> differences = differences(
                (place, script) -> bare(new Runs.Place(place.workspace(), Path.of("/proc/none"), folder), script));
        assertEquals(
                List.of(
                        "home: exit: bare [0], then 1",
                        "home: stdout lacks `kept`",
                        "home: stderr has `/usr/bin/bash: line 1: /proc/none/kept: No such file or directory`"),
                differences);
    }
}
