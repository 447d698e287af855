package io.brattice.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.approval.Brief.Opening;
import io.brattice.policy.History;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BriefTest {

    private static final int WIDTH = 100;

    @Test
    void firstLineSaysWhatItWouldDoAndHowFarItCanBeTakenBack() {
        String text = Asked.wipedHome().brief().text(WIDTH, false);

        assertTrue(
                text.replaceAll(" *\\n *", " ")
                        .startsWith("would        !! IRREVERSIBLE !! It cannot be taken back."
                                + " It would delete 57,235 files (18.4 GB) in 4 places."),
                text);
    }

    @Test
    void factsOfTheWipedHomeFitInTwentyFiveLines() {
        String text = Asked.wipedHome().brief().text(WIDTH, false);

        assertTrue(text.indexOf("agent's own words") > 0);
        assertTrue(text.substring(0, text.indexOf("agent's own words")).lines().count() <= 25, text);
    }

    @Test
    void biggestEffectComesFirst() {
        List<String> effects = section(Asked.wipedHome().brief(), "effects").lines();

        assertEquals("rehearsed: exactly this, if it ran now", effects.get(0));
        assertEquals("delete file:/home/mira: 57,101 files, 18.4 GB, IRREVERSIBLE", effects.get(1));
    }

    @Test
    void whatIsNotShownIsCountedAndOpens() {
        Brief brief = Asked.wipedHome().brief();
        Opening preview = brief.openable().stream()
                .filter(one -> one.title().equals("preview"))
                .findFirst()
                .orElseThrow();
        List<String> full = brief.open(preview.number());

        assertEquals(333, full.size());
        assertTrue(
                brief.text(WIDTH, false).contains("and 328 more (11,446 characters): open " + preview.number()),
                brief.text(WIDTH, false));
        assertEquals(11_446, preview.characters());
        assertTrue(full.contains("/home/mira/photos/2019/IMG_1331.jpg"));
    }

    @Test
    void aPartThatIsNotThereCannotBeOpened() {
        assertThrows(
                IllegalArgumentException.class, () -> Asked.wipedHome().brief().open(99));
    }

    @Test
    void differencesToTheLastApprovedCallAreLoud() {
        Brief brief = Asked.of(Arguments.of("to", "order-2", "amount", 5, "memo", null))
                .approvedBefore(Arguments.of("to", "order-1", "amount", 5, "cc", "x"))
                .brief();

        assertEquals(
                List.of(
                        "/memo added: null",
                        "/to changed: now \"order-2\", last approved \"order-1\"",
                        "/cc removed: last approved \"x\""),
                section(brief, "changed").lines());
        assertTrue(brief.text(WIDTH, true).contains("\u001b[1;31mchanged"));
    }

    @Test
    void sameWordsWithAndWithoutColour() {
        Brief brief = Asked.wipedHome().brief();

        assertEquals(brief.text(WIDTH, false), brief.text(WIDTH, true).replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    @Test
    void attack34AgentsProseStaysBelowTheFactsBehindItsMargin() {
        List<String> lines =
                Asked.wipedHome().brief().text(WIDTH, false).lines().toList();
        int from = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("---- the agent's own words"))
                .findFirst()
                .orElseThrow());
        List<String> fenced = lines.subList(from + 1, lines.size() - 2);

        assertEquals(4, fenced.size());
        assertTrue(fenced.stream().allMatch(line -> line.startsWith("agent|       ")), fenced.toString());
        assertTrue(lines.subList(0, from).stream().noneMatch(line -> line.contains("CEO")));
    }

    @Test
    void attack35LookAlikesAreFlaggedAboveTheFactsAndNotShownAsTheyAre() {
        Brief brief = Asked.of(Arguments.of("to", "mira@\u0430pple.com")).brief();

        assertEquals(
                List.of("look-alike letters: U+0430 CYRILLIC SMALL LETTER A at 6 in /to, `mira@\\u{430}pple.com`"),
                section(brief, "warning").lines());
        assertEquals(
                List.of("/to = \"mira@\\u{430}pple.com\""),
                section(brief, "arguments").lines());
        assertEquals(2, section(brief, "warning").number());
    }

    @Test
    void attack36BidiOverridesAreWrittenOutAndFlagged() {
        assertFlagged("report\u202egpj.exe", "U+202E RIGHT-TO-LEFT OVERRIDE");
    }

    @Test
    void attack37ZeroWidthAndTagCharactersAreWrittenOutAndFlagged() {
        assertFlagged("pay\u200bpal", "U+200B ZERO WIDTH SPACE");
        assertFlagged("ok" + Character.toString(0xe0041), "U+E0041 TAG LATIN CAPITAL LETTER A");
    }

    @Test
    void attack38TerminalEscapesAndOverwritesAreWrittenOutAndFlagged() {
        assertFlagged("x\u001b[1A\u001b[2Kharmless", "U+001B ESCAPE");
        assertFlagged("rm -rf /\rls", "U+000D CARRIAGE RETURN (CR)");
        assertFlagged("x\b\b", "U+0008 BACKSPACE");
        assertFlagged("\u009d8;;http://evil\u009cclick", "U+009D OPERATING SYSTEM COMMAND");
    }

    @Test
    void attack39MarkupStaysPlainText() {
        String markup = "<button>Approve</button> <!channel> [ok](http://evil)";

        assertEquals(
                List.of("/a = \"" + markup + "\""),
                section(Asked.of(Arguments.of("a", markup)).brief(), "arguments")
                        .lines());
    }

    @Test
    void attack40WhatAChannelCannotShowInFullItCannotApprove() {
        Brief brief = Asked.of(Arguments.of("script", "x".repeat(700_000) + "; rm -rf ~"))
                .brief();
        String shown = brief.text(WIDTH, false);

        assertFalse(shown.contains("rm -rf"));
        assertTrue(shown.contains("699,702 characters more: open"), shown);
        assertFalse(brief.canBeShownInFull(100_000));
        assertEquals(brief.inFull().length() - 100_000, brief.notShown(100_000));
        assertTrue(brief.canBeShownInFull(brief.inFull().length()));
        assertTrue(brief.inFull().contains("; rm -rf ~\""));
    }

    @Test
    void attack41ManyItemsDeepNestingAndPayloadsBehindSpacesAreShownOrCounted() {
        Object deep = "bottom";
        for (int i = 0; i < 60; i++) {
            deep = Map.of("a", deep);
        }
        Arguments many = Arguments.of("items", Collections.nCopies(99_990, 7));
        Arguments spaces = Arguments.of("command", "ls" + " ".repeat(500_000) + "; rm -rf ~");

        assertTrue(Asked.of(Arguments.of("deep", deep)).brief().inFull().contains("= \"bottom\""));
        assertTrue(Asked.of(many).brief().text(WIDTH, false).contains("and 99,985 more ("));
        assertTrue(Asked.of(many).brief().inFull().contains("/items/99989 = 7\n"));
        assertTrue(Asked.of(spaces).brief().text(WIDTH, false).contains("\"ls\\u{20*500000}; rm -rf ~\""));
    }

    @Test
    void attack42OneChangedFieldAmongManyStandsOut() {
        Arguments before = Arguments.from(Map.of("a", 1, "b", 2, "c", 3, "d", "x.example"));
        Brief brief =
                Asked.of(before.with("d", "y.example")).approvedBefore(before).brief();

        assertEquals(
                List.of("/d changed: now \"y.example\", last approved \"x.example\""),
                section(brief, "changed").lines());
    }

    @Test
    void attack43UrgencyChangesNothingAboveTheFence() {
        Caller bot = Asked.BOT;
        String calm = Asked.of(Arguments.of("a", 1), bot, "please").brief().text(WIDTH, false);
        String urgent = Asked.of(Arguments.of("a", 1), bot, "URGENT: the CEO asked")
                .brief()
                .text(WIDTH, false);

        assertEquals(calm.substring(0, calm.indexOf("----")), urgent.substring(0, urgent.indexOf("----")));
    }

    @Test
    void attack44EveryChannelShowsTheSameQuestionDigest() {
        Question question = Asked.wipedHome().question();

        assertTrue(
                question.brief().text(WIDTH, false).contains(question.digest().shortForm()));
        assertFalse(question.brief().inFull().contains(question.digest().shortForm()));
    }

    @Test
    void everyLeafIsInTheFullBrief() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            Arguments arguments = Arguments.of(
                    Hostile.wellFormed(random, 4),
                    Hostile.wellFormed(random, 200),
                    "z" + i,
                    List.of(i, Hostile.wellFormed(random, 5), Map.of(), List.of()));
            String full = Asked.of(arguments).brief().inFull();
            int at = i;
            arguments.forEachLeaf((pointer, value) -> {
                String shown = value instanceof String text ? VisibleText.quoted(text) : String.valueOf(value);
                String line = "arguments: " + VisibleText.name(pointer) + " = " + shown + "\n";
                assertTrue(full.contains(line), () -> "seed " + seed + " case " + at + ": " + line);
            });
        }
    }

    @Test
    void nothingActsAndNoLineIsTooWideWhateverTheTexts() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        int cases = Boolean.getBoolean("brattice.long") ? 20_000 : 4_000;
        for (int i = 0; i < cases; i++) {
            int width = 40 + random.nextInt(100);
            Brief brief = Asked.of(
                            Arguments.of(Hostile.wellFormed(random, 4), Hostile.wellFormed(random, 40)),
                            Asked.BOT.tainted(Hostile.wellFormed(random, 4)),
                            Hostile.wellFormed(random, 12))
                    .with(Preview.exact(
                            List.of(Effect.of(
                                    Verb.DELETE, Resource.tool(Hostile.text(random, 4)), Reversibility.IRREVERSIBLE)),
                            Digest.of("x"),
                            Hostile.text(random, 12)))
                    .undoneBy("by hand: " + Hostile.wellFormed(random, 5))
                    .brief();
            String text = brief.text(width, false);
            String where = "seed " + seed + " case " + i + "\n" + text;
            assertFalse(Hostile.acts(text.replace("\n", "")), where);
            assertTrue(text.lines().allMatch(line -> Columns.of(line) <= width), where);
            assertFalse(Hostile.acts(brief.inFull().replace("\n", "")), where);
        }
    }

    @Test
    void whatWasDoneLatelyAndEarlierNoesAndWhoAnsweredAreShown() {
        Question plain = Asked.of(Arguments.none()).question();
        Effect delete = Effect.of(Verb.DELETE, new Resource("file:/srv/db"), Reversibility.IRREVERSIBLE);
        Question asked = new Question(
                        plain.ticket(),
                        plain.call(),
                        plain.assessment(),
                        plain.preview(),
                        plain.verdict(),
                        plain.policy(),
                        plain.tool(),
                        plain.undo(),
                        List.of(new History.Past(
                                "c-0",
                                "s-1",
                                "shell",
                                Asked.NOW,
                                List.of(delete),
                                Reversibility.IRREVERSIBLE,
                                History.State.DONE)),
                        List.of(new History.Refusal(
                                Verb.DELETE,
                                delete.resource(),
                                Reversibility.IRREVERSIBLE,
                                Asked.NOW,
                                Asked.NOW.plusSeconds(60),
                                "mira",
                                "not\nnow")),
                        plain.approved(),
                        plain.answered(),
                        plain.asked(),
                        plain.answerBy())
                .answeredBy(Approval.yes(plain, new Person("noor", "terminal", Set.of()), ""));
        Brief brief = asked.brief();

        assertEquals(
                List.of("2026-11-21T10:00:00Z shell done, IRREVERSIBLE: delete 1 file of file:/srv/db (call c-0)"),
                section(brief, "lately").lines());
        assertEquals(
                List.of("2026-11-21T10:00:00Z \"mira\" refused to delete file:/srv/db, IRREVERSIBLE: not\\nnow"),
                section(brief, "earlier no").lines());
        assertTrue(section(brief, "terms").lines().get(0).contains("yes so far from \"noor\""));
        assertTrue(section(brief, "would").lines().get(0).endsWith("It would run shell; what that does is not known."));
    }

    @Test
    void wrappingDropsNothing() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 5_000; i++) {
            String text = VisibleText.line(Hostile.text(random, 40));
            assertEquals(text, String.join("", Columns.wrap(text, 20)));
        }
    }

    @Test
    void theLargestQuestionsAreLaidOutWithinASecond() {
        Arguments megabyte = Arguments.of("a", "\u0430b\"".repeat(150_000));
        Arguments items = Arguments.of("a", Collections.nCopies(99_990, "x\n"));
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < 57_235; i++) {
            effects.add(Effect.of(Verb.DELETE, new Resource("file:/home/f" + i), Reversibility.IRREVERSIBLE));
        }
        Preview preview = Preview.exact(effects, Digest.of("x"), "");

        for (Asked asked : List.of(
                Asked.of(megabyte),
                Asked.of(items),
                Asked.of(Arguments.none()).with(preview),
                Asked.of(Arguments.none(), Asked.BOT, "\u202e\n".repeat(8_000)))) {
            Question question = asked.question();
            assertTrue(length(Brief.of(question)) > 0); // warms up
            long before = cpu();
            int length = length(Brief.of(question));
            Duration taken = Duration.ofNanos(cpu() - before);
            assertTrue(taken.compareTo(Duration.ofSeconds(1)) < 0, () -> length + " characters took " + taken);
        }
    }

    private static int length(Brief brief) {
        return brief.text(WIDTH, false).length() + brief.inFull().length();
    }

    /** Of this thread, so that a busy machine does not fail the test. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void assertFlagged(String text, String name) {
        Brief brief = Asked.of(Arguments.of("a", text)).brief();

        assertTrue(section(brief, "warning").lines().get(0).startsWith("hidden characters: " + name), brief.toString());
        assertFalse(Hostile.acts(brief.text(WIDTH, false).replace("\n", "")));
        assertEquals(
                List.of("/a = " + VisibleText.quoted(text)),
                section(brief, "arguments").lines());
    }

    private static Brief.Section section(Brief brief, String title) {
        return brief.sections().stream()
                .filter(section -> section.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no `" + title + "` in\n" + brief));
    }
}
