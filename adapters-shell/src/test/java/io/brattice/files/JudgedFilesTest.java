package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are judged and never run, on a disk that is not there. */
class JudgedFilesTest {

    private static final Path HOME = Path.of("/home/them");
    private static final Path WORK = HOME.resolve("work");

    @TempDir
    Path folder;

    private final Aftermath aftermath = new Aftermath();
    private final World mild = SupposedWorld.onNothing(false, Set.of(WORK), aftermath);
    private final World worst = SupposedWorld.onNothing(true, Set.of(WORK), aftermath);

    private static FileTools.Judged judge(World world, String tool, Arguments arguments) {
        return FileTools.judge(tool, arguments, world, WORK, Optional.of(HOME)).orElseThrow();
    }

    private Reversibility both(String tool, Arguments arguments) {
        Reversibility one = judge(mild, tool, arguments).assessment().reversibility();
        assertEquals(one, judge(worst, tool, arguments).assessment().reversibility());
        return one;
    }

    @Test
    void givesTheClassesOfTheRealTools() {
        assertEquals(Reversibility.READ_ONLY, both("read_file", Arguments.of("path", "src/a.java")));
        assertEquals(Reversibility.IRREVERSIBLE, both("read_file", Arguments.of("path", "~/.ssh/id_rsa")));
        assertEquals(Reversibility.READ_ONLY, both("list_directory", Arguments.of("path", "src")));
        assertEquals(Reversibility.READ_ONLY, both("search_files", Arguments.of("path", "src", "pattern", "x")));
        assertEquals(Reversibility.REVERSIBLE, both("write_file", Arguments.of("path", "a", "content", "x")));
        assertEquals(
                Reversibility.REVERSIBLE,
                both("edit_file", Arguments.of("path", "a", "old_text", "x", "new_text", "y")));
        assertEquals(Reversibility.REVERSIBLE, both("move_file", Arguments.of("from", "a", "to", "b")));
        assertEquals(Reversibility.REVERSIBLE, both("copy_file", Arguments.of("from", "a", "to", "b")));
        assertEquals(Reversibility.REVERSIBLE, both("delete_file", Arguments.of("path", "a")));
        assertEquals(Reversibility.IRREVERSIBLE, both("delete_file", Arguments.of("path", "../a")));
        assertEquals(Reversibility.IRREVERSIBLE, both("write_file", Arguments.of("path", "/etc/a", "content", "")));
        assertEquals(Reversibility.READ_ONLY, both("write_file", Arguments.of("path", "a", "mode", "x")));
        assertTrue(FileTools.judge("other", Arguments.none(), mild, WORK, Optional.empty())
                .isEmpty());
    }

    @Test
    void supposesTheWorstOfWhatIsOverwritten() {
        Arguments write = Arguments.of("path", "a", "content", "x");
        assertEquals(
                Reversibility.REVERSIBLE,
                judge(mild, "write_file", write).assessment().inherent());
        assertEquals(
                Reversibility.IRREVERSIBLE,
                judge(worst, "write_file", write).assessment().inherent());
        assertEquals(
                List.of(Verb.UPDATE, Verb.DELETE),
                judge(worst, "write_file", write).assessment().effects().stream()
                        .map(each -> each.verb())
                        .toList());
        assertEquals(Preview.Fidelity.EXACT, judge(worst, "write_file", write).fidelity());
    }

    @Test
    void oneCallIsJudgedOnWhatTheOthersLeft() {
        judge(mild, "write_file", Arguments.of("path", "a", "content", "one\n")).into(aftermath);
        judge(mild, "edit_file", Arguments.of("path", "a", "old_text", "one", "new_text", "two"))
                .into(aftermath);
        assertEquals(Optional.of("two\n"), mild.text(WORK.resolve("a"), 100));
        judge(mild, "copy_file", Arguments.of("from", "a", "to", "b")).into(aftermath);
        judge(mild, "move_file", Arguments.of("from", "a", "to", "d/c")).into(aftermath);
        assertEquals(Optional.of(List.of("b", "d")), mild.names(WORK));
        assertEquals(Optional.of("two\n"), mild.text(WORK.resolve("d/c"), 100));
        FileTools.Judged gone = judge(mild, "delete_file", Arguments.of("path", "b"));
        assertEquals(4, gone.assessment().effects().get(0).bytes());
        gone.into(aftermath);
        assertEquals(Kind.NOTHING, mild.kind(WORK.resolve("b")));
        assertEquals(
                Reversibility.READ_ONLY,
                judge(mild, "write_file", Arguments.of("path", "d", "content", ""))
                        .assessment()
                        .reversibility());
    }

    @Test
    void whatOnlyTheRealDiskCouldTellIsUnknown() {
        aftermath.made(WORK.resolve("link"), Kind.LINK, Optional.empty());
        FileTools.Judged judged = judge(mild, "write_file", Arguments.of("path", "link/x", "content", ""));
        assertEquals(Reversibility.IRREVERSIBLE, judged.assessment().reversibility());
        assertEquals(Preview.Fidelity.NONE, judged.fidelity());
    }

    @Test
    void judgesTheRealDiskAsTheToolDoes() throws Exception {
        try (FileWorkspace place = new FileWorkspace(folder)) {
            place.file("a.txt", "one\n");
            for (Arguments each : List.of(
                    Arguments.of("path", "a.txt", "content", "two\n"),
                    Arguments.of("path", "../b", "content", "two\n"),
                    Arguments.of("path", "new/c", "content", ""),
                    Arguments.of("path", "a.txt/", "content", ""))) {
                assertEquals(
                        place.assess("write_file", each),
                        FileTools.judge("write_file", each, new LocalWorld(), place.work, Optional.of(place.home))
                                .orElseThrow()
                                .assessment());
            }
        }
    }
}
