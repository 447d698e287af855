package io.brattice.aws.rule;

import io.brattice.action.Verb;
import java.util.List;
import java.util.Optional;

/**
 * One case of a rule.
 *
 * @param undo a row of undo.json; {@code #case} or empty where the operation of the call is to be put before it
 */
record Case(
        Condition fits,
        Ruling.Letter letter,
        List<Verb> verbs,
        String why,
        Optional<String> undo,
        Optional<SaferRow> safer) {
    Case {
        verbs = List.copyOf(verbs);
    }
}
