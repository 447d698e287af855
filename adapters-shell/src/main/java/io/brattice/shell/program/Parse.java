package io.brattice.shell.program;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells the words of a call apart as the program itself would. */
final class Parse {

    private static final Set<String> TRUE = Set.of("true", "1", "t", "T", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("false", "0", "f", "F", "FALSE", "False");

    private final List<Term> words;
    private final Reading reading;
    private Row row;
    private int at = 1;
    private boolean ended;

    private Parse(Row row, Invocation call) {
        this.row = row;
        words = call.words();
        reading = new Reading(row);
    }

    static Reading of(Row row, Invocation call) {
        Parse parse = new Parse(row, call);
        while (parse.at < parse.words.size() && parse.reading.problem().isEmpty()) {
            parse.word(parse.words.get(parse.at++));
        }
        parse.end();
        return parse.reading;
    }

    private void end() {
        while (reading.problem().isEmpty() && !row.commands().isEmpty()) {
            Row none = row.commands().get("");
            if (none == null) {
                if (!reading.helps()) {
                    reading.fail("a subcommand is missing");
                }
                return;
            }
            enter("", none);
        }
    }

    private void word(Term word) {
        String text = word.text();
        if (ended || reading.stopped() || row.style().form() == Style.Form.WORDS) {
            operand(word);
        } else if (row.style().form() == Style.Form.KEYS) {
            key(word);
        } else if (!word.mayBeOption()) {
            operand(word);
        } else if (!word.known()) {
            unknown(word);
        } else if (text.equals("--")) {
            ended = true;
        } else if (row.style().single() || text.startsWith("--")) {
            named(text, true);
        } else {
            bundle(text, true);
        }
    }

    private void operand(Term word) {
        if (!row.commands().isEmpty()) {
            command(word);
            return;
        }
        int index = reading.operands().size();
        reading.add(word);
        if (row.style().stops() && row.style().form() == Style.Form.OPTIONS
                || reading.roles().isCommand(index)) {
            ended = true;
        }
    }

    private void command(Term word) {
        Row next = word.known() ? row.commands().get(word.text()) : null;
        if (next != null && !word.text().isEmpty() && !word.text().equals("*")) {
            enter(word.text(), next);
            return;
        }
        Row other = row.commands().get("*");
        if (other == null || word.many()) {
            reading.fail("its subcommand `" + word + "` is not one that is known");
            return;
        }
        enter("", other);
        operand(word);
    }

    private void enter(String name, Row next) {
        row = next;
        reading.enter(name, next);
    }

    private void key(Term word) {
        int equals = word.text().indexOf('=');
        String name = equals < 0 ? word.text() : word.text().substring(0, equals);
        Optional<OptionRow> option = equals < 0 && !word.known() || word.many()
                ? Optional.empty()
                : row.vocabulary().find(name);
        if (option.isEmpty()) {
            if (row.operands().slots().isEmpty() || equals >= 0 || !word.known() || name.startsWith("-")) {
                reading.fail("its operand `" + word + "` is not one that is known");
            } else {
                reading.add(word);
            }
            return;
        }
        if (option.get().values().isEmpty() != equals < 0) {
            reading.fail("its operand `" + word + "` is not understood");
            return;
        }
        List<Term> values = equals < 0 ? List.of() : List.of(rest(word, equals + 1));
        reading.add(new Reading.Found(name, option.get(), values, at));
    }

    /** A word that is not known to its end, and may be an option. */
    private void unknown(Term word) {
        String text = word.text();
        if (!word.many()
                && text.indexOf('=') > 1
                && (text.startsWith("--") || row.style().single())) {
            named(text, false);
        } else if (!word.many()
                && text.length() > 2
                && text.charAt(1) != '-'
                && !row.style().single()) {
            bundle(text, false);
        } else {
            doubt(word);
        }
    }

    private void doubt(Term word) {
        if (row.commands().isEmpty() && row.toleratesUnknown()) {
            reading.doubt();
            operand(word);
        } else {
            reading.fail("it is not known whether `" + word + "` is an option");
        }
    }

    /** {@code --name}, {@code --name=value}; what follows the {@code =} of a word that is not {@code known} is open. */
    private void named(String text, boolean known) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Optional<OptionRow> option = row.vocabulary().find(name);
        if (option.isEmpty() && equals < 0 && number(text)) {
            option = row.vocabulary().find("-#");
        }
        if (option.isEmpty() && row.style().abbreviates() && name.length() > 2) {
            option = row.vocabulary().abbreviated(name);
        }
        if (option.isEmpty()) {
            reading.fail("its option `" + name + "` is not one that is known");
            return;
        }
        Optional<Term> value = equals < 0
                ? Optional.empty()
                : Optional.of(known ? Term.of(text.substring(equals + 1)) : Term.beginning(text.substring(equals + 1)));
        if (value.isPresent() && option.get().values().isEmpty()) {
            flag(name, option.get(), value.get());
        } else {
            take(name, option.get(), value);
        }
    }

