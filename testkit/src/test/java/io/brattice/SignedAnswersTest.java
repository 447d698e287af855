package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.KnownPeople.Signer;
import io.brattice.action.Arguments;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.People;
import io.brattice.approval.Question;
import io.brattice.approval.SignedAnswer;
import io.brattice.journal.Entry;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.ScriptedApprover;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Answers that carry their own proof, and everything that somebody might try with one. */
class SignedAnswersTest extends Scene {

    private final KnownPeople people = new KnownPeople();
    private final Signer vera = people.add("vera", "sre");
    private final Signer omar = people.add("omar", "dba");
    private final FakeTool tool = grave("wipe");

    private GateBuilder asking(ApprovalTerms terms) {
        Policy demanding = evidence -> Verdict.escalate("test.terms", "asked", terms);
        return builder().policy(demanding).people(people).patience(Duration.ZERO);
    }

    private Gate parkingWith(ApprovalTerms terms) throws JournalException {
        return keep(asking(terms).build());
    }

    private static ApprovalTerms one() {
        return ApprovalTerms.onePerson();
    }

    private Question ask(Gate gate) {
        pending(agent(gate).call(tool, none()));
        return question();
    }

    private Instant now() {
        return clock.instant();
    }

    private void assertNot(String why, Answered answered) throws JournalException {
        assertFalse(answered.counted(), answered::toString);
        assertEquals(why, answered.why());
        Entry last = journal.entries().get(journal.entries().size() - 1);
        assertEquals(
                why,
                last.kind() == Entry.Kind.ANSWERED
                        ? last.body().string("note").orElseThrow()
                        : last.body().string("why").orElseThrow());
        assertEquals(0, tool.runs());
    }

