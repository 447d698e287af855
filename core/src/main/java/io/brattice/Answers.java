package io.brattice;

import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.approval.Approval;
import io.brattice.approval.Person;
import io.brattice.journal.Parked;
import io.brattice.policy.ApprovalTerms;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether an answer counts, and whether there are enough of them. Pure. */
final class Answers {

    private Answers() {}

    /** Why this answer does not count for this question; empty when it does. */
    static Optional<String> problem(Parked parked, Digest question, Approval answer) {
        Caller caller = parked.call().caller();
        String who = name(answer.by().name());
        if (!answer.question().equals(question)) {
            return Optional.of("it answers another question");
        }
        if (caller.kind() != Caller.Kind.PERSON && who.equals(name(caller.name()))) {
            return Optional.of("the caller cannot answer its own question");
        }
        if (!answer.yes()) {
            return Optional.empty();
        }
        if (parked.answers().stream()
                .anyMatch(earlier -> name(earlier.by().name()).equals(who))) {
            return Optional.of("`" + answer.by().name() + "` has answered already, another person is needed");
        }
        if (Vouching.isSigned(answer)
                && parked.answers().stream()
                        .anyMatch(earlier ->
                                earlier.by().authenticated().equals(answer.by().authenticated()))) {
            return Optional.of(
                    "the key of `" + answer.by().name() + "` has answered already, another person is needed");
        }
        boolean actsForThem =
                caller.onBehalfOf().map(Answers::name).filter(who::equals).isPresent()
                        || (caller.kind() == Caller.Kind.PERSON && who.equals(name(caller.name())));
        if (actsForThem && (parked.terms().people() > 1 || parked.terms().independent())) {
            return Optional.of("the call is made for `" + answer.by().name() + "`, another person is needed");
        }
        return Optional.empty();
    }

    /** True when these yeses meet the terms: enough different people, every role held by one of them. */
    static boolean suffice(ApprovalTerms terms, List<Approval> yeses) {
        Set<String> people = new HashSet<>();
        Set<String> roles = new HashSet<>();
        for (Approval yes : yeses) {
            people.add(name(yes.by().name()));
            roles.addAll(yes.by().roles());
        }
        return people.size() >= terms.people() && roles.containsAll(terms.roles());
    }

    /** True when a yes given under {@code given} also meets {@code wanted}. */
    static boolean cover(ApprovalTerms given, ApprovalTerms wanted) {
        return given.people() >= wanted.people()
                && given.roles().containsAll(wanted.roles())
                && (given.independent() || !wanted.independent())
                && given.coolDown().compareTo(wanted.coolDown()) >= 0;
    }

    /** True when these name one human. */
    static boolean isOne(String oneName, String otherName) {
        return name(oneName).equals(name(otherName));
    }

    private static String name(String raw) {
        return Person.folded(raw);
    }
}
