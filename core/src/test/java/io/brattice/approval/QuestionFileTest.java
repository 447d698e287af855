package io.brattice.approval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.History;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuestionFileTest {

    private static final long SEED = Long.getLong("brattice.seed", 20261125L);

    @Test
    void whatIsReadIsWhatWasWritten() {
        Question question = everything("a\u202eb");
        QuestionFile file = new QuestionFile("l-1", question);
        QuestionFile read = QuestionFile.read(file.bytes());
        assertArrayEquals(file.bytes(), read.bytes());
        assertEquals(question.digest(), read.question().digest());
        assertEquals(question.brief().inFull(), read.question().brief().inFull());
        assertEquals(question.brief().text(100, true), read.question().brief().text(100, true));
        assertEquals("l-1", read.ledger());
    }

    @Test
    void argumentsAreCarriedInFull() {
        String long700 = "x".repeat(700 << 10);
        Question question = Asked.of(Arguments.of("content", long700)).question();
        assertEquals(
                Optional.of(long700),
                QuestionFile.read(new QuestionFile("", question).bytes())
                        .question()
                        .call()
                        .arguments()
                        .string("content"));
    }

    @Test
    void hostileArgumentsComeBackAsTheyWere() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 300; i++) {
            Question question = everything("x" + Hostile.wellFormed(random, 12));
            QuestionFile read = QuestionFile.read(new QuestionFile("l", question).bytes());
            assertEquals(question.digest(), read.question().digest(), "seed " + SEED);
            assertEquals(question.brief().inFull(), read.question().brief().inFull(), "seed " + SEED);
        }
    }

    @Test
    void whoHasAnsweredIsNotCarriedSinceAnybodyCouldHaveWrittenIt() {
        Question question = Asked.wipedHome().question();
        Approval yes = Approval.yes(question, new Person("vera", "test", Set.of("boss")), "");
        QuestionFile file = new QuestionFile("l", question.answeredBy(yes));
        assertEquals(List.of(), QuestionFile.read(file.bytes()).question().answered());
        assertEquals(List.of(yes), file.answered(List.of(yes)).answered());
    }

    @Test
    void aFileThatWasChangedAnywhereIsNotReadOrIsAnotherQuestion() {
        Random random = new Random(SEED);
        QuestionFile file = new QuestionFile("l-1", everything("plain"));
        byte[] bytes = file.bytes();
        int read = 0;
        for (int i = 0; i < 400; i++) {
            byte[] changed = bytes.clone();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) (' ' + random.nextInt(95));
            if (changed[at] == bytes[at]) {
                continue;
            }
            try {
                Question other = QuestionFile.read(changed).question();
                read++;
                assertEquals(
                        other.digest().equals(file.question().digest()),
                        other.brief().sections().stream()
                                .filter(section -> !section.title().equals("terms"))
                                .toList()
                                .equals(file.question().brief().sections().stream()
                                        .filter(section -> !section.title().equals("terms"))
                                        .toList()),
                        "seed " + SEED + ", at " + at);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
            }
        }
        assertTrue(read < 100, "seed " + SEED + ": " + read);
    }

    @Test
    void anotherCallUnderTheOldDigestIsNotRead() {
        String text = new String(
                new QuestionFile("l", Asked.of(Arguments.of("command", "rm a")).question()).bytes(),
                StandardCharsets.UTF_8);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> QuestionFile.read(text.replace("rm a", "rm b").getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "the question file was changed: it holds another question than the one it names;"
                        + " pass the file as it was made",
                refused.getMessage());
    }

    @Test
    void aLaterVersionAnUnknownMemberAndAMissingOneAreNotRead() {
        String text = new String(new QuestionFile("l", Asked.wipedHome().question()).bytes(), StandardCharsets.UTF_8);
        for (String changed : List.of(
                text.replace("\"version\":1", "\"version\":2"),
                text.replace("{\"answerBy\"", "{\"also\":1,\"answerBy\""),
                text.replace("\"lately\":[],", ""),
                text.replace("\"brattice\":\"question\"", "\"brattice\":\"answer\""),
                "[]",
                "",
                text + "{}")) {
            assertNotEquals(text, changed);
            assertThrows(
                    IllegalArgumentException.class, () -> QuestionFile.read(changed.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void whatLaysItOutAnewDoesNotChangeIt() {
        QuestionFile file = new QuestionFile("l", Asked.wipedHome().question());
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        String laidOut = "\n  " + text.replaceFirst("\\{", "{\n  ").replace(",\"ask", ",\n   \"ask") + "\r\n";
        assertArrayEquals(
                file.bytes(),
                QuestionFile.read(laidOut.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    @Test
    void whatIsTooLargeOrHasNoUtf8FormIsNotCarried() {
        Question large = Asked.of(Arguments.of("content", "x".repeat(700 << 10)))
                .with(Preview.exact(List.of(), Digest.of("s"), "y".repeat(500 << 10)))
                .question();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new QuestionFile("l", large).bytes())
                .getMessage()
                .endsWith("answer it where it was asked"));
        Question halved = Asked.of(Arguments.none())
                .with(Preview.exact(List.of(), Digest.of("s"), "\ud800"))
                .question();
        assertThrows(IllegalArgumentException.class, () -> new QuestionFile("l", halved).bytes());
        assertThrows(IllegalArgumentException.class, () -> QuestionFile.read(new byte[QuestionFile.MAX_BYTES + 1]));
        assertThrows(IllegalArgumentException.class, () -> QuestionFile.read(new byte[] {(byte) 0xff}));
    }

    /** Nothing left out: every field has something in it. */
    static Question everything(String odd) {
        Effect effect = new Effect(
                Verb.DELETE, new Resource("file:/w/a b"), 3, 40, Reversibility.REVERSIBLE, Reversibility.IRREVERSIBLE);
        Assessment assessment = new Assessment(
                List.of(effect),
                true,
                Reversibility.REVERSIBLE,
                Reversibility.IRREVERSIBLE,
                Set.of(new Safeguard("files.kept", "it is kept " + odd), new Safeguard("b", "c")),
                List.of("because", odd));
        Caller caller = new Caller(
                Caller.Kind.AGENT,
                "acme",
                "bot",
                "s-1",
                Optional.of("olga"),
                Set.of("r2", "r1"),
                Optional.of("s-0"),
                Set.of("web:x", "a"));
        Instant now = Instant.parse("2026-11-21T10:00:00.123456Z");
        List<History.Past> lately = new ArrayList<>();
        for (History.State state : History.State.values()) {
            lately.add(new History.Past(
                    "c-0", "s-9", "shell", now, List.of(effect, effect), Reversibility.RECOVERABLE, state));
        }
        return new Question(
                "t-1",
                new ToolCall("c-1", "shell", Arguments.of("command", odd, "n", 1.5), caller, "please " + odd),
                assessment,
                new Preview(List.of(effect), Preview.Fidelity.PARTIAL, Digest.of("state"), "a\nb\t" + odd),
                new Verdict(
                        Decision.ESCALATE,
                        List.of(new Reason("one", "two"), new Reason("three", odd)),
                        Optional.of(new ApprovalTerms(
                                2,
                                Set.of("sre", "dba"),
                                true,
                                Duration.ofMinutes(61),
                                Duration.ofSeconds(90),
                                Duration.ofMillis(5),
                                Set.of("#ops"))),
                        "do less"),
                Digest.of("policy"),
                Digest.of("tool"),
                "put back " + odd,
                lately,
                List.of(new History.Refusal(
                        Verb.DELETE,
                        new Resource("file:/w"),
                        Reversibility.IRREVERSIBLE,
                        now,
                        now.plusSeconds(9),
                        "vera",
                        "no " + odd)),
                Optional.of(Arguments.of("command", "ls")),
                List.of(),
                now,
                now.plusSeconds(3660));
    }
}