    /** {@code --flag=true}, where the program knows that. */
    private void flag(String name, OptionRow option, Term value) {
        boolean simple = option.consequences().isEmpty();
        if (!row.style().switches()) {
            reading.fail("its option `" + name + "` takes no value");
        } else if (value.known() && TRUE.contains(value.text()) || simple) {
            reading.add(new Reading.Found(name, option, List.of(), at));
        } else if (value.known() && FALSE.contains(value.text())) {
            for (Consequence consequence : option.consequences()) {
                consequence.unsteer(reading);
            }
        } else {
            reading.fail("the value of its option `" + name + "` is not understood");
        }
    }

    private void bundle(String text, boolean known) {
        Vocabulary vocabulary = row.vocabulary();
        Optional<OptionRow> whole = known ? vocabulary.find(text) : Optional.empty();
        if (whole.isEmpty() && known && number(text)) {
            whole = vocabulary.find("-#");
        }
        if (whole.isPresent()) {
            take(text, whole.get(), Optional.empty());
            return;
        }
        for (int i = 1; i < text.length(); i++) {
            String name = "-" + text.charAt(i);
            Optional<OptionRow> option = vocabulary.find(name);
            if (option.isEmpty()) {
                reading.fail("its option `" + name + "` is not one that is known");
                return;
            }
            boolean last = i + 1 == text.length();
            if (option.get().values().isEmpty() || last && known) {
                take(name, option.get(), Optional.empty());
                if (!option.get().values().isEmpty()) {
                    return;
                }
                continue;
            }
            int from = row.style().switches() && !last && text.charAt(i + 1) == '=' ? i + 2 : i + 1;
            if (!known && from >= text.length()) {
                reading.fail("the value of its option `" + name + "` is not known");
                return;
            }
            String rest = text.substring(from);
            take(name, option.get(), Optional.of(known ? Term.of(rest) : Term.beginning(rest)));
            return;
        }
        if (!known) {
            reading.fail("it is not known which options `" + text + "…` are");
        }
    }

    /** Takes an option with the value in its own word, and as many words behind it as it still wants. */
    private void take(String name, OptionRow option, Optional<Term> value) {
        int wanted = option.values().size() - (value.isPresent() ? 1 : 0);
        if (option.values().isEmpty() || option.optional() || wanted == 0) {
            reading.add(new Reading.Found(name, option, value.map(List::of).orElse(List.of()), at));
            return;
        }
        if (at + wanted > words.size()) {
            reading.fail("its option `" + name + "` has no value");
            return;
        }
        List<Term> next = words.subList(at, at + wanted);
        for (Term term : next) {
            if (term.many()) {
                reading.fail("the value of its option `" + name + "` is not known to be one word");
                return;
            }
        }
        at += wanted;
        List<Term> values = value.isEmpty() ? next : List.of(value.get(), next.get(0));
        reading.add(new Reading.Found(name, option, values, at));
    }

    private static Term rest(Term word, int from) {
        String text = word.text().substring(from);
        return word.known() ? Term.of(text) : Term.beginning(text);
    }

    private static boolean number(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > 1;
    }
}
