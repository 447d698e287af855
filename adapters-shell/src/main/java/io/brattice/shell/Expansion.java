package io.brattice.shell;

import io.brattice.shell.ShellState.Value;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Part;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Expands words as bash would, as far as that is known before anything runs: braces, tilde, parameters, substitutions, splitting,
 * globs. What is open stays open: a {@link Term} that is not known, never a guess.
 */
final class Expansion {

    /** How many words one word may become before it counts as any number of words. */
    private static final int MOST_WORDS = 10_000;

    /** How long a word that is known may be. */
    private static final int LONGEST = 1 << 20;

    /** What an expansion needs of its surroundings: whatever runs inside a word is walked like everything else. */
    interface Surroundings {
        /** Walks a substitution; what it prints, where that is known. */
        Value substitution(Script script);

        /** Walks a process substitution. */
        void process(Script script);

        /** Hears of something that bash would evaluate as code. */
        void opaque(String why);

        /** Every path that a pattern matches; empty when that cannot be told. */
        Optional<List<String>> glob(String pattern);

        /** What {@code ~} means. */
        Path home();
    }

    private final ShellState state;
    private final Surroundings around;
    private boolean counted;

    Expansion(ShellState state, Surroundings around) {
        this.state = state;
        this.around = around;
    }

    /** Arguments: everything is expanded, split, and matched against files. */
    void words(Word word, List<Term> into) {
        List<Part> parts = word.parts();
        if (parts.size() == 1 && parts.get(0) instanceof Part.Literal only) {
            into.add(Term.of(only.text()));
            return;
        }
        for (Word alternative : braces(word, into)) {
            Fields fields = new Fields(true);
            fields.addAll(alternative.parts(), false);
            fields.finish(into);
        }
    }

    /** A text: the right side of an assignment, a redirection's target, the subject of a case. Not split, not matched. */
    Term text(Word word) {
        Fields fields = new Fields(false);
        fields.addAll(word.parts(), false);
        List<Term> one = new ArrayList<>(1);
        fields.finish(one);
        return one.isEmpty() ? Term.of("") : one.get(0);
    }

    /** The body of a here-document, or the inside of double quotes. */
    Term quoted(Word word) {
        Fields fields = new Fields(false);
        fields.addAll(word.parts(), true);
        List<Term> one = new ArrayList<>(1);
        fields.finish(one);
        return one.isEmpty() ? Term.of("") : one.get(0);
    }

    /** An arithmetic expression. Bash evaluates what variables hold, so anything but numbers may be code. */
    Value arithmetic(Word expression) {
        Value value = evaluated(expression);
        StringBuilder text = new StringBuilder();
        expression.parts().forEach(part -> text.append(part.staticValue().orElse(" ")));
        String all = text.toString();
        if (all.contains("++")
                || all.contains("--")
                || all.replaceAll("[=!<>]=", "").contains("=")
                || all.contains("<<=")
                || all.contains(">>=")) {
            Walk.namesIn(all).forEach(name -> state.set(name, new Value(List.of(Term.beginning("")), true, false)));
        }
        return value;
    }

    private Value evaluated(Word expression) {
        Term text = quoted(expression);
        if (!text.known()) {
            boolean numbers = expression.parts().stream().allMatch(this::isNumber);
            if (!numbers) {
                around.opaque("arithmetic on a value that is not known, which bash would evaluate as code");
            }
            return new Value(List.of(Term.beginning("")), true, false);
        }
        Optional<Long> value = Arithmetic.value(text.text(), name -> state.get(name));
        if (value.isEmpty() && Arithmetic.mayRunCode(text.text(), name -> state.get(name))) {
            around.opaque("arithmetic that bash would evaluate as code: `" + shortened(text.text()) + "`");
        }
        return new Value(List.of(value.map(v -> Term.of(Long.toString(v))).orElse(Term.beginning(""))), true, false);
    }

