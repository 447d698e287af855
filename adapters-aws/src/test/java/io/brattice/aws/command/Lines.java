package io.brattice.aws.command;

import io.brattice.aws.catalogue.Catalogue;
import io.brattice.files.LocalWorld;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Parser;
import io.brattice.shell.syntax.SyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines of a shell, read as those of the aws program. */
final class Lines {

    private static final Reader READER = new Reader(Catalogue.shipped());

    private Lines() {}

    static List<String> words(String line) {
        Command command;
        try {
            command = Parser.parse(line).items().get(0).first().stages().get(0).command();
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(line, e);
        }
        List<String> words = new ArrayList<>();
        ((Command.Simple) command)
                .words()
                .forEach(word -> words.add(word.staticValue().orElseThrow()));
        return words;
    }

    static Invocation invocation(List<Term> words, Path folder, Map<String, Term> environment) {
        return new Invocation(
                words,
                new Situation(
                        Optional.of(folder), folder, environment, Situation.Input.CLOSED, true, new LocalWorld()));
    }

    static Told read(String line, Path folder) {
        return READER.read(invocation(words(line).stream().map(Term::of).toList(), folder, Map.of()));
    }

    /** The same where {@code $X} is a word of which nothing is known. */
    static Told readOpen(String line, Path folder) {
        List<Term> words = new ArrayList<>();
        for (String word : List.of(line.split(" ", -1))) {
            int open = word.indexOf("$X");
            words.add(open < 0 ? Term.of(word) : Term.beginning(word.substring(0, open)));
        }
        return READER.read(invocation(words, folder, Map.of()));
    }
}
