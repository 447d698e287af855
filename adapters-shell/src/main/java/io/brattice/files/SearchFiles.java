package io.brattice.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code search_files}: lines that hold a text, in files below a folder; or files by name. The text is literal: a regular
 * expression of an agent could take for ever.
 *
 * <p>Links are not followed. Files that may be secrets, git's own data and what is no text are passed over.
 */
final class SearchFiles implements FileOperation {

    private static final int LONGEST_PATTERN = 1_000;
    private static final int MOST_MATCHES = 1_000;
    private static final int USUAL_MATCHES = 200;

    @Override
    public String name() {
        return "search_files";
    }

    @Override
    public Form form() {
        return Form.of(name())
                .text("path")
                .maybeText("pattern")
                .maybeText("names")
                .maybeFlag("ignore_case")
                .maybeNumber("limit");
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Deed plan(Form.Filled asked, Ground ground) throws IOException {
        Optional<String> pattern = asked.maybe("pattern").filter(text -> !text.isEmpty());
        Optional<Glob> names =
                asked.maybe("names").filter(text -> !text.isEmpty()).map(Glob::new);
        if (pattern.isEmpty() && names.isEmpty()) {
            throw new RefusedCall("`search_files` needs `pattern`, the text to find, or `names`, such as `*.java`");
        }
        if (pattern.orElse("").length() > LONGEST_PATTERN
                || names.map(Glob::pattern).orElse("").length() > LONGEST_PATTERN) {
            throw new RefusedCall("`pattern` and `names` may have " + LONGEST_PATTERN + " characters; pass less");
        }
        if (pattern.orElse("").indexOf('\n') >= 0) {
            throw new RefusedCall("`pattern` spans lines, and lines are searched one by one; pass a part of one");
        }
        int limit = (int) Math.min(asked.number("limit", USUAL_MATCHES), MOST_MATCHES);
        Path path = ground.target(asked.text("path"), "path");
        ground.refuseUnlessReadable(path, World.Kind.FOLDER);
        boolean anyCase = asked.flag("ignore_case");
        return new Deed.Draft(ground)
                .reads(path, 0)
                .saw(path.toString())
                .says("searches " + Shown.path(path))
                .deed("it only reads", () -> new Search(path, pattern, names, anyCase, limit, ground).run());
    }
}