    /** True for a part that can only become a number. */
    boolean isNumber(Part part) {
        if (part instanceof Part.Parameter parameter) {
            return parameter.length()
                    || isCounter(parameter.name())
                    || state.get(parameter.name()).numeric();
        }
        if (part instanceof Part.Substitution) {
            return counted;
        }
        return part.staticValue().isPresent() || part instanceof Part.Arithmetic || part instanceof Part.Glob;
    }

    /** True when the substitution that was expanded last prints a number and nothing else. */
    boolean counted() {
        return counted;
    }

    static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** Every alternative of a word with braces; beyond the bound the word counts as any number of words. */
    private List<Word> braces(Word word, List<Term> into) {
        List<List<Part>> all = new ArrayList<>();
        all.add(List.of());
        boolean any = false;
        for (Part part : word.parts()) {
            if (!(part instanceof Part.Braces || part instanceof Part.Range)) {
                all = append(all, List.of(new Word(List.of(part))));
                continue;
            }
            any = true;
            List<Word> alternatives = new ArrayList<>();
            if (part instanceof Part.Braces braces) {
                braces.alternatives().forEach(alternative -> alternatives.addAll(braces(alternative, into)));
            } else {
                ((Part.Range) part).values().forEach(v -> alternatives.add(Word.literal(v)));
            }
            if ((long) all.size() * alternatives.size() > MOST_WORDS) {
                into.add(Term.any(""));
                return List.of();
            }
            all = append(all, alternatives);
        }
        return any ? all.stream().map(Word::new).toList() : List.of(word);
    }

    private static List<List<Part>> append(List<List<Part>> all, List<Word> alternatives) {
        List<List<Part>> longer = new ArrayList<>();
        for (List<Part> each : all) {
            for (Word alternative : alternatives) {
                List<Part> parts = new ArrayList<>(each);
                parts.addAll(alternative.parts());
                longer.add(parts);
            }
        }
        return longer;
    }

    /** Parameters that the shell itself keeps as numbers. */
    private static boolean isCounter(String name) {
        return switch (name) {
            case "#",
                    "?",
                    "$",
                    "!",
                    "RANDOM",
                    "SECONDS",
                    "LINENO",
                    "PPID",
                    "UID",
                    "EUID",
                    "OPTIND",
                    "COLUMNS",
                    "LINES" -> true;
            default -> false;
        };
    }

    /** The words that come to be while the parts of one word are expanded from left to right. */
    private final class Fields {

        private final boolean splits;
        private final List<Term> done = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder pattern = new StringBuilder();
        private boolean began;
        private boolean glob;
        private boolean known = true;
        private boolean many;

        Fields(boolean splits) {
            this.splits = splits;
        }

        void addAll(List<Part> parts, boolean quoted) {
            for (Part part : parts) {
                add(part, quoted);
            }
        }

        private void add(Part part, boolean quoted) {
            if (part instanceof Part.Literal literal) {
                if (quoted) {
                    literal(literal.text());
                } else {
                    plain(literal.text());
                }
            } else if (part instanceof Part.DoubleQuoted inner) {
                began = began || inner.parts().isEmpty() || !onlyParameters(inner.parts());
                addAll(inner.parts(), true);
                if (inner.translated()) {
                    unknown(false);
                }
            } else if (part instanceof Part.Glob pattern) {
                if (quoted || !splits) {
                    literal(pattern.text());
                } else {
                    began = true;
                    glob = true;
                    plain(pattern.text());
                }
            } else if (part instanceof Part.Tilde tilde) {
                if (tilde.user().isEmpty()) {
                    Value home = state.get("HOME");
                    value(home.elements().isEmpty() ? Term.of(around.home().toString()) : home.scalar(), true);
                } else {
                    began = true;
                    unknown(false);
                }
            } else if (part instanceof Part.Parameter parameter) {
                parameter(parameter, quoted);
            } else if (part instanceof Part.Substitution substitution) {
                Value printed = around.substitution(substitution.script());
                counted = printed.numeric();
                value(printed.scalar(), quoted);
            } else if (part instanceof Part.Arithmetic arithmetic) {
                value(arithmetic(arithmetic.expression()).scalar(), true);
            } else if (part instanceof Part.Pipe pipe) {
                around.process(pipe.script());
                literal("/dev/fd/63");
            } else if (part instanceof Part.Braces || part instanceof Part.Range) {
                began = true;
                unknown(true);
            } else if (part instanceof Part.Array array) {
                began = true;
                List<Term> elements = new ArrayList<>();
                array.elements().forEach(element -> {
                    element.subscript().ifPresent(Expansion.this::arithmetic);
                    words(element.value(), elements);
                });
                unknown(false);
            } else if (part instanceof Part.Opaque opaque) {
                began = true;
                around.opaque(opaque.why());
                unknown(true);
            } else {
                literal(part.staticValue().orElseThrow());
            }
        }

