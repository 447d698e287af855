package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command, and what is to be told about it. Every row brings some; they hold, or the row is not used.
 *
 * @param acts as {@link Recorder} writes them, separated by {@code ;}
 */
record Example(String text, List<Term> words, String acts) {

    private static final Path CWD = Path.of("/home/user/project");

    Example {
        words = List.copyOf(words);
    }

    static Example of(String text, String acts) {
        return new Example(text, words(text), acts.strip());
    }

    /** What is told instead of what should be; empty when it holds. */
    Optional<String> contradiction(Program program) {
        Recorder recorder = new Recorder();
        program.read(new Invocation(words, situation(words)), recorder);
        String told = recorder.toString();
        return told.equals(acts)
                ? Optional.empty()
                : Optional.of("the example `" + text + "` should tell `" + acts + "`, and tells `" + told + "`");
    }

    /** Where examples are read: a folder in which everything that is named is there. */
    static Situation situation(List<Term> words) {
        Set<Path> folders = new HashSet<>();
        folders.add(CWD);
        for (Term word : words) {
            if (word.text().endsWith("/")) {
                folders.add(CWD.resolve(word.text()).normalize());
            }
        }
        return new Situation(
                Optional.of(CWD), Path.of("/home/user"), Map.of(), Situation.Input.CLOSED, true, new Supposed(folders));
    }

    /** Splits at blanks outside of quotes. {@code <unknown>} and {@code <any>} end a word that is not known. */
    static List<Term> words(String text) {
        List<Term> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        char quote = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (i == text.length() && quote != 0) {
                throw new IllegalArgumentException("the example `" + text + "` has a quote without its end");
            }
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\'
                        && quote == '"'
                        && i + 1 < text.length()
                        && "\\\"$`".indexOf(text.charAt(i + 1)) >= 0) {
                    word.append(text.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inside = true;
            } else if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                inside = true;
            } else if (c == ' ') {
                if (inside) {
                    words.add(Term.of(word.toString()));
                }
                word.setLength(0);
                inside = false;
            } else if (c == '<' && (text.startsWith("<unknown>", i) || text.startsWith("<any>", i))) {
                boolean many = text.startsWith("<any>", i);
                words.add(many ? Term.any(word.toString()) : Term.beginning(word.toString()));
                word.setLength(0);
                inside = false;
                i += many ? 4 : 8;
            } else {
                word.append(c);
                inside = true;
            }
        }
        if (words.isEmpty() || !words.get(0).known()) {
            throw new IllegalArgumentException("the example `" + text + "` names no program");
        }
        return words;
    }

    /** A world where everything that is named is there: a plain file, or a folder where it is written with a slash. */
    private record Supposed(Set<Path> folders) implements World {
        @Override
        public Kind kind(Path path) {
            return folders.contains(path.normalize()) ? Kind.FOLDER : Kind.FILE;
        }

        @Override
        public Kind followed(Path path) {
            return kind(path);
        }

        @Override
        public Optional<Path> real(Path path) {
            return Optional.of(path.normalize());
        }

        @Override
        public Optional<Path> target(Path path) {
            return Optional.of(path.normalize());
        }

        @Override
        public Optional<List<String>> names(Path folder) {
            return Optional.empty();
        }

        @Override
        public Optional<String> text(Path file, int most) {
            return Optional.empty();
        }

        @Override
        public long size(Path file) {
            return 0;
        }

        @Override
        public boolean supposes() {
            return true;
        }

        @Override
        public boolean worst() {
            return true;
        }

        @Override
        public long nanos() {
            return 0;
        }
    }
}
