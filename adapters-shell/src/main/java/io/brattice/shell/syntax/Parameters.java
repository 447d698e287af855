package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands between the braces of {@code ${…}}, whose end is known. */
final class Parameters {
    private final Grammar grammar;
    private final Source source;
    private final boolean quoted;

    /** @param quoted true inside double quotes and here-documents, where a word behind an operator is quoted too */
    Parameters(Grammar grammar, boolean quoted) {
        this.grammar = grammar;
        this.source = grammar.source;
        this.quoted = quoted;
    }

    Part read() throws SyntaxException {
        int first = source.peek();
        if (first == '#' && source.after(1) != Source.END && isParameter(source.after(1))) {
            int back = source.pos;
            source.skip(1);
            String name = parameter();
            Optional<Word> subscript = subscript();
            if (source.peek() == Source.END) {
                return new Part.Parameter(name, true, true, false, subscript, "", List.of());
            }
            source.pos = back;
        }
        boolean indirect = first == '!' && source.after(1) != Source.END && isParameter(source.after(1));
        if (indirect) {
            source.skip(1);
        }
        String name = parameter();
        Optional<Word> subscript = subscript();
        int c = source.peek();
        if (c == Source.END) {
            return part(name, indirect, subscript, "", List.of());
        }
        if (indirect && (c == '*' || c == '@') && source.after(1) == Source.END && subscript.isEmpty()) {
            source.skip(1);
            return part(name, true, subscript, String.valueOf((char) c), List.of());
        }
        return operation(name, indirect, subscript);
    }

    private static Part part(
            String name, boolean indirect, Optional<Word> subscript, String operator, List<Word> operands) {
        return new Part.Parameter(name, true, false, indirect, subscript, operator, operands);
    }

    private static boolean isParameter(int c) {
        return Letters.isName(c) || c >= 0 && "@*#?-$!".indexOf(c) >= 0;
    }

    private String parameter() throws SyntaxException {
        int c = source.peek();
        if (Letters.isNameStart(c)) {
            return grammar.expansions.name();
        }
        if (Letters.isDigit(c)) {
            StringBuilder number = new StringBuilder();
            while (Letters.isDigit(source.peek())) {
                number.append((char) source.peek());
                source.skip(1);
            }
            return number.toString();
        }
        if (isParameter(c)) {
            source.skip(1);
            return String.valueOf((char) c);
        }
        throw source.unexpected();
    }

    private Optional<Word> subscript() throws SyntaxException {
        if (source.peek() != '[') {
            return Optional.empty();
        }
        source.skip(1);
        return Optional.of(grammar.words.subscript());
    }

    private Part operation(String name, boolean indirect, Optional<Word> subscript) throws SyntaxException {
        int c = source.peek();
        int next = source.after(1);
        switch (c) {
            case ':' -> {
                if (next == '-' || next == '=' || next == '?' || next == '+') {
                    source.skip(2);
                    return part(name, indirect, subscript, ":" + (char) next, List.of(operand()));
                }
                source.skip(1);
                return substring(name, indirect, subscript);
            }
            case '-', '=', '?', '+' -> {
                source.skip(1);
                return part(name, indirect, subscript, String.valueOf((char) c), List.of(operand()));
            }
            case '#', '%' -> {
                String operator = twice((char) c);
                return part(name, indirect, subscript, operator, List.of(pattern()));
            }
            case '^', ',' -> {
                String operator = twice((char) c);
                List<Word> operands = source.peek() == Source.END ? List.of() : List.of(pattern());
                return part(name, indirect, subscript, operator, operands);
            }
            case '/' -> {
                return replacement(name, indirect, subscript);
            }
            case '@' -> {
                if ("QEPAaUuLKk".indexOf(next) < 0 || source.after(2) != Source.END) {
                    throw source.unexpected();
                }
                source.skip(2);
                return part(name, indirect, subscript, "@", List.of(Word.literal(String.valueOf((char) next))));
            }
            default -> throw source.unexpected();
        }
    }

    private String twice(char c) {
        source.skip(1);
        if (source.peek() != c) {
            return String.valueOf(c);
        }
        source.skip(1);
        return "" + c + c;
    }

    private Part replacement(String name, boolean indirect, Optional<Word> subscript) throws SyntaxException {
        source.skip(1);
        String operator = "/";
        int c = source.peek();
        if (c == '/' || c == '#' || c == '%') {
            operator += (char) c;
            source.skip(1);
        }
        List<Word> operands = new ArrayList<>();
        operands.add(grammar.words.pattern(Words.OPEN | Words.GLOBS | Words.TILDE | Words.SLASH));
        if (source.peek() == '/') {
            source.skip(1);
            operands.add(grammar.words.pattern(Words.OPEN | Words.TILDE));
        }
        return part(name, indirect, subscript, operator, operands);
    }

    private Part substring(String name, boolean indirect, Optional<Word> subscript) throws SyntaxException {
        int colon = -1;
        int open = 0;
        for (int i = source.pos; i < source.end; i++) {
            char c = source.text.charAt(i);
            if (c == '$' || c == '`' || c == '\'' || c == '"' || c == '\\' || c == '?' || c == '[') {
                if (colon < 0) {
                    return unsplit(name, indirect, subscript);
                }
            } else if (c == '(') {
                open++;
            } else if (c == ')') {
                open--;
            } else if (c == ':' && open == 0 && colon < 0) {
                colon = i;
            }
        }
        if (colon < 0) {
            return part(name, indirect, subscript, ":", List.of(grammar.words.text(Words.ARITHMETIC)));
        }
        int end = source.end;
        source.end = colon;
        Word offset = grammar.words.text(Words.ARITHMETIC);
        source.end = end;
        source.skip(1);
        return part(name, indirect, subscript, ":", List.of(offset, grammar.words.text(Words.ARITHMETIC)));
    }

    /** Offset and length with expansions in them: a literal colon at the top level parts them. */
    private Part unsplit(String name, boolean indirect, Optional<Word> subscript) throws SyntaxException {
        Word both = grammar.words.text(Words.ARITHMETIC);
        List<Part> offset = new ArrayList<>();
        List<Part> length = new ArrayList<>();
        boolean behind = false;
        int open = 0;
        for (Part part : both.parts()) {
            if (!(part instanceof Part.Literal literal)) {
                (behind ? length : offset).add(part);
                continue;
            }
            String text = literal.text();
            int from = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '?' || c == '[' || c == '\'' || c == '"' || c == '\\') {
                    throw source.error("a substring whose parts are not understood");
                }
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == ':' && open == 0 && !behind) {
                    Words.literal(offset, text.substring(from, i));
                    behind = true;
                    from = i + 1;
                }
            }
            Words.literal(behind ? length : offset, text.substring(from));
        }
        List<Word> operands = behind ? List.of(new Word(offset), new Word(length)) : List.of(new Word(offset));
        return part(name, indirect, subscript, ":", operands);
    }

    private Word operand() throws SyntaxException {
        return quoted
                ? grammar.words.text(Words.OPERAND)
                : grammar.words.pattern(Words.OPEN | Words.GLOBS | Words.TILDE);
    }

    private Word pattern() throws SyntaxException {
        return grammar.words.pattern(Words.OPEN | Words.GLOBS | Words.TILDE);
    }
}
