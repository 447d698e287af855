package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds braces, patterns and tildes in the unquoted text of a word, in the order in which bash expands them. */
final class Shapes {
    private static final int MAX_RANGE = 10_000;

    private final List<Object> atoms = new ArrayList<>();
    private final int flags;

    private Shapes(int flags) {
        this.flags = flags;
    }

    static List<Part> of(List<Part> parts, int flags) {
        if ((flags & Words.BRACES) == 0 || !hasBrace(parts)) {
            return patterns(parts, flags);
        }
        Shapes shapes = new Shapes(flags);
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                for (int i = 0; i < literal.text().length(); i++) {
                    shapes.atoms.add(literal.text().charAt(i));
                }
            } else {
                shapes.atoms.add(part);
            }
        }
        return patterns(shapes.braces(0, shapes.atoms.size(), 0), flags);
    }

    private static boolean hasBrace(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Literal literal && literal.text().indexOf('{') >= 0) {
                return true;
            }
        }
        return false;
    }

    private boolean is(int at, char c) {
        return atoms.get(at) instanceof Character each && each == c;
    }

    private List<Part> braces(int from, int to, int depth) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int i = from;
        while (i < to) {
            Object atom = atoms.get(i);
            if (atom instanceof Part part) {
                flush(parts, plain);
                parts.add(part);
            } else if (is(i, '{') && depth < 50) {
                int close = close(i, to);
                Optional<Part> expansion = close < 0 ? Optional.empty() : expansion(i, close, depth);
                if (expansion.isPresent()) {
                    flush(parts, plain);
                    parts.add(expansion.get());
                    i = close;
                } else {
                    plain.append('{');
                }
            } else {
                plain.append(atom);
            }
            i++;
        }
        flush(parts, plain);
        return parts;
    }

    private static void flush(List<Part> parts, StringBuilder plain) {
        if (plain.length() > 0) {
            parts.add(new Part.Literal(plain.toString()));
            plain.setLength(0);
        }
    }

    private int close(int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            if (is(i, '{')) {
                depth++;
            } else if (is(i, '}') && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private Optional<Part> expansion(int open, int close, int depth) {
        List<Word> alternatives = new ArrayList<>();
        int nested = 0;
        int start = open + 1;
        for (int i = start; i < close; i++) {
            if (is(i, '{')) {
                nested++;
            } else if (is(i, '}')) {
                nested--;
            } else if (nested == 0 && is(i, ',')) {
                alternatives.add(alternative(start, i, depth));
                start = i + 1;
            }
        }
        if (!alternatives.isEmpty()) {
            alternatives.add(alternative(start, close, depth));
            return Optional.of(new Part.Braces(alternatives));
        }
        StringBuilder raw = new StringBuilder();
        for (int i = open + 1; i < close; i++) {
            if (atoms.get(i) instanceof Part) {
                return Optional.empty();
            }
            raw.append(atoms.get(i));
        }
        return range(raw.toString());
    }

    private Word alternative(int from, int to, int depth) {
        return new Word(patterns(braces(from, to, depth + 1), flags & ~Words.TILDE));
    }

    private static Optional<Part> range(String raw) {
        int dots = raw.indexOf("..");
        if (dots <= 0) {
            return Optional.empty();
        }
        int more = raw.indexOf("..", dots + 2);
        String first = raw.substring(0, dots);
        String last = raw.substring(dots + 2, more < 0 ? raw.length() : more);
        String step = more < 0 ? "" : raw.substring(more + 2);
        if (more >= 0 && !isInteger(step)) {
            return Optional.empty();
        }
        if (isInteger(first) && isInteger(last)) {
            return Optional.of(numbers(raw, first, last, step));
        }
        if (first.length() == 1 && last.length() == 1 && isLetter(first.charAt(0)) && isLetter(last.charAt(0))) {
            return Optional.of(letters(raw, first.charAt(0), last.charAt(0), step));
        }
        return Optional.empty();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isInteger(String text) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return Letters.isNumber(digits);
    }

    private static Part opaque(String raw) {
        return new Part.Opaque("{" + raw + "}", "a range that is not listed");
    }

    private static Part numbers(String raw, String first, String last, String step) {
        if (first.length() > 9 || last.length() > 9 || step.length() > 9) {
            return opaque(raw);
        }
        long from = Long.parseLong(first);
        long to = Long.parseLong(last);
        long by = step.isEmpty() ? 1 : Math.max(1, Math.abs(Long.parseLong(step)));
        int width = isPadded(first) || isPadded(last) ? Math.max(first.length(), last.length()) : 0;
        if (Math.abs(to - from) / by >= MAX_RANGE || first.startsWith("+") || last.startsWith("+")) {
            return opaque(raw);
        }
        List<String> values = new ArrayList<>();
        for (long i = from; from <= to ? i <= to : i >= to; i += from <= to ? by : -by) {
            String digits = Long.toString(Math.abs(i));
            String sign = i < 0 ? "-" : "";
            values.add(sign + "0".repeat(Math.max(0, width - digits.length() - sign.length())) + digits);
        }
        return new Part.Range(raw, values);
    }

    private static boolean isPadded(String number) {
        String digits = number.startsWith("-") ? number.substring(1) : number;
        return digits.length() > 1 && digits.charAt(0) == '0';
    }

    private static Part letters(String raw, char from, char to, String step) {
        if (Character.isUpperCase(from) != Character.isUpperCase(to) || step.length() > 9) {
            return opaque(raw);
        }
        int by = step.isEmpty() ? 1 : Math.max(1, Math.abs(Integer.parseInt(step)));
        List<String> values = new ArrayList<>();
        for (int i = from; from <= to ? i <= to : i >= to; i += from <= to ? by : -by) {
            values.add(String.valueOf((char) i));
        }
        return new Part.Range(raw, values);
    }

    private static List<Part> patterns(List<Part> parts, int flags) {
        return new Patterns(parts, flags).found();
    }
}