        /** {@code "$@"} alone may become no word at all. */
        private boolean onlyParameters(List<Part> parts) {
            for (Part part : parts) {
                boolean list = part instanceof Part.Parameter parameter
                        && (parameter.name().equals("@")
                                || parameter
                                        .subscript()
                                        .flatMap(Word::staticValue)
                                        .filter("@"::equals)
                                        .isPresent());
                if (!list) {
                    return false;
                }
            }
            return true;
        }

        /** Quoted text: it stands for itself. */
        private void literal(String value) {
            began = true;
            if (text.length() + value.length() > LONGEST) {
                unknown(false);
            }
            if (known) {
                text.append(value);
                if (splits) {
                    Globs.quote(value, pattern);
                }
            }
        }

        private void plain(String value) {
            began = true;
            if (text.length() + value.length() > LONGEST) {
                unknown(true);
            }
            if (known) {
                text.append(value);
                pattern.append(value);
            }
        }

        private void unknown(boolean several) {
            known = false;
            many |= several;
        }

        /** The value of an expansion. Unquoted, it is split at blanks, and its pattern characters count. */
        private void value(Term value, boolean quoted) {
            if (quoted || !splits) {
                literal(value.text());
                if (!value.known()) {
                    unknown(value.many() && !quoted);
                }
                return;
            }
            String all = value.text();
            if (!state.splitsAsUsual() || (!value.known() && all.isEmpty())) {
                began = true;
                unknown(true);
                return;
            }
            int start = 0;
            while (start <= all.length()) {
                int end = start;
                while (end < all.length() && !isBlank(all.charAt(end))) {
                    end++;
                }
                if (end > start) {
                    String piece = all.substring(start, end);
                    glob |= Globs.isPattern(piece);
                    plain(piece);
                }
                if (end >= all.length()) {
                    break;
                }
                flush();
                start = end + 1;
            }
            if (!value.known()) {
                began = true;
                unknown(true);
            }
        }

        private boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\n';
        }

        private void parameter(Part.Parameter parameter, boolean quoted) {
            boolean list = parameter.name().equals("@")
                    || (parameter.name().equals("*") && !quoted)
                    || parameter
                            .subscript()
                            .flatMap(Word::staticValue)
                            .filter(s -> s.equals("@") || (s.equals("*") && !quoted))
                            .isPresent();
            if (list && parameter.operator().isEmpty() && !parameter.length() && !parameter.indirect()) {
                List<Term> elements = parameter.subscript().isPresent()
                        ? state.get(parameter.name()).elements()
                        : state.parameters();
                for (int i = 0; i < elements.size(); i++) {
                    if (i > 0) {
                        if (!splits && !state.splitsAsUsual()) {
                            unknown(false);
                        }
                        if (splits) {
                            flush();
                        } else {
                            literal(" ");
                        }
                    }
                    Term element = elements.get(i);
                    if (element.many()) {
                        began = true;
                        unknown(true);
                    } else {
                        value(element, quoted);
                        began |= quoted;
                    }
                }
                return;
            }
            began |= quoted;
            value(scalar(parameter), quoted);
        }

        void finish(List<Term> into) {
            flush();
            into.addAll(done);
        }

