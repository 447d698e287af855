package io.brattice.files;

import io.brattice.action.Resource;
import io.brattice.files.store.Step;
import java.nio.file.Path;

/** Names as people and agents are shown them: one line each, whatever they hold. */
final class Shown {

    private static final int LONGEST = 200;

    private Shown() {}

    /** A text of an agent on one line, not long. */
    static String briefly(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            boolean harmless = !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.LINE_SEPARATOR
                    && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                    && Character.getType(c) != Character.SURROGATE;
            line.append(harmless ? Character.toString(c) : String.format("\\u%04x", c));
        });
        return text.codePointCount(0, text.length()) > LONGEST ? line + "…" : line.toString();
    }

    /** A path in back-ticks. */
    static String path(Path path) {
        return "`" + Step.shown(path) + "`";
    }

    /** The name of a file for policies; refuses what is longer than a name may be. */
    static Resource file(Path path) {
        try {
            return Resource.file(path);
        } catch (IllegalArgumentException e) {
            throw new RefusedCall("a path is longer than can be named; pass a shorter one");
        }
    }
}
