package io.brattice.shell;

import io.brattice.shell.program.Situation.Input;
import io.brattice.shell.program.Term;
import java.util.List;
import java.util.Optional;

/** What a command prints, for the few that only say what they were told. */
final class StaticOutput {

    private StaticOutput() {}

    static Optional<String> of(List<Term> words, Input input, ShellState state) {
        Term name = words.get(0);
        if (!name.known() || state.function(name.text()).isPresent()) {
            return Optional.empty();
        }
        return switch (name.text()) {
            case "echo" -> echo(words.subList(1, words.size()));
            case "printf" -> printf(words.subList(1, words.size()));
            case "cat" ->
                words.size() == 1 || (words.size() == 2 && words.get(1).equals(Term.of("-")))
                        ? input.text()
                        : Optional.empty();
            case "pwd" ->
                words.size() == 1 && !state.linked() ? state.cwd().map(path -> path + "\n") : Optional.empty();
            case "basename" ->
                words.size() == 2 && words.get(1).known()
                        ? basename(words.get(1).text())
                        : Optional.empty();
            case "dirname" ->
                words.size() == 2 && words.get(1).known() ? dirname(words.get(1).text()) : Optional.empty();
            case "true", ":" -> Optional.of("");
            default -> Optional.empty();
        };
    }

    /** True when all it can print is a number. */
    static boolean isCount(List<Term> words) {
        String name = words.get(0).text();
        boolean counts = name.equals("nproc") || name.equals("wc");
        if (name.equals("wc")) {
            return words.size() == 2
                    && words.get(1).known()
                    && words.get(1).text().matches("-[lcmw]");
        }
        boolean seconds =
                name.equals("date") && words.size() == 2 && words.get(1).equals(Term.of("+%s"));
        boolean matches =
                name.equals("grep") && words.size() > 2 && words.get(1).equals(Term.of("-c"));
        return counts || seconds || matches;
    }

    private static Optional<String> echo(List<Term> words) {
        StringBuilder line = new StringBuilder();
        boolean ends = true;
        int from = 0;
        if (!words.isEmpty() && words.get(0).equals(Term.of("-n"))) {
            ends = false;
            from = 1;
            if (words.size() > 1 && words.get(1).mayBeOption()) {
                return Optional.empty();
            }
        } else if (!words.isEmpty() && words.get(0).mayBeOption()) {
            return Optional.empty();
        }
        for (int i = from; i < words.size(); i++) {
            if (!words.get(i).known()) {
                return Optional.empty();
            }
            line.append(i > from ? " " : "").append(words.get(i).text());
        }
        return Optional.of(ends ? line.append('\n').toString() : line.toString());
    }

    private static Optional<String> printf(List<Term> words) {
        if (words.isEmpty() || words.stream().anyMatch(word -> !word.known())) {
            return Optional.empty();
        }
        String format = words.get(0).text();
        StringBuilder text = new StringBuilder();
        int next = 1;
        do {
            int before = next;
            for (int i = 0; i < format.length(); i++) {
                char c = format.charAt(i);
                if (c == '\\' && i + 1 < format.length() && format.charAt(i + 1) == 'n') {
                    text.append('\n');
                    i++;
                } else if (c == '%' && i + 1 < format.length() && format.charAt(i + 1) == 's') {
                    text.append(next < words.size() ? words.get(next).text() : "");
                    next++;
                    i++;
                } else if (c == '\\' || c == '%' || (i == 0 && c == '-')) {
                    return Optional.empty();
                } else {
                    text.append(c);
                }
            }
            if (next == before) {
                break;
            }
        } while (next < words.size() && text.length() < 65_536);
        return Optional.of(text.toString());
    }

    private static Optional<String> basename(String path) {
        String trimmed = trimmed(path);
        return path.startsWith("-") || trimmed.isEmpty()
                ? Optional.empty()
                : Optional.of(trimmed.substring(trimmed.lastIndexOf('/') + 1) + "\n");
    }

    private static Optional<String> dirname(String path) {
        String trimmed = trimmed(path);
        int slash = trimmed.lastIndexOf('/');
        return path.startsWith("-") || trimmed.isEmpty()
                ? Optional.empty()
                : Optional.of((slash < 0 ? "." : slash == 0 ? "/" : trimmed(trimmed.substring(0, slash))) + "\n");
    }

    private static String trimmed(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
