package io.brattice.shell.program;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with places that the words of a call fill: <code>{operands}</code>, <code>{1}</code>, <code>{--name}</code>,
 * <code>{program}</code>, <code>{command}</code>, and <code>{1|other}</code> for what stands there when the word is missing.
 */
final class Template {

    /** A fixed text, or a place; {@code other} stands there when the place has no word. */
    private record Piece(String text, boolean place, int operand, Optional<String> other) {}

    private final List<Piece> pieces;
    private final boolean each;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        boolean operands = false;
        for (Piece piece : pieces) {
            operands |= piece.place() && piece.text().equals("operands");
        }
        each = operands;
    }

    static Template of(String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (open >= 0 && close < 0) {
                throw new IllegalArgumentException("`" + text + "` has a `{` without its `}`");
            }
            if (open != at) {
                pieces.add(new Piece(text.substring(at, open < 0 ? text.length() : open), false, 0, Optional.empty()));
            }
            if (open >= 0) {
                pieces.add(place(text.substring(open + 1, close)));
            }
            at = open < 0 ? text.length() : close + 1;
        }
        return new Template(pieces);
    }

    private static Piece place(String text) {
        int bar = text.indexOf('|');
        String name = bar < 0 ? text : text.substring(0, bar);
        Optional<String> other = bar < 0 ? Optional.empty() : Optional.of(text.substring(bar + 1));
        if (!name.isEmpty() && name.length() < 3 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new Piece(name, true, Integer.parseInt(name), other);
        }
        if (name.equals("operands") || name.equals("program") || name.equals("command") || name.startsWith("-")) {
            return new Piece(name, true, 0, other);
        }
        throw new IllegalArgumentException(
                "the place `{" + text + "}` is not one of {operands}, {1}, {2}, …, {--name}, {program}, {command}");
    }

    /** What the template is to be filled with once each: every operand where it names them, else nothing. */
    List<Optional<Term>> eachOperand(Reading reading) {
        if (!each || reading.operands().isEmpty()) {
            return List.of(Optional.empty());
        }
        List<Optional<Term>> all = new ArrayList<>();
        for (Term operand : reading.operands()) {
            all.add(Optional.of(reading.uncertain() ? operand.worst() : operand));
        }
        return all;
    }

    /** Filled in as the name of a resource or host. */
    String name(Reading reading, Invocation call, Optional<Term> operand) {
        StringBuilder name = new StringBuilder();
        for (Piece piece : pieces) {
            if (!piece.place()) {
                name.append(piece.text());
                continue;
            }
            Optional<Term> word = word(piece, reading, call, operand);
            if (word.isEmpty()) {
                name.append(piece.other().orElse(piece.text().startsWith("-") ? "default" : "*"));
            } else {
                encode(word.get().known() ? word.get().text() : "unknown", name);
            }
        }
        return name.toString();
    }

    /** Filled in as a path; empty when an operand that it names is missing, and nothing else stands there. */
    Optional<Term> path(Reading reading, Invocation call, Optional<Term> operand) {
        StringBuilder path = new StringBuilder();
        for (Piece piece : pieces) {
            if (!piece.place()) {
                path.append(piece.text());
                continue;
            }
            Optional<Term> word = word(piece, reading, call, operand);
            if (word.isPresent()) {
                path.append(word.get().text());
                if (!word.get().known()) {
                    return Optional.of(word.get().many() ? Term.any(path.toString()) : Term.beginning(path.toString()));
                }
            } else if (piece.other().isPresent()) {
                path.append(piece.other().get());
            } else if (piece.text().startsWith("-")) {
                return Optional.of(Term.beginning(path.toString()));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(Term.of(path.toString()));
    }

    private static Optional<Term> word(Piece piece, Reading reading, Invocation call, Optional<Term> operand) {
        if (piece.operand() > 0) {
            List<Term> operands = reading.operands();
            if (reading.uncertain()) {
                return Optional.of(Term.beginning(""));
            }
            for (int i = 0; i < Math.min(piece.operand(), operands.size()); i++) {
                if (operands.get(i).many()) {
                    return Optional.of(Term.beginning(
                            i + 1 == piece.operand() ? operands.get(i).text() : ""));
                }
            }
            return piece.operand() <= operands.size()
                    ? Optional.of(operands.get(piece.operand() - 1))
                    : Optional.empty();
        }
        return switch (piece.text()) {
            case "operands" -> operand;
            case "program" -> Optional.of(call.words().get(0));
            case "command" -> Optional.of(Term.of(reading.command()));
            default -> reading.uncertain() ? Optional.of(Term.beginning("")) : reading.value(piece.text());
        };
    }

    /** What the name of a resource cannot hold, or gives a meaning of its own, is percent-encoded. */
    private static void encode(String raw, StringBuilder name) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c > ' ' && c < 0x7f && c != '%' && c != '#') {
                name.append(c);
                continue;
            }
            boolean pair =
                    Character.isHighSurrogate(c) && i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1));
            if (c >= 0xa0 && !Character.isSurrogate(c) || pair) {
                name.append(c);
                if (pair) {
                    i++;
                    name.append(raw.charAt(i));
                }
                continue;
            }
            for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                name.append('%').append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
    }
}
