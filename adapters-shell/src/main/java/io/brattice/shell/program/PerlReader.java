package io.brattice.shell.program;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code perl}: code, but for one plain substitution or search over files ({@code -pe 's/a/b/g'}). Plain is: no variable, no array, no
 * block and no modifier that makes code of the replacement. A file name with a pipe in it would be run by perl, and is not understood.
 */
final class PerlReader implements Reader {

    private static final Set<String> HELP = Set.of("-v", "--version", "-h", "--help", "-V");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        if (words.size() == 1
                && words.get(0).known()
                && HELP.contains(words.get(0).text())) {
            return;
        }
        Optional<String> backup = Optional.empty();
        Optional<Term> text = Optional.empty();
        boolean loops = false;
        int at = 0;
        while (at < words.size()
                && words.get(at).known()
                && words.get(at).text().startsWith("-")
                && words.get(at).text().length() > 1) {
            String word = words.get(at++).text();
            if (word.equals("--")) {
                break;
            }
            for (int i = 1; i < word.length(); i++) {
                char c = word.charAt(i);
                if (c == 'n' || c == 'p') {
                    loops = true;
                } else if (c == 'i') {
                    backup = Optional.of(word.substring(i + 1));
                    break;
                } else if (c == 'e' && i + 1 == word.length() && at < words.size() && text.isEmpty()) {
                    text = Optional.of(words.get(at++));
                } else if (c != 'w' && c != 'l' && !(c == '0' && word.startsWith("777", i + 1) && (i += 3) > 0)) {
                    unread(words, acts);
                    return;
                }
            }
        }
        List<Term> files = words.subList(at, words.size());
        boolean plain = loops
                && text.isPresent()
                && text.get().known()
                && isPlain(text.get().text().strip())
                && backup.orElse("").chars().allMatch(c -> c == '.' || Character.isLetterOrDigit(c))
                && files.stream().allMatch(PerlReader::isPlainFile);
        if (!plain) {
            unread(words, acts);
            return;
        }
        for (Term file : files) {
            acts.file(backup.isPresent() ? FileAct.UPDATE : FileAct.READ, file);
            if (backup.isPresent() && !backup.get().isEmpty()) {
                acts.file(FileAct.WRITE, Term.of(file.text() + backup.get()));
            }
        }
    }

    private static void unread(List<Term> words, Acts acts) {
        acts.code("runs Perl");
        if (!words.isEmpty() && !words.get(0).mayBeOption()) {
            acts.file(FileAct.READ, words.get(0));
        }
    }

    private static boolean isPlainFile(Term file) {
        return file.known()
                && !file.text().isBlank()
                && file.text().equals(file.text().strip())
                && file.text().chars().noneMatch(c -> c == '|' || c == '<' || c == '>' || c == '&' || c < ' ');
    }

    /** {@code s/a/b/g}, {@code s|a|b|}, {@code print if /a/}. */
    private static boolean isPlain(String text) {
        String bare = text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
        if (bare.startsWith("print if /") && bare.endsWith("/") && bare.length() > 11) {
            return isPlainPart(bare.substring(10, bare.length() - 1), '/');
        }
        if (bare.length() < 4 || bare.charAt(0) != 's' || "/|,#!:".indexOf(bare.charAt(1)) < 0) {
            return false;
        }
        char mark = bare.charAt(1);
        int middle = end(bare, 2, mark);
        int end = middle < 0 ? -1 : end(bare, middle + 1, mark);
        return end > 0
                && isPlainPart(bare.substring(2, middle), mark)
                && isPlainPart(bare.substring(middle + 1, end), mark)
                && bare.substring(end + 1).chars().allMatch(c -> "gimsx".indexOf(c) >= 0);
    }

    private static int end(String text, int from, char mark) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == mark) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPlainPart(String part, char mark) {
        return end(part, 0, mark) < 0
                && part.chars().noneMatch(c -> c == '$' || c == '@' || c == '`' || c < ' ')
                && !part.contains("(?")
                && !part.contains("(*")
                && !part.contains("\\N")
                && !part.contains("\\p")
                && !part.contains("\\P");
    }
}
