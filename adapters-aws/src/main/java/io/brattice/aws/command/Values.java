package io.brattice.aws.command;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of options as the values of members: texts, JSON, the short form, what files hold. */
final class Values {

    /**
     * A value.
     *
     * @param present false where the member is left out: a stream, or what is not known
     * @param whole false where what is sent is not known
     */
    record Value(@Nullable Object value, boolean present, boolean whole) {
        static final Value UNKNOWN = new Value(null, false, false);
        static final Value LEFT_OUT = new Value(null, false, true);

        static Value of(@Nullable Object value) {
            return new Value(value, true, true);
        }
    }

    private final Shapes shapes;
    private final String service;
    private final String operation;
    private final NamedFiles files;
    private final Told told;

    Values(Shapes shapes, String service, String operation, NamedFiles files, Told told) {
        this.shapes = shapes;
        this.service = service;
        this.operation = operation;
        this.files = files;
        this.told = told;
    }

    /**
     * The value of an option.
     *
     * @param letter how it is written
     * @param path the member that it is for
     * @throws IllegalArgumentException where the program would refuse it
     */
    Value of(String option, char letter, String path, List<Term> words) {
        Term word = words.get(0);
        if (letter == 'X') {
            told.file(FileAct.READ, word);
            return Value.LEFT_OUT;
        }
        if (words.size() == 1 && NamedFiles.isFile(word.text())) {
            return file(word, letter, path);
        }
        boolean open = words.stream().anyMatch(each -> !each.known());
        if (words.size() == 1 && isFetched(option, word.text())) {
            String address = word.text().substring(word.text().indexOf("//") + 2);
            int end = address.indexOf('/');
            told.host(end < 0 ? address : address.substring(0, end));
            return Value.UNKNOWN;
        }
        if (open) {
            return Value.UNKNOWN;
        }
        return "lnL".indexOf(letter) >= 0
                ? list(letter, path, words.stream().map(Term::text).toList())
                : of(word.text(), letter, path);
    }

    private Value file(Term word, char letter, String path) {
        if (!word.known() || word.text().startsWith("fileb://")) {
            files.read(word);
            return word.known() && letter == 'x' ? Value.of("") : Value.UNKNOWN;
        }
        Optional<String> text = files.text(word.text());
        if (text.isEmpty()) {
            return Value.UNKNOWN;
        }
        return "lnL".indexOf(letter) >= 0 ? list(letter, path, List.of(text.get())) : of(text.get(), letter, path);
    }

    /** Version 1 of the program fetches what an address holds, for most options. */
    private static boolean isFetched(String option, String text) {
        boolean address = text.startsWith("http://") || text.startsWith("https://");
        return address && !option.endsWith("-url") && !option.endsWith("-uri") && !option.endsWith("endpoint");
    }

    private Value of(String text, char letter, String path) {
        return switch (letter) {
            case 'b' -> Value.of(!text.toLowerCase(Locale.ROOT).equals("false"));
            case 'i', 'f' -> Value.of(number(text));
            case 'x' -> Value.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
            case 'j' -> Value.of(json(text));
            case 'S', 'M', 'V' -> Value.of(structure(text, path));
            default -> Value.of(text);
        };
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("`" + text + "` is no number", e);
        }
    }

    private @Nullable Object structure(String text, String path) {
        if (text.stripLeading().startsWith("{")) {
            return json(text);
        }
        if (text.indexOf('=') < 0 && text.indexOf('@') < 0) {
            return typed(Map.of("Value", text), path);
        }
        return typed(
                Shorthand.read(text, word -> NamedFiles.isFile(word) ? files.text(word) : Optional.of(word)), path);
    }

    private Value list(char letter, String path, List<String> texts) {
        String start = texts.get(0).strip();
        if (texts.size() == 1 && start.startsWith("[")) {
            return Value.of(json(start));
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (String text : texts) {
            String lead = text.stripLeading();
            boolean json = lead.startsWith("{") || lead.startsWith("[");
            boolean plain = letter == 'l' || !json && text.indexOf('=') < 0;
            items.add(letter == 'n' ? number(text) : plain ? text : json ? json(text) : structure(text, path + "[]"));
        }
        return Value.of(items);
    }

    /** Gives the texts of the short form the types that the members have. */
    private @Nullable Object typed(@Nullable Object value, String path) {
        char letter = shapes.at(service, operation, path);
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> typed = new LinkedHashMap<>();
            map.forEach((name, each) ->
                    typed.put(String.valueOf(name), typed(each, letter == 'M' ? path + "{}" : path + "." + name)));
            return typed;
        }
        boolean list = "lnL".indexOf(letter) >= 0;
        if (value instanceof List<?> items) {
            List<@Nullable Object> typed = new ArrayList<>();
            items.forEach(item -> typed.add(typed(item, path + "[]")));
            return typed;
        }
        String text = String.valueOf(value);
        if (list) {
            List<@Nullable Object> one = new ArrayList<>();
            one.add(typed(text, path + "[]"));
            return one;
        }
        boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return switch (letter) {
            case 'b' -> truth ? Boolean.valueOf(text.equalsIgnoreCase("true")) : text;
            case 'i', 'f' -> number(text);
            default -> text;
        };
    }

    /** JSON of any kind. Python reads a little more (NaN, names that come twice): that is refused here, and so not known. */
    static @Nullable Object json(String text) {
        try {
            return Arguments.fromJson("{\"value\":" + text + "}").asMap().get("value");
        } catch (InvalidArgumentsException e) {
            String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            throw new IllegalArgumentException("`" + shown + "` is no JSON: " + e.getMessage(), e);
        }
    }
}
