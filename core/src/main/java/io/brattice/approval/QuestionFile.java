package io.brattice.approval;

import io.brattice.action.Arguments;
import java.util.List;
import java.util.Objects;

/**
 * A question as it travels: everything that {@link Question#digest()} covers, so that whoever gets it can compute the digest
 * anew and show the very same brief.
 *
 * <p>Guarantees: a file that is read holds a question with the digest that the file names; one that was changed on the way
 * either is not read, or is another question, to which an answer counts for nothing here.
 *
 * <p>Does not: hide anything (the arguments are in it in full), say who has answered so far, or prove when the question was
 * asked: {@link Question#asked} and {@link Question#answerBy} are only shown, and the gate goes by its own.
 *
 * @param ledger where the question waits: {@code Ledger.id()}
 */
public record QuestionFile(String ledger, Question question) {

    /** How long a question file may be, in bytes. A question that comes to more can be answered only where it was asked. */
    public static final int MAX_BYTES = Arguments.MAX_BYTES;

    public QuestionFile {
        Objects.requireNonNull(ledger, "ledger");
        question = withoutAnswers(question);
    }

    /**
     * The canonical form, in UTF-8.
     *
     * @throws IllegalArgumentException if the question cannot be carried: it is too large, or holds text that has no UTF-8 form
     */
    public byte[] bytes() {
        byte[] bytes = QuestionForm.write(ledger, question);
        if (!read(bytes).question().digest().equals(question.digest())) {
            throw new IllegalArgumentException("the question `" + VisibleText.line(question.ticket())
                    + "` cannot be carried as it is; answer it where it was asked");
        }
        return bytes;
    }

    /**
     * Reads a question. White space does not matter, so that what carries it may lay it out anew.
     *
     * @throws IllegalArgumentException if it is none, or not the one whose digest it names, with what is wrong in one line
     */
    public static QuestionFile read(byte[] bytes) {
        return QuestionForm.read(bytes);
    }

    /** Who has answered so far is not part of the digest, so anybody could have written it. */
    private static Question withoutAnswers(Question question) {
        return new Question(
                question.ticket(),
                question.call(),
                question.assessment(),
                question.preview(),
                question.verdict(),
                question.policy(),
                question.tool(),
                question.undo(),
                question.lately(),
                question.refusals(),
                question.approved(),
                List.of(),
                question.asked(),
                question.answerBy());
    }

    /** The same question once these have said yes, as the ledger tells. */
    public Question answered(List<Approval> yeses) {
        Question now = question;
        for (Approval yes : yeses) {
            now = now.answeredBy(yes);
        }
        return now;
    }
}
