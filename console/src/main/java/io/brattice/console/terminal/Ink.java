package io.brattice.console.terminal;

/** Colours for a terminal, or none. */
public enum Ink {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** The text in this colour, where there is any. */
    public String on(String text, boolean colour) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
