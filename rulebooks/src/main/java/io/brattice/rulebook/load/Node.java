package io.brattice.rulebook.load;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file says, as a tree that remembers where. Lines and columns from 1. */
sealed interface Node {

    int line();

    int column();

    /** What it is, for messages: {@code a text}. */
    String kind();

    /** A word, a number, a text. */
    record Scalar(String text, boolean plain, int line, int column) implements Node {

        private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
        private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
        private static final Pattern ODD =
                Pattern.compile("[-+]?0[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

        /** What YAML 1.2 takes it for. */
        Type type() {
            if (!plain) {
                return Type.TEXT;
            }
            return switch (text) {
                case "", "~", "null", "Null", "NULL" -> Type.NOTHING;
                case "true", "True", "TRUE", "false", "False", "FALSE" -> Type.BOOLEAN;
                default -> number();
            };
        }

        private Type number() {
            char first = text.charAt(0);
            if (!(first >= '0' && first <= '9') && first != '-' && first != '+' && first != '.') {
                return Type.TEXT;
            }
            return ODD.matcher(text).matches()
                    ? Type.ODD_NUMBER
                    : INTEGER.matcher(text).matches()
                            ? Type.INTEGER
                            : DECIMAL.matcher(text).matches() ? Type.DECIMAL : Type.TEXT;
        }

        boolean isTrue() {
            return text.toLowerCase(Locale.ROOT).equals("true");
        }

        @Override
        public String kind() {
            return switch (type()) {
                case TEXT -> "a text";
                case NOTHING -> "nothing";
                case BOOLEAN -> "a boolean";
                case INTEGER, DECIMAL, ODD_NUMBER -> "a number";
            };
        }
    }

    /** The types of scalars. */
    enum Type {
        TEXT,
        NOTHING,
        BOOLEAN,
        INTEGER,
        DECIMAL,
        /** With leading zeros, hexadecimal, octal, infinite: what people and programs read differently. */
        ODD_NUMBER
    }

    /** A list. */
    record Sequence(List<Node> items, int line, int column) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the file; no key comes twice. */
    record Mapping(List<Entry> entries, int line, int column) implements Node {

        Optional<Node> get(String key) {
            for (Entry entry : entries) {
                if (entry.key().text().equals(key)) {
                    return Optional.of(entry.value());
                }
            }
            return Optional.empty();
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** One key and its value. */
    record Entry(Scalar key, Node value) {}
}
