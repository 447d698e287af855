package io.brattice.shell.containment.honest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.shell.containment.honest.Tree.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as a difference, and what does not. */
class ComparisonTest {

    private static final Node FILE = new Node("100644 0:0", "a");
    private static final Tree TREE = new Tree(Map.of("file", FILE));

    private static Outcome outcome(int exit, String out, String err, Tree tree) {
        return new Outcome(exit, Normal.of(out), Normal.of(err), tree, Duration.ZERO);
    }

    private static Outcome out(String out) {
        return outcome(0, out, "", TREE);
    }

    private static List<String> differences(Outcome one, Outcome two, Outcome other) {
        return Comparison.differences(List.of(one, two), other);
    }

    @Test
    void theSameIsNoDifference() {
        Outcome same = outcome(3, "a\n", "b\n", TREE);
        assertEquals(List.of(), differences(same, same, same));
    }

    @Test
    void anotherExitStatusIsOne() {
        Outcome fine = outcome(0, "", "", TREE);
        assertEquals(List.of("exit: bare [0], then 1"), differences(fine, fine, outcome(1, "", "", TREE)));
    }

    @Test
    void aLineMoreOrLessIsOne() {
        assertEquals(
                List.of("stdout lacks `b`", "stdout has `c`"),
                differences(out("a\nb\n"), out("a\nb\n"), out("a\nc\n")));
        assertEquals(List.of("stdout has `b`"), differences(out("a\n"), out("a\n"), out("a\nb\n")));
        assertEquals(List.of("stderr has `warning`"), differences(out(""), out(""), outcome(0, "", "warning\n", TREE)));
    }

    @Test
    void anotherOrderOfWhatJobsTellIsNone() {
        Outcome bare = outcome(0, "", "compiling a\ncompiling b\n", TREE);
        assertEquals(List.of(), differences(bare, bare, outcome(0, "", "compiling b\ncompiling a\n", TREE)));
        assertEquals(
                List.of("stderr: the same lines in another order or number"),
                differences(bare, bare, outcome(0, "", "compiling a\ncompiling b\ncompiling b\n", TREE)));
    }

    @Test
    void anotherOrderIsOneWhereTheBareRunsAgree() {
        assertEquals(
                List.of("stdout: the same lines in another order or number"),
                differences(out("a\nb\n"), out("a\nb\n"), out("b\na\n")));
        assertEquals(List.of(), differences(out("a\nb\nc\n"), out("b\na\nc\n"), out("c\nb\na\n")));
    }

    @Test
    void aLineInWhichBareRunsDifferMayBeAnyOther() {
        assertEquals(List.of(), differences(out("a\npid 1\n"), out("a\npid 2\n"), out("a\npid 3\n")));
        assertEquals(
                List.of("stdout has `pid 3`", "stdout has `more`"),
                differences(out("a\npid 1\n"), out("a\npid 2\n"), out("a\npid 3\nmore\n")).stream()
                        .sorted((x, y) -> y.compareTo(x))
                        .toList());
        assertEquals(List.of("stdout lacks `a`"), differences(out("a\n1\n"), out("a\n2\n"), out("3\n")));
    }

    @Test
    void timesAndAddressesAndNumbersOfProcessesAreNotLookedAt() {
        assertEquals(List.of(), differences(out("in 0.52s\n"), out("in 0.52s\n"), out("in 1.3 s\n")));
        assertEquals(
                List.of(),
                differences(out("at 0x7ffe12345678\n"), out("at 0x7ffe12345678\n"), out("at 0x55d012345678\n")));
        assertEquals(List.of(), differences(out("==12== x\n"), out("==12== x\n"), out("==7== x\n")));
        assertEquals(
                List.of("stdout lacks `in 3 parts`", "stdout has `in 4 parts`"),
                differences(out("in 3 parts\n"), out("in 3 parts\n"), out("in 4 parts\n")));
    }

    @Test
    void whatLiesInTheFolderCounts() {
        Outcome one = outcome(0, "", "", TREE);
        assertEquals(
                List.of("the folder lacks `file`", "the folder has `other`"),
                differences(one, one, outcome(0, "", "", new Tree(Map.of("other", FILE)))));
        assertEquals(
                List.of("another content `file`"),
                differences(one, one, outcome(0, "", "", new Tree(Map.of("file", new Node("100644 0:0", "b"))))));
        assertEquals(
                List.of("another mode or owner ([100644 0:0], then 100600 0:0) `file`"),
                differences(one, one, outcome(0, "", "", new Tree(Map.of("file", new Node("100600 0:0", "a"))))));
    }

    @Test
    void aNameOrContentThatIsAnotherAtEachRunMayBeAnyOther() {
        Outcome one = outcome(0, "", "", new Tree(Map.of("tmp1", FILE, "log", new Node("100644 0:0", "1"))));
        Outcome two = outcome(0, "", "", new Tree(Map.of("tmp2", FILE, "log", new Node("100644 0:0", "2"))));
        Outcome other = outcome(0, "", "", new Tree(Map.of("tmp3", FILE, "log", new Node("100644 0:0", "3"))));
        assertEquals(List.of(), differences(one, two, other));
    }
}
