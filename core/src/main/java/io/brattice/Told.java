package io.brattice;

import io.brattice.policy.Reason;
import java.util.stream.Collectors;

/** How an outcome is told to a model. */
final class Told {

    private Told() {}

    static String of(Outcome outcome) {
        String what = outcome.fold(
                ran -> String.valueOf(ran.value()),
                Told::refused,
                pending ->
                        "not run yet: a person is asked, ticket `" + pending.ticket() + "`, until " + pending.until(),
                failed -> "failed: " + Problem.line(failed.error()),
                unknown -> "nobody knows whether it ran");
        return outcome.advice().isBlank() ? what : what + ". " + outcome.advice();
    }

    private static String refused(Outcome.Refused refused) {
        String why = refused.verdict().reasons().stream().map(Reason::toString).collect(Collectors.joining("; "));
        return "refused by " + why
                + refused.proposed()
                        .map(instead -> ". A person proposes these arguments instead: " + instead.json())
                        .orElse("");
    }
}
