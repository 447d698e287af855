package io.brattice.shell.syntax;

/** Reads a bash command line. Accepts nothing that bash does not accept; aliases are not expanded, and history expansion is off. */
public final class Parser {
    /** Longer texts are refused. */
    public static final int MAX_LENGTH = 64 * 1024;

    private Parser() {}

    /**
     * The commands of {@code text}.
     *
     * @throws SyntaxException when bash would not accept it, or when it is beyond the bounds of the parser
     */
    public static Script parse(String text) throws SyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new SyntaxException("longer than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new Source(text, new Budget()).error("a NUL character", i);
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 >= text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new Source(text, new Budget()).error("half a character (a lone surrogate)", i);
                }
                i++;
            }
        }
        return parse(text, new Budget());
    }

    static Script parse(String text, Budget budget) throws SyntaxException {
        budget.enter();
        Source source = new Source(text, budget);
        Script script = new Grammar(source).commands.whole();
        if (!source.bodies.isEmpty()) {
            source.pos = 0;
            source.nested.clear();
            script = new Grammar(source).commands.whole();
        }
        budget.leave();
        return script;
    }
}
