package io.brattice.approval;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.util.Objects;
import java.util.Optional;

/**
 * One person's answer to one question.
 *
 * <p>It names the digest of the question that was seen, so that an answer given to another question, or to an earlier form
 * of this one, counts for nothing. An edit is a no, plus a proposed call of the same tool that is judged from the top.
 *
 * @param yes the answer
 * @param by who answered
 * @param why their words, may be empty
 * @param question what {@link Question#digest()} was when they saw it
 * @param edit arguments they would rather see, only beside a no
 */
public record Approval(boolean yes, Person by, String why, Digest question, Optional<Arguments> edit) {

    public Approval {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(question, "question");
        if (yes && edit.isPresent()) {
            throw new IllegalArgumentException("an edit is a no: answer no and propose, or answer yes");
        }
    }

    /** A yes to the question as it was shown. The approver vouches for the person. */
    public static Approval yes(Question question, Person by, String why) {
        return new Approval(true, by, why, question.digest(), Optional.empty());
    }

    /** A no, which sticks for a while to what was asked about. */
    public static Approval no(Question question, Person by, String why) {
        return new Approval(false, by, why, question.digest(), Optional.empty());
    }

    /** No, but these arguments of the same tool may be tried; they are judged like any other call. */
    public static Approval edit(Question question, Person by, Arguments instead, String why) {
        return new Approval(false, by, why, question.digest(), Optional.of(instead));
    }
}
