package io.brattice.shell.syntax;

import java.util.List;

/** The reserved words, where a command may begin. */
enum Reserved {
    NONE("", false),
    BANG("!", false),
    TIME("time", false),
    IF("if", false),
    WHILE("while", false),
    UNTIL("until", false),
    FOR("for", false),
    SELECT("select", false),
    CASE("case", false),
    FUNCTION("function", false),
    COPROC("coproc", false),
    GROUP("{", false),
    TEST("[[", false),
    THEN("then", true),
    ELIF("elif", true),
    ELSE("else", true),
    FI("fi", true),
    DO("do", true),
    DONE("done", true),
    ESAC("esac", true),
    IN("in", true),
    END_GROUP("}", true),
    END_TEST("]]", true);

    private static final Reserved[] ALL = values();

    final String text;
    private final boolean closes;

    Reserved(String text, boolean closes) {
        this.text = text;
        this.closes = closes;
    }

    /** True for a word that cannot begin a command. */
    boolean closes() {
        return closes;
    }

    /** True when this word stands at the place, and ends there. */
    boolean is(Source source) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (source.after(i) != text.charAt(i)) {
                return false;
            }
        }
        int next = source.after(length);
        return Letters.isBreak(next) && !((next == '<' || next == '>') && source.after(length + 1) == '(');
    }

    /** True when the first of these words is reserved. */
    static boolean is(List<Word> words) {
        if (words.isEmpty()
                || words.get(0).parts().size() != 1
                || !(words.get(0).parts().get(0) instanceof Part.Literal literal)) {
            return false;
        }
        for (Reserved each : ALL) {
            if (each != NONE && each.text.equals(literal.text())) {
                return true;
            }
        }
        return false;
    }

    /** The word that stands at the place. */
    static Reserved at(Source source) {
        int first = source.peek();
        if (first < 0 || "!twufscei{[d}]".indexOf(first) < 0) {
            return NONE;
        }
        for (Reserved each : ALL) {
            if (each != NONE && each.text.charAt(0) == first && each.is(source)) {
                return each;
            }
        }
        return NONE;
    }
}
