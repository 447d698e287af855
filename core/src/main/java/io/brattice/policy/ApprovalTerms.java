package io.brattice.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a yes must satisfy.
 *
 * @param people how many different people must say yes, 1 to 16
 * @param roles each of these roles must be held by at least one of them
 * @param independent when true, the person the agent acts for does not count
 * @param answerWithin silence longer than this is a no
 * @param validFor how long a complete yes may be used
 * @param coolDown how long a complete yes rests before it may be used, so that it can be thought over
 * @param to whom to ask, names of people, groups or channels that the approver understands
 */
public record ApprovalTerms(
        int people,
        Set<String> roles,
        boolean independent,
        Duration answerWithin,
        Duration validFor,
        Duration coolDown,
        Set<String> to) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final ApprovalTerms ONE_PERSON =
            new ApprovalTerms(1, Set.of(), false, Duration.ofHours(1), Duration.ofMinutes(15), Duration.ZERO, Set.of());

    public ApprovalTerms {
        if (people < 1 || people > 16) {
            throw new IllegalArgumentException("people: from 1 to 16, not " + people);
        }
        roles = sorted(roles);
        to = sorted(to);
        positive("answer within", answerWithin);
        positive("valid for", validFor);
        if (Objects.requireNonNull(coolDown, "cool-down").isNegative() || coolDown.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("cool-down: from zero to 366 days, not " + coolDown);
        }
    }

    /** One person, an hour to answer, a quarter of an hour to use it. */
    public static ApprovalTerms onePerson() {
        return ONE_PERSON;
    }

    /** This many different people, none of them the one the agent acts for when there are several. */
    public static ApprovalTerms people(int count) {
        return ONE_PERSON.and(new ApprovalTerms(
                count, Set.of(), count > 1, ONE_PERSON.answerWithin, ONE_PERSON.validFor, Duration.ZERO, Set.of()));
    }

    /** These terms with these roles, each to be held by at least one of those who say yes, instead of the ones before. */
    public ApprovalTerms roles(String... names) {
        return new ApprovalTerms(people, Set.of(names), independent, answerWithin, validFor, coolDown, to);
    }

    /** These terms with another time to answer in: more than zero, at most 366 days. */
    public ApprovalTerms answerWithin(Duration time) {
        return new ApprovalTerms(people, roles, independent, time, validFor, coolDown, to);
    }

    /** These terms with another time for which a complete yes may be used: more than zero, at most 366 days. */
    public ApprovalTerms validFor(Duration time) {
        return new ApprovalTerms(people, roles, independent, answerWithin, time, coolDown, to);
    }

    /** These terms with another rest before a complete yes may be used: from zero to 366 days. */
    public ApprovalTerms coolDown(Duration time) {
        return new ApprovalTerms(people, roles, independent, answerWithin, validFor, time, to);
    }

    /** These terms with these people, groups or channels to ask, instead of the ones before. */
    public ApprovalTerms to(String... whom) {
        return new ApprovalTerms(people, roles, independent, answerWithin, validFor, coolDown, Set.of(whom));
    }

    /** Both at once: most people, every role, shortest times, longest cool-down. */
    public ApprovalTerms and(ApprovalTerms other) {
        return new ApprovalTerms(
                Math.max(people, other.people),
                union(roles, other.roles),
                independent || other.independent,
                shorter(answerWithin, other.answerWithin),
                shorter(validFor, other.validFor),
                shorter(coolDown, other.coolDown).equals(coolDown) ? other.coolDown : coolDown,
                union(to, other.to));
    }

    private static void positive(String what, Duration time) {
        if (Objects.requireNonNull(time, what).isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + ": more than zero and at most 366 days, not " + time);
        }
    }

    /** In one order everywhere: the digests of rules and questions are taken over these, in more than one process. */
    private static Set<String> sorted(Set<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> both = new TreeSet<>(a);
        both.addAll(b);
        return both;
    }
}
