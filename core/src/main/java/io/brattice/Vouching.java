package io.brattice;

import io.brattice.approval.Approval;
import io.brattice.approval.People;
import io.brattice.approval.Person;
import io.brattice.approval.SignedAnswer;
import io.brattice.journal.Parked;
import io.brattice.policy.ApprovalTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who signed an answer, and whether that person counts: what the people know now, and nothing that the answer says of itself.
 */
final class Vouching {

    /** How far ahead of this gate's clock that of a signer may be. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String SIGNED = "ed25519:";

    private final Optional<People> people;
    private final boolean onlySigned;
    private final String ledger;

    Vouching(Optional<People> people, boolean onlySigned, String ledger) {
        this.people = people;
        this.onlySigned = onlySigned;
        this.ledger = ledger;
    }

    /** An answer whose signer is vouched for, or why there is none. */
    record Vouched(Optional<Person> person, String problem) {

        static Vouched by(Person person) {
            return new Vouched(Optional.of(person), "");
        }

        static Vouched nobody(String why) {
            return new Vouched(Optional.empty(), why);
        }
    }

    /** True where signed answers are taken at all. */
    boolean takesSigned() {
        return people.isPresent();
    }

    /** Who gave this answer to this question, now. */
    Vouched by(SignedAnswer answer, Parked parked, Instant now) {
        SignedAnswer.Content said = answer.content();
        if (people.isEmpty()) {
            return Vouched.nobody("this gate knows no people; build it with `.people(…)`");
        }
        if (!said.ledger().equals(ledger)) {
            return Vouched.nobody("it answers a question of another ledger");
        }
        if (!said.question().equals(parked.question())) {
            return Vouched.nobody("it answers another question");
        }
        Optional<People.Holder> found;
        try {
            found = people.get().key(said.key());
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return Vouched.nobody("nobody can be vouched for: " + Problem.line(e));
        }
        if (found == null || found.isEmpty()) {
            return Vouched.nobody("nobody here holds the key `" + Problem.clean(said.key()) + "`");
        }
        People.Holder holder = found.get();
        if (!answer.isSignedBy(holder.key())) {
            return Vouched.nobody("it is not signed with the key of `" + holder.name() + "`");
        }
        if (!Answers.isOne(holder.name(), said.name())) {
            return Vouched.nobody(
                    "it is signed by `" + holder.name() + "` in the name of `" + Problem.clean(said.name()) + "`");
        }
        return timely(said, holder, now)
                .or(() -> holder.objection(now))
                .map(Vouched::nobody)
                .orElseGet(() -> Vouched.by(holder.person()));
    }

    private static Optional<String> timely(SignedAnswer.Content said, People.Holder holder, Instant now) {
        if (!now.isBefore(said.expires())) {
            return Optional.of("the answer of `" + holder.name() + "` has expired at " + said.expires());
        }
        if (said.issued().isAfter(now.plus(AHEAD))) {
            return Optional.of(
                    "it was signed at " + said.issued() + ", and it is " + now + "; set the clocks of signer and gate");
        }
        return Optional.empty();
    }

    /** Why an answer that nobody signed does not count here; empty when it does. A no counts from anybody who may answer. */
    Optional<String> unsigned(Parked parked, Approval answer) {
        return onlySigned && answer.yes() && !parked.terms().roles().isEmpty()
                ? Optional.of("only a signed answer counts where roles are demanded")
                : Optional.empty();
    }

    /**
     * Those of the yeses that count now, with the roles that their people have now: what is revoked after it was given is gone.
     */
    List<Approval> standing(ApprovalTerms terms, List<Approval> yeses, Instant now) {
        if (people.isEmpty()) {
            return yeses;
        }
        List<Approval> standing = new ArrayList<>();
        for (Approval yes : yeses) {
            if (!isSigned(yes)) {
                if (!onlySigned || terms.roles().isEmpty()) {
                    standing.add(yes);
                }
                continue;
            }
            roles(yes, now)
                    .map(roles -> new Person(yes.by().name(), yes.by().authenticated(), roles))
                    .ifPresent(person ->
                            standing.add(new Approval(true, person, yes.why(), yes.question(), Optional.empty())));
        }
        return standing;
    }

    private Optional<Set<String>> roles(Approval yes, Instant now) {
        String key = yes.by().authenticated().substring(SIGNED.length());
        try {
            return people.flatMap(known -> known.key(key))
                    .filter(holder -> holder.key().id().equals(key))
                    .filter(holder -> Answers.isOne(holder.name(), yes.by().name()))
                    .filter(holder -> holder.objection(now).isEmpty())
                    .map(People.Holder::roles);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return Optional.empty();
        }
    }

    static boolean isSigned(Approval answer) {
        return answer.by().authenticated().startsWith(SIGNED);
    }
}
