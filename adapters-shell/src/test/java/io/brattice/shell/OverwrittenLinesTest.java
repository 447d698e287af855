package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.policy.ChangeBudget;
import io.brattice.policy.Limits;
import io.brattice.policy.Policy;
import io.brattice.testkit.ScriptedApprover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that a command line takes away by writing over a file count like those that an edit takes away. */
class OverwrittenLinesTest {

    @TempDir
    Path folder;

    private final Journal journal = Journal.inMemory();
    private final List<String> asked = new ArrayList<>();
    private Path work;
    private ShellTool tool;
    private Gate gate;
    private Session agent;

    @BeforeEach
    void open() throws Exception {
        Path home = Files.createDirectory(folder.toRealPath().resolve("home"));
        work = Files.createDirectory(home.resolve("work"));
        tool = ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(folder.toRealPath().resolve("store"))
                .build();
        gate(ChangeBudget.defaults());
    }

    private void gate(ChangeBudget budget) throws IOException {
        gate = Gate.builder()
                .policy(Policy.withRules(Limits.defaults(), budget, List.of()))
                .approver(Approver.of(question -> {
                    asked.add(question.reasons().get(0).substring("default.change-budget: ".length()));
                    return Approval.yes(question, ScriptedApprover.person("olga"), "");
                }))
                .journal(journal)
                .build();
        agent = gate.as(Caller.agent("tester"));
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private Outcome runs(String line) {
        Outcome outcome = agent.call(tool, Arguments.of("command", line));
        assertTrue(outcome.ran(), () -> line + ": " + outcome);
        return outcome;
    }

    private Path file(String name, int lines) throws IOException {
        return Files.writeString(work.resolve(name), "some line of it\n".repeat(lines));
    }

    /** Which of many equal calls on files of 100 lines is the first that is asked about, where 150 lines are too many. */
    private int firstAsked(String line) throws Exception {
        gate.close();
        asked.clear();
        gate(new ChangeBudget(150, Long.MAX_VALUE, Long.MAX_VALUE));
        for (int i = 0; i < 3; i++) {
            Files.deleteIfExists(work.resolve("f"));
            file("f", 100);
            Files.writeString(work.resolve("other"), "one line\n");
            runs(line);
            if (!asked.isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void emptyingManyFilesIsAQuestionLongBeforeTheEnd() throws Exception {
        int files = Boolean.getBoolean("brattice.long") ? 340 : 30;
        List<Integer> questions = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            file("f" + i, 85);
            runs(": > f" + i);
            if (asked.size() > questions.size()) {
                questions.add(i);
            }
        }
        assertEquals(23, questions.get(0), "2,000 lines are 23.5 files of 85");
        assertEquals(files * 85 / 2_000, questions.size(), "once for each multiple");
        assertEquals(
                "this session has deleted 1,955 lines in 23 files and would now delete 85 more; its budget is 2,000 lines",
                asked.get(0));
    }

    @Test
    void oneLineThatEmptiesManyIsAQuestionAtOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            file("f" + i + ".txt", 85);
        }
        runs("for f in *.txt; do : > \"$f\"; done");
        assertEquals(
                List.of("this session has deleted 0 lines and would now delete 2,550 more; its budget is 2,000 lines"),
                asked);
    }

    @Test
    void whateverIsKnownBeforehandIsAskedAboutBeforehand() throws Exception {
        for (String line : List.of(": > f", "> f", "echo > f", "cat > f <<'X'\nnew\nX")) {
            assertEquals(1, firstAsked(line), line);
        }
    }

    @Test
    void whateverIsCountedAfterwardsIsAskedAboutByTheNextOne() throws Exception {
        for (String line : List.of(
                "truncate -s 0 f",
                "cp /dev/null f",
                "cp other f",
                "mv other f",
                "sed -i d f",
                "dd if=/dev/null of=f",
                "tee f </dev/null",
                "head -n 1 other > f",
                "sort -o f other",
                "ln -sf other f")) {
            assertEquals(2, firstAsked(line), line);
        }
    }

    /** The whole folder is kept, since it is not known what it writes. */
    @Test
    void whatAnArchiveOverwritesIsCountedToo() throws Exception {
        Files.writeString(work.resolve("f"), "one line\n");
        runs("tar cf other.tar f");
        assertEquals(2, firstAsked("tar xf other.tar"));
    }

    @Test
    void anOverwriteThatKeepsOrAddsLinesCostsNothing() throws Exception {
        for (String line : List.of(
                "sed -i s/line/word/ f",
                "echo more >> f",
                "tr a-z A-Z < f > g; cp g f",
                "sort -o f f",
                "seq 300 > f",
                "touch f")) {
            assertEquals(-1, firstAsked(line), line + asked);
        }
    }

    @Test
    void whatTheSessionMadeItselfIsFreeAndWhatWasTakenBackToo() throws Exception {
        for (int i = 0; i < 3; i++) {
            runs("seq 900 > mine");
            runs("sed -i d mine");
            runs("seq 900 > mine");
            runs(": > mine");
        }
        assertEquals(List.of(), asked);
        for (int i = 0; i < 3; i++) {
            file("f", 1_900);
            String call = runs("sed -i d f").call();
            assertTrue(agent.undo(call).ran());
        }
        assertEquals(List.of(), asked);
        assertEquals(1_900, Files.readAllLines(work.resolve("f")).size());
    }

    @Test
    void whatWasCountedIsWrittenDown() throws Exception {
        file("f", 100);
        String call = runs("sed -i 1,90d f").call();
        List<Effect> did =
                io.brattice.Chronicle.of(journal).call(call).orElseThrow().did();
        assertEquals(
                List.of(Verb.DELETE + " 90", Verb.UPDATE + " 90"),
                did.stream()
                        .filter(effect -> effect.resource().uri().equals("file:" + work.resolve("f") + "#lines"))
                        .map(effect -> effect.verb() + " " + effect.count())
                        .toList());
    }

    @Test
    void whatIsNoTextHasNoLines() throws Exception {
        Path bytes = Files.write(work.resolve("b"), new byte[] {1, 0, '\n', '\n', '\n'});
        assertEquals(java.util.Optional.empty(), LineCount.of(bytes, 100));
        assertEquals(java.util.Optional.of(3L), LineCount.ends(bytes, 100));
        assertEquals(java.util.Optional.empty(), LineCount.ends(bytes, 4));
        Path open = Files.writeString(work.resolve("o"), "a\nb");
        assertEquals(java.util.Optional.of(2L), LineCount.of(open, 100));
        assertEquals(2, LineCount.of("a\nb"));
        assertEquals(0, LineCount.of(""));
    }
}
