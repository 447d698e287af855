package io.brattice.aws.rule;

import io.brattice.action.Verb;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the first case of a rule that fits says of a call.
 *
 * @param rule the id of the rule, and the number of the case: {@code rds-delete-instance/2}
 * @param letter the class, as below
 * @param verbs what it does beside the operation's own verb: {@code interrupt}, {@code grant}, {@code disclose}, {@code spend}, {@code send}
 * @param why one clause for people, lower case
 * @param undo the row of {@code undo.json} that takes it back, always there for a {@link Letter#CAPTURED}; beside a graver letter
 *     it is what puts back a part, or puts it back late, and is good for a call that somebody allowed
 * @param safer what would do with less harm
 * @param facts the facts that were asked, with what they said, for the brief
 */
public record Ruling(
        String rule,
        Letter letter,
        List<Verb> verbs,
        String why,
        Optional<String> undo,
        Optional<Safer> safer,
        List<Looked> facts) {

    public Ruling {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(letter, "letter");
        verbs = List.copyOf(verbs);
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(undo, "undo");
        Objects.requireNonNull(safer, "safer");
        facts = List.copyOf(facts);
    }

    /** What a case says of the class. */
    public enum Letter {
        /** Nothing changes. */
        READ,
        /** Takes nothing away, and this library can put back what was without having read anything first. */
        REVERSIBLE,
        /** REVERSIBLE once what was there is read first and a row can put it back; else IRREVERSIBLE. */
        CAPTURED,
        /** The service can put it back, completely and soon. */
        RECOVERABLE,
        /** Cannot be taken back. */
        IRREVERSIBLE
    }

    /** A fact that was asked. */
    public record Looked(FactRow row, Fact fact) {}
}
