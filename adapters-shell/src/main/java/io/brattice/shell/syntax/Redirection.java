package io.brattice.shell.syntax;

import java.util.Optional;

/**
 * One redirection.
 *
 * @param descriptor the number before the operator, or {@code {name}}; empty when there is none
 * @param target the file, the descriptor to copy ({@code 1}, {@code 1-}, {@code -}), or the text of {@code <<<}; for a here-document
 *     its delimiter as written
 * @param document the body of a here-document
 */
public record Redirection(Optional<String> descriptor, Operator operator, Word target, Optional<Document> document) {

    /** As written. */
    public enum Operator {
        READ("<"),
        WRITE(">"),
        APPEND(">>"),
        CLOBBER(">|"),
        READ_WRITE("<>"),
        COPY_IN("<&"),
        COPY_OUT(">&"),
        BOTH("&>"),
        BOTH_APPEND("&>>"),
        HERE_DOCUMENT("<<"),
        HERE_DOCUMENT_TABS("<<-"),
        HERE_STRING("<<<");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** The operator as bash writes it. */
        public String text() {
            return text;
        }
    }

    /**
     * A here-document.
     *
     * @param delimiter after quote removal
     * @param literal true when the delimiter was quoted: nothing in the body is expanded
     * @param body after the removal of leading tabs for {@code <<-}; a single {@link Part.SingleQuoted} when literal
     */
    public record Document(String delimiter, boolean literal, Word body) {}
}
