package io.brattice.aws.command;

import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.Optional;

/** The files that values name: {@code file://x.json}, {@code fileb://x.zip}. Each one that is named is told of as read. */
final class NamedFiles {

    private static final int MOST = 1 << 20;

    private final Situation situation;
    private final Told told;

    NamedFiles(Situation situation, Told told) {
        this.situation = situation;
        this.told = told;
    }

    /** True for a value that stands for what a file holds, or an address: version 1 fetches those. */
    static boolean isElsewhere(String value) {
        return isFile(value) || value.startsWith("http://") || value.startsWith("https://");
    }

    static boolean isFile(String value) {
        return value.startsWith("file://") || value.startsWith("fileb://");
    }

    /** Tells of the file that a word names, known or not. */
    void read(Term word) {
        String text = word.text();
        String path = text.substring(text.indexOf("://") + 3);
        told.file(FileAct.READ, word.known() ? home(path) : Term.beginning(path));
    }

    /** What the file holds that a value names; empty where that is not known beforehand. */
    Optional<String> text(String value) {
        String path = value.substring(value.indexOf("://") + 3);
        Term there = home(path);
        told.file(FileAct.READ, there);
        return there.known()
                ? situation.path(there).flatMap(file -> situation.world().text(file, MOST))
                : Optional.empty();
    }

    /** The path as the program takes it: {@code ~} is the home folder, and variables are not followed here. */
    private Term home(String path) {
        if (path.indexOf('$') >= 0) {
            return Term.beginning(path.substring(0, path.indexOf('$')));
        }
        if (path.equals("~") || path.startsWith("~/")) {
            Path home = situation.home();
            return Term.of(home + path.substring(1));
        }
        return path.startsWith("~") ? Term.beginning("") : Term.of(path);
    }
}
