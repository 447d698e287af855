package io.brattice.shell;

import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Redirection;
import io.brattice.shell.syntax.Script;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The here-document with which a line ends, where it is only copied to a file or to the output: {@code cat <<'EOF' > f}. It is quoted, so
 * that nothing in it is expanded, and nothing of the line comes behind it.
 */
final class LastDocument {

    private static final Set<String> COPY = Set.of("cat", "tee");

    private LastDocument() {}

    /** Where it begins; empty where the line does not end so. */
    static Optional<Integer> of(String line, Script script) {
        if (script.items().isEmpty()) {
            return Optional.empty();
        }
        Script.Item item = script.items().get(script.items().size() - 1);
        List<Script.Link> rest = item.rest();
        Script.Pipeline last =
                rest.isEmpty() ? item.first() : rest.get(rest.size() - 1).pipeline();
        if (last.stages().size() != 1 || !(last.stages().get(0).command() instanceof Command.Simple simple)) {
            return Optional.empty();
        }
        boolean copies = !simple.words().isEmpty()
                && simple.words().get(0).staticValue().filter(COPY::contains).isPresent();
        List<Redirection.Document> documents = simple.redirections().stream()
                .flatMap(redirection -> redirection.document().stream())
                .toList();
        return copies && documents.size() == 1 ? begin(line, documents.get(0)) : Optional.empty();
    }

    private static Optional<Integer> begin(String line, Redirection.Document document) {
        Optional<String> body = document.literal() ? document.body().staticValue() : Optional.empty();
        if (!line.endsWith("\n") && body.filter(text -> text.endsWith("\n")).isPresent()) {
            // The line ends before the document does: bash takes all of it, and the end of its last line with it.
            Optional<Integer> open = body.map(text -> text.substring(0, text.length() - 1))
                    .filter(text -> !text.isEmpty() && line.endsWith(text))
                    .map(text -> line.length() - text.length());
            if (open.isPresent()) {
                return open;
            }
        }
        for (String end : List.of("", document.delimiter(), document.delimiter() + "\n")) {
            Optional<Integer> begin = body.filter(text -> !text.isEmpty() && line.endsWith(text + end))
                    .map(text -> line.length() - text.length() - end.length());
            if (begin.isPresent()) {
                return begin;
            }
        }
        return Optional.empty();
    }
}
