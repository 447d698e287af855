package io.brattice.rulebook.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a scalar may be at one place. */
sealed interface Atom {

    /** For messages: {@code takes a text}. */
    String expects();

    /** True when the scalar is one, as far as its form goes. */
    boolean accepts(Node.Scalar scalar);

    /** The same for the schema. */
    Map<String, Object> schema();

    /** A text; a number or a boolean in its place must be in quotes. */
    record Text() implements Atom {
        static final int LONGEST = 8192;

        @Override
        public String expects() {
            return "a text";
        }

        @Override
        public boolean accepts(Node.Scalar scalar) {
            return scalar.type() == Node.Type.TEXT
                    && !scalar.text().isEmpty()
                    && scalar.text().length() <= LONGEST;
        }

        @Override
        public Map<String, Object> schema() {
            return ordered("type", "string", "minLength", 1, "maxLength", LONGEST);
        }
    }

    /** Any text, the empty one too. */
    record AnyText() implements Atom {
        @Override
        public String expects() {
            return "a text";
        }

        @Override
        public boolean accepts(Node.Scalar scalar) {
            return scalar.type() == Node.Type.TEXT && scalar.text().length() <= Text.LONGEST;
        }

        @Override
        public Map<String, Object> schema() {
            return ordered("type", "string", "maxLength", Text.LONGEST);
        }
    }

    /** One of these words. */
    record Words(List<String> words) implements Atom {
        public Words {
            words = List.copyOf(words);
        }

        @Override
        public String expects() {
            return words.stream()
                    .map(each -> "`" + each + "`")
                    .collect(Collectors.joining(words.size() == 2 ? " or " : ", "));
        }

        @Override
        public boolean accepts(Node.Scalar scalar) {
            return scalar.type() == Node.Type.TEXT && words.contains(scalar.text());
        }

        @Override
        public Map<String, Object> schema() {
            return words.size() == 1 ? ordered("const", words.get(0)) : ordered("enum", words);
        }
    }

    /** True or false. */
    record Bool() implements Atom {
        @Override
        public String expects() {
            return "`true` or `false`";
        }

        @Override
        public boolean accepts(Node.Scalar scalar) {
            return scalar.type() == Node.Type.BOOLEAN;
        }

        @Override
        public Map<String, Object> schema() {
            return ordered("type", "boolean");
        }
    }

    /** Null. */
    record Nothing() implements Atom {
        @Override
        public String expects() {
            return "`null`";
        }

        @Override
        public boolean accepts(Node.Scalar scalar) {
            return scalar.type() == Node.Type.NOTHING && !scalar.text().isEmpty();
        }

        @Override
        public Map<String, Object> schema() {
            return ordered("type", "null");
        }
    }

    /** A whole number of so many digits at most. */
    record Whole(long least, long most) implements Atom {
        private static final int MOST_DIGITS = 18;

        @Override
        public String expects() {
            return "a whole number"
                    + (least == 0 && most == Long.MAX_VALUE
                            ? ""
                            : most == Long.MAX_VALUE ? " of at least " + least : " from " + least + " to " + most);
        }

        @Override
        public boolean accepts(Node.Scalar scalar) {
            if (scalar.type() != Node.Type.INTEGER || scalar.text().length() > MOST_DIGITS) {
                return false;
            }
            long number = Long.parseLong(scalar.text());
            return number >= least && number <= most;
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> schema = ordered("type", "integer", "minimum", least);
            if (most != Long.MAX_VALUE) {
                schema.put("maximum", most);
            }
            return schema;
        }
    }

    /** A number, of at most 40 characters. */
    record Numeric() implements Atom {
        @Override
        public String expects() {
            return "a number";
        }

        @Override
        public boolean accepts(Node.Scalar scalar) {
            return (scalar.type() == Node.Type.INTEGER || scalar.type() == Node.Type.DECIMAL)
                    && Amounts.number(scalar.text()).isPresent();
        }

        @Override
        public Map<String, Object> schema() {
            return ordered("type", "number");
        }
    }

    /** A text with units, such as {@code 100MB} or {@code 1h}. */
    record Measured(String expects, String pattern) implements Atom {
        @Override
        public boolean accepts(Node.Scalar scalar) {
            return scalar.type() == Node.Type.TEXT
                    && scalar.text().length() <= Amounts.LONGEST
                    && scalar.text().matches(pattern);
        }

        @Override
        public Map<String, Object> schema() {
            return ordered("type", "string", "pattern", "^(" + pattern + ")$", "maxLength", Amounts.LONGEST);
        }
    }

    /** What to write instead of this scalar, where there is something special to say. */
    static Optional<String> advice(Node.Scalar scalar, List<Atom> expected) {
        boolean text = expected.stream().anyMatch(each -> each instanceof Text || each instanceof AnyText);
        boolean number = expected.stream().anyMatch(each -> each instanceof Whole || each instanceof Numeric);
        if (scalar.type() == Node.Type.NOTHING) {
            return Optional.of("write it behind the colon");
        }
        if (text && scalar.type() != Node.Type.TEXT) {
            return Optional.of("put it in quotes");
        }
        if (scalar.type() == Node.Type.ODD_NUMBER && number) {
            return Optional.of(
                    "programs read such numbers differently; write plain decimal digits, or quotes for a text");
        }
        if (number
                && scalar.type() == Node.Type.TEXT
                && scalar.text().replaceAll("[_,' ]", "").matches("[0-9]+")) {
            return Optional.of("write `" + Complaints.excerpt(scalar.text().replaceAll("[_,' ]", "")) + "`");
        }
        boolean bool = expected.size() == 1 && expected.get(0) instanceof Bool;
        if (bool && scalar.text().matches("(?i)yes|on|y")) {
            return Optional.of("write `true`");
        }
        if (bool && scalar.text().matches("(?i)no|off|n")) {
            return Optional.of("write `false`");
        }
        return expected.stream()
                .filter(Words.class::isInstance)
                .flatMap(each -> Nearest.to(scalar.text(), ((Words) each).words()).stream())
                .findFirst()
                .map(near -> "did you mean `" + near + "`?");
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
