package io.brattice.shell.program;

import java.util.Optional;

/** Reads a script of GNU sed as sed itself does, and tells which files it reads and writes and what it runs. */
final class SedScript {

    private static final String PLAIN = "=dDgGhHnNpPxzF";

    private final String text;
    private final boolean sandbox;
    private final Situation situation;
    private final Acts acts;
    private int at;

    SedScript(String text, boolean sandbox, Situation situation, Acts acts) {
        this.text = text;
        this.sandbox = sandbox;
        this.situation = situation;
        this.acts = acts;
    }

    /** Tells what the script does; says what could not be understood. */
    Optional<String> read() {
        while (true) {
            skip(" \t\n\r\f;");
            if (at >= text.length()) {
                return Optional.empty();
            }
            if (!addresses() || !command()) {
                return Optional.of("its script is not understood from `" + rest() + "` on");
            }
        }
    }

    private String rest() {
        int from = Math.min(at, text.length());
        String rest = text.substring(from, Math.min(text.length(), from + 20));
        return rest.replace('\n', ' ');
    }

    private boolean addresses() {
        if (!address()) {
            return false;
        }
        skip(" \t");
        if (peek() == ',') {
            at++;
            skip(" \t");
            if (peek() == '+' || peek() == '~') {
                at++;
            }
            if (!address()) {
                return false;
            }
        }
        skip(" \t!");
        return true;
    }

    /** One address, or none. */
    private boolean address() {
        char c = peek();
        if (c == '$') {
            at++;
            return true;
        }
        if (c == '/' || c == '\\') {
            at += c == '/' ? 1 : 2;
            if (at > text.length() || !delimited(text.charAt(at - 1))) {
                return false;
            }
            skip("IM");
            return true;
        }
        skip("0123456789");
        if (peek() == '~') {
            at++;
            skip("0123456789");
        }
        return true;
    }

    private boolean command() {
        if (at >= text.length()) {
            return false;
        }
        char command = text.charAt(at++);
        if (PLAIN.indexOf(command) >= 0) {
            return ended();
        }
        return switch (command) {
            case '{' -> true;
            case '}' -> ended();
            case '#', 'a', 'i', 'c' -> lines(command);
            case ':', 'b', 't', 'T', 'v' -> label();
            case 'q', 'Q', 'l', 'L' -> {
                skip(" \t");
                skip("0123456789");
                yield ended();
            }
            case 'r', 'R' -> file(FileAct.READ);
            case 'w', 'W' -> file(FileAct.WRITE);
            case 'e' -> execute();
            case 's' -> substitute();
            case 'y' -> at < text.length() && twice(text.charAt(at++)) && ended();
            default -> false;
        };
    }

    private boolean lines(char command) {
        if (command == '#') {
            line();
        } else {
            textLines();
        }
        return true;
    }

    private boolean label() {
        skip(" \t");
        while (at < text.length() && " \t\n;".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return true;
    }

    private boolean substitute() {
        if (at >= text.length() || !twice(text.charAt(at++))) {
            return false;
        }
        while (at < text.length()) {
            char flag = text.charAt(at);
            if ("gpiImM0123456789".indexOf(flag) >= 0) {
                at++;
            } else if (flag == 'e') {
                at++;
                if (!sandbox) {
                    acts.opaque("its script runs what it makes of its input: `s///e`");
                }
            } else if (flag == 'w') {
                at++;
                return file(FileAct.WRITE);
            } else {
                return ended();
            }
        }
        return true;
    }

    private boolean execute() {
        skip(" \t");
        String command = line();
        if (sandbox) {
            return true;
        }
        if (command.isEmpty()) {
            acts.opaque("its script runs its input as commands: `e`");
        } else {
            acts.shell(Term.of(command), situation.amongOthers());
        }
        return true;
    }

    private boolean file(FileAct act) {
        skip(" \t");
        String name = line();
        if (name.isEmpty()) {
            return false;
        }
        boolean stream = act == FileAct.WRITE
                ? name.equals("/dev/stdout") || name.equals("/dev/stderr")
                : name.equals("/dev/stdin");
        if (!sandbox && !stream) {
            acts.file(act, Term.of(name));
        }
        return true;
    }

    /** Both parts of {@code s} or {@code y}. */
    private boolean twice(char delimiter) {
        return delimiter != '\n' && delimiter != '\\' && delimited(delimiter) && delimited(delimiter);
    }

    /** Up to the next delimiter; brackets do not hide one from sed either. A bare line end before it is an error. */
    private boolean delimited(char delimiter) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == delimiter) {
                return true;
            }
            if (c == '\n') {
                return false;
            }
            if (c == '\\') {
                at++;
            }
        }
        return false;
    }

    /** The text of {@code a}, {@code i}, {@code c}: up to a line end that has no backslash before it. */
    private void textLines() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\n') {
                return;
            }
            if (c == '\\') {
                at++;
            }
        }
    }

    private boolean ended() {
        skip(" \t\r");
        return at >= text.length() || ";\n}#".indexOf(text.charAt(at)) >= 0;
    }

    private String line() {
        int from = Math.min(at, text.length());
        int end = text.indexOf('\n', from);
        at = end < 0 ? text.length() : end;
        return text.substring(from, at);
    }

    private void skip(String any) {
        while (at < text.length() && any.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