        private void flush() {
            if (!began) {
                reset();
                return;
            }
            if (!known) {
                String prefix = glob ? Globs.fixedFolder(pattern.toString()) : text.toString();
                done.add(many ? Term.any(prefix) : Term.beginning(prefix));
            } else if (!glob || !splits) {
                done.add(Term.of(text.toString()));
            } else {
                matched();
            }
            reset();
        }

        private void matched() {
            String wanted = pattern.toString();
            Optional<List<String>> found = state.globsAsUsual() ? around.glob(wanted) : Optional.empty();
            if (found.isEmpty()) {
                done.add(Term.any(Globs.fixedFolder(wanted)));
            } else if (found.get().isEmpty()) {
                done.add(Term.of(text.toString()));
            } else {
                found.get().forEach(match -> done.add(Term.of(match)));
            }
        }

        private void reset() {
            text.setLength(0);
            pattern.setLength(0);
            began = false;
            glob = false;
            known = true;
            many = false;
        }
    }

    /** One value of a parameter expansion with whatever operator it has. */
    private Term scalar(Part.Parameter parameter) {
        List<Term> operands = new ArrayList<>();
        for (Word operand : parameter.operands()) {
            operands.add(text(operand)); // its substitutions run, whatever becomes of it
        }
        Value value = plain(parameter);
        if (parameter.indirect()) {
            Term name = value.scalar();
            boolean names =
                    parameter.operator().equals("*") || parameter.operator().equals("@");
            if (names || !name.known() || !isName(name.text())) {
                boolean listed = name.known() && name.text().matches("[0-9]*|[@*#?$!-]");
                if (!names && !listed) {
                    around.opaque("it looks up a variable whose name is not known");
                }
                return Term.beginning("");
            }
            value = state.get(name.text());
        }
        boolean unset = value.elements().isEmpty();
        Term now = value.scalar();
        if (parameter.length()) {
            return now.known() && !isList(parameter)
                    ? Term.of(Integer.toString(now.text().length()))
                    : Term.beginning("");
        }
        Term first = operands.isEmpty() ? Term.of("") : operands.get(0);
        boolean plainly = operands.isEmpty();
        return switch (parameter.operator()) {
            case "", ":?", "?" -> now;
            case ":-", "-" -> otherwise(parameter.operator(), unset, now, first);
            case ":=", "=" -> {
                Term result = otherwise(parameter.operator(), unset, now, first);
                state.set(parameter.name(), Value.of(result));
                yield result;
            }
            case ":+", "+" -> {
                boolean empty = unset
                        || (parameter.operator().equals(":+")
                                && now.known()
                                && now.text().isEmpty());
                yield empty ? Term.of("") : now.known() ? first : Term.beginning("");
            }
            case "#", "##", "%", "%%" ->
                now.known() && first.known()
                        ? Globs.trimmed(now.text(), parameter.operator(), first.text())
                                .map(Term::of)
                                .orElse(Term.beginning(""))
                        : Term.beginning("");
            case "^^" -> now.known() && plainly ? Term.of(now.text().toUpperCase(Locale.ROOT)) : Term.beginning("");
            case ",," -> now.known() && plainly ? Term.of(now.text().toLowerCase(Locale.ROOT)) : Term.beginning("");
            case ":" -> {
                parameter.operands().forEach(this::arithmetic); // where it begins, and how long it is
                yield substring(now, operands);
            }
            case "/", "//" -> replaced(parameter.operator(), now, operands);
            case "@" -> {
                around.opaque("it transforms a value by `@`, which may evaluate it as code");
                yield Term.beginning("");
            }
            default -> Term.beginning("");
        };
    }

    private static Term otherwise(String operator, boolean unset, Term now, Term other) {
        boolean colon = operator.startsWith(":");
        if (unset || (colon && now.known() && now.text().isEmpty())) {
            return other;
        }
        return now.known() || !colon || !now.text().isEmpty() ? now : Term.beginning("");
    }

    private static Term substring(Term now, List<Term> operands) {
        try {
            if (!now.known() || operands.stream().anyMatch(operand -> !operand.known())) {
                return Term.beginning("");
            }
            int length = now.text().length();
            int from = Integer.parseInt(operands.get(0).text().strip());
            from = from < 0 ? length + from : from;
            int to = operands.size() < 2
                    ? length
                    : Integer.parseInt(operands.get(1).text().strip());
            to = operands.size() < 2 ? length : to < 0 ? length + to : Math.min(length, from + to);
            return from < 0 || from > length || to < from
                    ? Term.of("")
                    : Term.of(now.text().substring(from, to));
        } catch (NumberFormatException e) {
            return Term.beginning("");
        }
    }

    private static Term replaced(String operator, Term now, List<Term> operands) {
        boolean known = now.known() && operands.stream().allMatch(Term::known) && !operands.isEmpty();
        String search = operands.isEmpty() ? "" : operands.get(0).text();
        String by = operands.size() < 2 ? "" : operands.get(1).text();
        boolean literal =
                !Globs.isPattern(search) && search.indexOf('\\') < 0 && by.indexOf('&') < 0 && by.indexOf('\\') < 0;
        if (!known || search.isEmpty() || !literal || (long) now.text().length() * (by.length() + 1) > LONGEST) {
            return Term.beginning("");
        }
        return Term.of(operator.equals("//") ? now.text().replace(search, by) : replacedOnce(now.text(), search, by));
    }

    private static String replacedOnce(String text, String search, String by) {
        int at = text.indexOf(search);
        return at < 0 ? text : text.substring(0, at) + by + text.substring(at + search.length());
    }

    private Value plain(Part.Parameter parameter) {
        String name = parameter.name();
        if (parameter.subscript().isPresent()) {
            Word subscript = parameter.subscript().get();
            if (isList(parameter)) {
                Value all = state.get(name);
                return all.elements().size() == 1 ? all : Value.unknown();
            }
            arithmetic(subscript);
            return Value.unknown();
        }
        if (name.isEmpty()) {
            return Value.unknown();
        }
        char first = name.charAt(0);
        if (first >= '0' && first <= '9') {
            int index = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
            List<Term> parameters = state.parameters();
            if (index == 0) {
                return Value.of(state.name());
            }
            if (parameters.stream().limit(index).anyMatch(Term::many)) {
                return Value.unknown();
            }
            return index > parameters.size() ? Value.UNSET : Value.of(parameters.get(index - 1));
        }
        return switch (name) {
            case "#" ->
                state.parameters().stream().anyMatch(Term::many)
                        ? Value.unknown()
                        : Value.of(Term.of(Integer.toString(state.parameters().size())));
            case "@", "*" -> state.splitsAsUsual() ? joined(state.parameters()) : Value.unknown();
            case "PWD" ->
                state.cwd()
                        .filter(path -> !state.linked())
                        .map(path -> Value.of(Term.of(path.toString())))
                        .orElse(Value.unknown());
            case "-", "!" -> new Value(List.of(Term.beginning("")), name.equals("!"), false);
            default -> isCounter(name) ? new Value(List.of(Term.beginning("")), true, false) : state.get(name);
        };
    }

    private static boolean isList(Part.Parameter parameter) {
        return parameter
                        .subscript()
                        .flatMap(Word::staticValue)
                        .filter(s -> s.equals("@") || s.equals("*"))
                        .isPresent()
                || parameter.name().equals("@")
                || parameter.name().equals("*");
    }

    private static Value joined(List<Term> words) {
        StringBuilder all = new StringBuilder();
        for (Term word : words) {
            all.append(all.isEmpty() ? "" : " ").append(word.text());
            if (!word.known()) {
                return new Value(List.of(Term.beginning(all.toString())), false, false);
            }
        }
        return Value.of(Term.of(all.toString()));
    }

    static boolean isName(String text) {
        if (text.isEmpty() || (text.charAt(0) >= '0' && text.charAt(0) <= '9')) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
