package io.brattice.langchain4j;

import dev.langchain4j.service.tool.ToolExecutionResult;
import io.brattice.Outcome;
import io.brattice.policy.Reason;
import java.util.stream.Collectors;

/** What the model reads where its call did not run. */
final class Answers {

    private Answers() {}

    static ToolExecutionResult notRun(Outcome outcome) {
        return outcome.fold(
                ran -> ToolExecutionResult.builder()
                        .resultText(String.valueOf(ran.value()) + "\n(" + ran.advice() + ")")
                        .build(),
                refused -> error("refused by "
                        + refused.verdict().reasons().stream()
                                .map(Reason::toString)
                                .collect(Collectors.joining("; "))
                        + ending(refused.advice())
                        + refused.proposed()
                                .map(instead -> ". A person proposes these arguments instead: " + instead.json())
                                .orElse("")),
                pending -> error(
                        "not run yet: a person is asked, ticket `" + pending.ticket() + "`" + ending(pending.advice())),
                failed -> error("failed: " + failed.error().getMessage() + ending(failed.advice())),
                unknown -> error("nobody knows whether it ran" + ending(unknown.advice())));
    }

    static ToolExecutionResult error(String text) {
        return ToolExecutionResult.builder().isError(true).resultText(text).build();
    }

    private static String ending(String advice) {
        return advice.isBlank() ? "" : ". " + advice;
    }
}