    @Test
    void aSignedYesLetsTheCallRunOnceInTheNameOfItsPerson() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        byte[] yes = vera.yes(question, ledger, now());
        Answered answered = gate.answer(yes);
        assertEquals(
                new Answered(Optional.of(question.ticket()), true, "", Optional.of(Parked.State.APPROVED)), answered);
        ran(gate.resume(question.ticket()));
        assertEquals(1, tool.runs());
        Entry entry = journal.entries().stream()
                .filter(one -> one.kind() == Entry.Kind.ANSWERED)
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of("vera"), entry.body().string("by"));
        assertEquals(Optional.of("ed25519:" + vera.key().id()), entry.body().string("authenticated"));
        assertEquals(Optional.of(List.of("sre")), entry.body().get("roles"));
    }

    @Test
    void aSignedNoEndsTheQuestionAndAnEditIsProposed() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        byte[] edit = omar.answer(
                question,
                ledger,
                now(),
                Approval.edit(question, ScriptedApprover.person("omar"), Arguments.of("less", true), "smaller"));
        assertTrue(gate.answer(edit).counted());
        assertEquals(
                Optional.of(Arguments.of("less", true)),
                refused(gate.resume(question.ticket())).proposed());
        assertEquals(0, tool.runs());
    }

    @Test
    void anAnswerThatWasUsedCountsNoMore() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        byte[] yes = vera.yes(question, ledger, now());
        assertTrue(gate.answer(yes).counted());
        assertFalse(gate.answer(yes).counted(), "before it is used");
        ran(gate.resume(question.ticket()));
        Answered again = gate.answer(yes);
        assertFalse(again.counted());
        clock.advance(Duration.ofHours(2));
        pending(agent(gate).call(tool, none())); // an equal call, asked anew
        assertFalse(gate.answer(yes).counted(), "for the next question about the same call");
        assertEquals(1, tool.runs());
    }

    @Test
    void theSameAnswerTwiceIsOnePerson() throws Exception {
        Gate gate = parkingWith(ApprovalTerms.people(2));
        Question question = ask(gate);
        assertTrue(gate.answer(vera.yes(question, ledger, now())).counted());
        assertNot(
                "`vera` has answered already, another person is needed",
                gate.answer(vera.yes(question, ledger, now())));
        assertTrue(gate.answer(omar.yes(question, ledger, now())).counted());
        ran(gate.resume(question.ticket()));
    }

    @Test
    void twoKeysOfOneHumanAreOnePerson() throws Exception {
        Signer second = Signer.named("Vera");
        people.set(
                second,
                new People.Holder(
                        "VERA\u200b",
                        Set.of("dba"),
                        second.key(),
                        KnownPeople.FROM,
                        KnownPeople.UNTIL,
                        Optional.empty()));
        Gate gate = parkingWith(ApprovalTerms.people(2));
        Question question = ask(gate);
        assertTrue(gate.answer(vera.yes(question, ledger, now())).counted());
        assertFalse(gate.answer(second.yes(question, ledger, now())).counted());
        assertEquals(0, tool.runs());
    }

    @Test
    void aKeyThatChangesItsNameIsTheSamePerson() throws Exception {
        Gate gate = parkingWith(ApprovalTerms.people(2));
        Question question = ask(gate);
        assertTrue(gate.answer(vera.yes(question, ledger, now())).counted());
        people.set(
                vera,
                new People.Holder(
                        "ursula", Set.of("sre"), vera.key(), KnownPeople.FROM, KnownPeople.UNTIL, Optional.empty()));
        Signer renamed = new Signer("ursula", vera.pair());
        assertNot(
                "the key of `ursula` has answered already, another person is needed",
                gate.answer(renamed.yes(question, ledger, now())));
    }

    @Test
    void whoIsRevokedBetweenQuestionAndAnswerDoesNotCount() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        byte[] yes = vera.yes(question, ledger, now());
        people.revoke(vera, now());
        assertNot("the key of `vera` is revoked since 2026-01-01T00:00:00Z", gate.answer(yes));
    }

    @Test
    void whoIsRevokedAfterTheAnswerNoLongerLetsTheCallRun() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        assertTrue(gate.answer(vera.yes(question, ledger, now())).counted());
        people.revoke(vera, now());
        Outcome.Pending anew = pending(gate.resume(question.ticket()));
        assertFalse(anew.ticket().equals(question.ticket()));
        assertEquals(0, tool.runs());
    }

    @Test
    void oneOfTwoWhoIsRevokedBeforeTheOtherAnswersIsMissing() throws Exception {
        Gate gate = parkingWith(ApprovalTerms.people(2));
        Question question = ask(gate);
        assertTrue(gate.answer(vera.yes(question, ledger, now())).counted());
        people.revoke(vera, now());
        assertEquals(
                Optional.of(Parked.State.WAITING),
                gate.answer(omar.yes(question, ledger, now())).state());
        Signer third = people.add("tess");
        assertEquals(
                Optional.of(Parked.State.APPROVED),
                gate.answer(third.yes(question, ledger, now())).state());
    }

    @Test
    void rolesAreThoseThatThePeopleKnowNow() throws Exception {
        Gate gate = keep(asking(one().roles("dba")).build());
        Question question = ask(gate);
        Answered vera1 = gate.answer(vera.yes(question, ledger, now()));
        assertEquals(Optional.of(Parked.State.WAITING), vera1.state(), "vera is no dba");
        assertEquals(
                Optional.of(Parked.State.APPROVED),
                gate.answer(omar.yes(question, ledger, now())).state());
    }

    @Test
    void rolesThatAnAnswerClaimsAreNotRead() {
        String text = new String(vera.yes(questionFrom("t-1"), ledger, now()), StandardCharsets.UTF_8);
        byte[] claiming = text.replace("\"why\"", "\"roles\":[\"dba\"],\"why\"").getBytes(StandardCharsets.UTF_8);
        assertThrows(IllegalArgumentException.class, () -> SignedAnswer.read(claiming));
    }

    private Question questionFrom(String unused) {
        try {
            return ask(parkingWith(one()));
        } catch (JournalException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void onlyASignedYesCountsWhereRolesAreDemandedWhateverTheChannelClaims() throws Exception {
        approver.silent();
        Gate gate = keep(asking(one().roles("dba")).onlySigned().build());
        Question question = ask(gate);
        Approval claimed = Approval.yes(question, ScriptedApprover.person("olaf", "dba"), "");
        assertFalse(gate.answer(question.ticket(), claimed));
        assertEquals(
                Optional.of("only a signed answer counts where roles are demanded"),
                journal.entries().get(journal.entries().size() - 1).body().string("note"));
        assertTrue(gate.answer(omar.yes(question, ledger, now())).counted());
        ran(gate.resume(question.ticket()));
    }

    @Test
    void anApproverThatClaimsRolesEndsTheQuestionInsteadOfApproving() throws Exception {
        approver.yes("olaf", "dba");
        Gate gate = keep(asking(one().roles("dba"))
                .onlySigned()
                .patience(Duration.ofSeconds(10))
                .build());
        assertRefusedBy("approval.silence", agent(gate).call(tool, none()));
        assertEquals(0, tool.runs());
    }

    @Test
    void withoutRolesTheApproverIsHeardAsBefore() throws Exception {
        approver.yes("olaf");
        Gate gate =
                keep(asking(one()).onlySigned().patience(Duration.ofSeconds(10)).build());
        ran(agent(gate).call(tool, none()));
    }

    @Test
    void theCallerAndWhomItActsForDoNotCountWithAKeyEither() throws Exception {
        Signer bot = people.add("bot", "sre", "dba");
        Signer olga = people.add("olga", "sre", "dba");
        Gate gate = parkingWith(ApprovalTerms.people(2));
        Question question = ask(gate);
        assertNot("the caller cannot answer its own question", gate.answer(bot.yes(question, ledger, now())));
        assertNot(
                "the call is made for `olga`, another person is needed",
                gate.answer(olga.yes(question, ledger, now())));
    }

    @Test
    void aKeyThatNobodyHoldsCountsForNothing() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        Signer agents = Signer.named("vera"); // the agent's own key, in her name
        assertNot(
                "nobody here holds the key `" + agents.key().id() + "`",
                gate.answer(agents.yes(question, ledger, now())));
    }

    @Test
    void aSignatureInTheNameOfAnotherCountsForNothing() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        Approval yes = Approval.yes(question, ScriptedApprover.person("x"), "");
        SignedAnswer.Content asVera = vera.content(yes, question.ticket(), ledger, now(), now().plusSeconds(60));
        assertNot("it is not signed with the key of `vera`", gate.answer(omar.signed(asVera)));
        Signer posing = new Signer("vera", omar.pair());
        assertNot("it is signed by `omar` in the name of `vera`", gate.answer(posing.yes(question, ledger, now())));
    }

    @Test
    void anAnswerToAnotherQuestionOrOfAnotherLedgerCountsForNothing() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        pending(agent(gate).call(tool, Arguments.of("other", 1)));
        Question other = question();
        Approval toOther = Approval.yes(other, ScriptedApprover.person("vera"), "");
        assertNot(
                "it answers another question",
                gate.answer(
                        vera.signed(vera.content(toOther, question.ticket(), ledger, now(), now().plusSeconds(60)))));
        assertNot("it answers a question of another ledger", gate.answer(vera.yes(question, Ledger.inMemory(), now())));
        assertNot(
                "there is no question `t-none`",
                gate.answer(vera.signed(vera.content(toOther, "t-none", ledger, now(), now().plusSeconds(60)))));
    }

    @Test
    void anExpiredAnswerCountsForNothingAlsoWhenTheClockIsSetBack() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        byte[] yes = vera.signed(vera.content(
                Approval.yes(question, ScriptedApprover.person("vera"), ""),
                question.ticket(),
                ledger,
                now(),
                now().plusSeconds(60)));
        clock.advance(Duration.ofSeconds(60));
        assertNot("the answer of `vera` has expired at 2026-01-01T00:01:00Z", gate.answer(yes));
        clock.step(Duration.ofMinutes(-30));
        assertNot("the answer of `vera` has expired at 2026-01-01T00:01:00Z", gate.answer(yes));
    }

    @Test
    void anAnswerFromTheFutureCountsForNothing() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        Answered answered = gate.answer(vera.yes(question, ledger, now().plus(Duration.ofMinutes(6))));
        assertEquals(
                "it was signed at 2026-01-01T00:06:00Z, and it is 2026-01-01T00:00:00Z;"
                        + " set the clocks of signer and gate",
                answered.why());
        assertTrue(gate.answer(vera.yes(question, ledger, now().plus(Duration.ofMinutes(4))))
                .counted());
    }

    @Test
    void anAnswerAfterTheTimeToAnswerCountsForNothing() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        clock.advance(Duration.ofHours(1));
        byte[] late = vera.yes(question, ledger, now());
        assertFalse(gate.answer(late).counted());
        clock.step(Duration.ofHours(-1));
        assertFalse(gate.answer(late).counted());
        assertEquals(0, tool.runs());
    }

    @Test
    void aKeyCountsFromItsDayOnAndUntilItsDay() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        people.set(
                vera,
                new People.Holder(
                        "vera", Set.of(), vera.key(), now().plusSeconds(1), KnownPeople.UNTIL, Optional.empty()));
        assertFalse(gate.answer(vera.yes(question, ledger, now())).counted());
        people.set(vera, new People.Holder("vera", Set.of(), vera.key(), KnownPeople.FROM, now(), Optional.empty()));
        assertFalse(gate.answer(vera.yes(question, ledger, now())).counted());
        people.set(
                vera, new People.Holder("vera", Set.of(), vera.key(), now(), now().plusSeconds(1), Optional.empty()));
        assertTrue(gate.answer(vera.yes(question, ledger, now())).counted());
    }

    @Test
    void peopleThatCannotBeLookedUpVouchForNobody() throws Exception {
        Gate gate = parkingWith(one());
        Question question = ask(gate);
        people.fail(new IllegalStateException("the file is gone"));
        assertNot(
                "nobody can be vouched for: IllegalStateException: the file is gone",
                gate.answer(vera.yes(question, ledger, now())));
        people.fail(null);
        assertTrue(gate.answer(vera.yes(question, ledger, now())).counted());
    }

    @Test
    void peopleWhoAnswerWithAnotherKeyVouchForNobody() throws Exception {
        People lying = new People() {
            @Override
            public Optional<Holder> key(String id) {
                return people.key(omar.key().id());
            }

            @Override
            public List<Holder> named(String name) {
                return List.of();
            }
        };
        Gate gate = keep(asking(one()).people(lying).build());
        Question question = ask(gate);
        assertFalse(gate.answer(vera.yes(question, ledger, now())).counted());
    }

    @Test
    void withoutPeopleNoSignedAnswerCounts() throws Exception {
        Gate gate = parking();
        Question question = ask(gate);
        assertNot(
                "this gate knows no people; build it with `.people(…)`",
                gate.answer(vera.yes(question, ledger, now())));
    }

    @Test
    void onlySignedAnswersWithoutPeopleIsNoGate() {
        assertThrows(IllegalStateException.class, () -> builder().onlySigned().build());
    }

    @Test
    void whatIsNoAnswerIsSaidToBeNone() throws Exception {
        Gate gate = parkingWith(one());
        ask(gate);
        for (String text : List.of("", "{}", "yes", "{\"brattice\":\"answer\"}", "\u0000", "[".repeat(10_000))) {
            Answered answered = gate.answer(text.getBytes(StandardCharsets.UTF_8));
            assertFalse(answered.counted());
            assertEquals(Optional.empty(), answered.ticket());
            assertEquals(1, answered.why().lines().count(), answered.why());
        }
        assertTrue(gate.answer(new byte[2 << 20]).why().startsWith("the signed answer: 2097152 bytes"));
        assertEquals(0, tool.runs());
    }

    @Test
    void elsewhereAsksNobodyHere() throws Exception {
        Gate gate = keep(builder()
                .approver(Approver.elsewhere())
                .people(people)
                .patience(Duration.ZERO)
                .build());
        Outcome.Pending waiting = pending(agent(gate).call(tool, none()));
        assertEquals(1, gate.waiting().size());
        assertInstanceOf(Outcome.Pending.class, gate.resume(waiting.ticket()));
    }
}
