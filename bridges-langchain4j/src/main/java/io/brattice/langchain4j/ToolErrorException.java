package io.brattice.langchain4j;

/** A tool answered with an error. What it did before that may have happened. */
final class ToolErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ToolErrorException(String message) {
        super(message);
    }
}
