package io.brattice.langchain4j;

import dev.langchain4j.service.tool.ToolExecutionResult;
import io.brattice.Outcome;

/** What the model reads where its call did not run. */
final class Answers {

    private Answers() {}

    /** An error, but for the recorded result of an equal call that a person approved before. */
    static ToolExecutionResult notRun(Outcome outcome) {
        return ToolExecutionResult.builder()
                .isError(!outcome.ran())
                .resultText(outcome.told())
                .build();
    }

    static ToolExecutionResult error(String text) {
        return ToolExecutionResult.builder().isError(true).resultText(text).build();
    }
}
