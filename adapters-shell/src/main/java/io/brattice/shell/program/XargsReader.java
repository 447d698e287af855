package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code xargs}: a command whose last words come by standard input. They are filled in where the line itself gives them, in a form
 * that cannot be read in two ways; else they may be any words.
 */
final class XargsReader implements Reader {

    private static final int LONGEST = 16_384;
    private static final int MOST_RUNS = 64;
    private static final List<String> SHAPES = List.of("-I", "-i", "-L", "-l", "-n");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        int shapes = 0;
        for (String name : SHAPES) {
            shapes += reading.has(name) ? 1 : 0;
        }
        if (shapes > 1) {
            acts.opaque("it is not known how `xargs` hands out its words when it is told so twice");
            return;
        }
        List<Term> command = reading.operands().isEmpty() ? List.of(Term.of("echo")) : reading.operands();
        boolean keepsInput = reading.has("-a") || reading.has("-o");
        Situation inside = keepsInput
                ? call.situation().reading(Situation.Input.UNKNOWN)
                : call.situation().reading(Situation.Input.CLOSED);
        Optional<List<String>> items = items(reading, call);
        if (reading.has("-I") || reading.has("-i")) {
            replace(reading, command, items, inside, acts);
            return;
        }
        Optional<Integer> most = most(reading);
        if (items.isEmpty() || most.isEmpty() || reading.has("-s")) {
            acts.run(with(command, List.of(Term.any(""))), inside);
            return;
        }
        if (items.get().isEmpty()) {
            if (!reading.has("-r")) {
                acts.run(command, inside);
            }
            return;
        }
        int size = Math.min(most.get(), items.get().size());
        if (items.get().size() / size > MOST_RUNS) {
            acts.run(with(command, List.of(Term.any(""))), inside);
            return;
        }
        for (int i = 0; i < items.get().size(); i += size) {
            List<Term> batch = new ArrayList<>();
            for (String item : items.get().subList(i, Math.min(items.get().size(), i + size))) {
                batch.add(Term.of(item));
            }
            acts.run(with(command, batch), inside);
        }
    }

    /** How many words a run is given; empty when that is not known. */
    private static Optional<Integer> most(Reading reading) {
        if (reading.has("-L") || reading.has("-l")) {
            return Optional.empty();
        }
        Optional<Term> most = reading.value("-n");
        if (most.isEmpty()) {
            return Optional.of(Integer.MAX_VALUE);
        }
        String text = most.get().text();
        boolean number = most.get().known() && !text.isEmpty() && text.length() < 6;
        for (int i = 0; number && i < text.length(); i++) {
            number = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return number && Integer.parseInt(text) > 0 ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static void replace(
            Reading reading, List<Term> command, Optional<List<String>> items, Situation inside, Acts acts) {
        Term mark = reading.value("-I").or(() -> reading.value("-i")).orElse(Term.of("{}"));
        if (!mark.known() || mark.text().isEmpty()) {
            acts.opaque("it is not known what `xargs` replaces");
            return;
        }
        if (items.isPresent() && items.get().size() <= MOST_RUNS) {
            for (String item : items.get()) {
                acts.run(replaced(command, mark.text(), Optional.of(item)), inside);
            }
        } else {
            acts.run(replaced(command, mark.text(), Optional.empty()), inside);
        }
    }

    private static List<Term> replaced(List<Term> command, String mark, Optional<String> item) {
        List<Term> words = new ArrayList<>();
        words.add(command.get(0));
        for (Term word : command.subList(1, command.size())) {
            int at = word.text().indexOf(mark);
            if (!word.known()) {
                words.add(new Term(
                        at < 0 ? shared(word.text(), mark) : word.text().substring(0, at), false, word.many()));
            } else if (at < 0) {
                words.add(word);
            } else {
                words.add(
                        item.isPresent()
                                ? Term.of(word.text().replace(mark, item.get()))
                                : Term.beginning(word.text().substring(0, at)));
            }
        }
        return words;
    }

    /** What is certain of the beginning of a word that goes on in an unknown way: its end may be the beginning of the mark. */
    private static String shared(String text, String mark) {
        for (int i = Math.max(0, text.length() - mark.length() + 1); i < text.length(); i++) {
            if (mark.startsWith(text.substring(i))) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    /** What comes by standard input, item by item; empty when it is not known or could be read in two ways. */
    private static Optional<List<String>> items(Reading reading, Invocation call) {
        Optional<String> input = call.situation().input().text();
        if (input.isEmpty()
                || input.get().length() > LONGEST
                || reading.has("-a")
                || reading.has("-E")
                || reading.has("-e")) {
            return Optional.empty();
        }
        String text = input.get();
        if (reading.has("-0") && reading.has("-d")) {
            return Optional.empty();
        }
        if (reading.has("-0")) {
            return Optional.of(split(text, '\0'));
        }
        Optional<Term> delimiter = reading.value("-d");
        if (delimiter.isPresent()) {
            Term mark = delimiter.get();
            if (!mark.known() || mark.text().length() > 2) {
                return Optional.empty();
            }
            if (mark.text().equals("\\n")) {
                return Optional.of(split(text, '\n'));
            }
            return mark.text().length() == 1
                    ? Optional.of(split(text, mark.text().charAt(0)))
                    : Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"' || c == '\\' || c != '\n' && c != '\t' && c < ' ') {
                return Optional.empty();
            }
        }
        return Optional.of(reading.has("-I") || reading.has("-i") ? lines(text) : words(text));
    }

    private static List<String> split(String text, char mark) {
        List<String> items = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == mark) {
                items.add(text.substring(from, i));
                from = i + 1;
            }
        }
        if (from < text.length()) {
            items.add(text.substring(from));
        }
        return items;
    }

    private static List<String> lines(String text) {
        List<String> items = new ArrayList<>();
        for (String line : split(text, '\n')) {
            int from = 0;
            while (from < line.length() && (line.charAt(from) == ' ' || line.charAt(from) == '\t')) {
                from++;
            }
            if (from < line.length()) {
                items.add(line.substring(from));
            }
        }
        return items;
    }

    private static List<String> words(String text) {
        List<String> items = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || " \t\n".indexOf(text.charAt(i)) >= 0;
            if (blank && from >= 0) {
                items.add(text.substring(from, i));
                from = -1;
            } else if (!blank && from < 0) {
                from = i;
            }
        }
        return items;
    }

    private static List<Term> with(List<Term> command, List<Term> last) {
        List<Term> words = new ArrayList<>(command);
        words.addAll(last);
        return words;
    }
}
