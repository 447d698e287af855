package io.brattice.shell.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through the text of an awk program for what reaches beyond it: {@code system}, pipes, redirections, {@code getline}, includes.
 * Everything else only computes. It does not parse: it tells tokens apart, and what could be read in two ways is not understood.
 */
final class AwkProgram {

    private static final Set<String> BEFORE_PATTERN =
            Set.of("print", "printf", "return", "in", "case", "else", "do", "exit", "delete", "and", "or");
    /** Behind these a line end does not end a statement. */
    private static final Set<String> CONTINUES = Set.of(",", "||", "&");

    private static final Set<String> CONTROL = Set.of("if", "while", "for", "switch");

    private final String text;
    private final Situation situation;
    private final Acts acts;
    /** The parentheses that are open: true for those of {@code if} and its kin, behind which a pattern can stand. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    private int at;
    private String last = "\n";
    private boolean patternMayFollow = true;
    /** How many parentheses were open where a {@code print} began; -1 outside of one. */
    private int printing = -1;

    /** The string that was just read, and is all that could be the name of a command: what stands before a pipe. */
    private Optional<String> command = Optional.empty();

    private String beforeString = "";
    private Optional<String> problem = Optional.empty();

    AwkProgram(String text, Situation situation, Acts acts) {
        this.text = text;
        this.situation = situation;
        this.acts = acts;
    }

    /** Tells what it reads, writes and runs; says what could not be understood. */
    Optional<String> read() {
        while (at < text.length() && problem.isEmpty()) {
            token(text.charAt(at));
        }
        return problem;
    }

    private void token(char c) {
        if (c == ' ' || c == '\t' || c == '\r') {
            at++;
        } else if (c == '\\'
                && at + 1 < text.length()
                && (text.charAt(at + 1) == '\n' || text.startsWith("\r\n", at + 1))) {
            at += 2;
        } else if (c == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (c == '"') {
            string();
        } else if (Character.isLetter(c) || c == '_') {
            name();
        } else if (c >= '0' && c <= '9' || c == '.') {
            at++;
            seen("0", false);
        } else if (c == '/' && patternMayFollow) {
            pattern();
        } else {
            sign(c);
        }
    }

    private void string() {
        int from = ++at;
        boolean plain = true;
        while (at < text.length() && text.charAt(at) != '"') {
            plain &= text.charAt(at) != '\\';
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            problem = Optional.of("a string of its program has no end");
            return;
        }
        String value = text.substring(from, at++);
        beforeString = last;
        seen("\"", false);
        command = plain ? Optional.of(value) : Optional.empty();
    }

    private void pattern() {
        int brackets = 0;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                brackets++;
            } else if (c == ']') {
                brackets = 0;
            } else if (c == '\n' || c == '/' && brackets > 0) {
                break;
            } else if (c == '/') {
                seen("/", false);
                return;
            }
        }
        problem = Optional.of("a pattern of its program can be read in two ways");
    }

    private void name() {
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(from, at);
        switch (name) {
            case "system" -> system();
            case "getline" -> getline();
            case "print", "printf" -> {
                printing = open.size();
                seen(name, true);
            }
            default -> {
                if (name.equals("ARGV")) {
                    acts.file(FileAct.READ, Term.beginning(""));
                }
                seen(name, BEFORE_PATTERN.contains(name));
            }
        }
    }

    /** {@code system("a command")}; what it puts together is not known. */
    private void system() {
        seen("system", false);
        int from = skip(at);
        if (from < text.length() && text.charAt(from) == '(') {
            int quote = skip(from + 1);
            int end = quote < text.length() && text.charAt(quote) == '"' ? text.indexOf('"', quote + 1) : -1;
            int close = end < 0 ? -1 : skip(end + 1);
            String command = end < 0 ? "\\" : text.substring(quote + 1, end);
            if (close >= 0 && close < text.length() && text.charAt(close) == ')' && command.indexOf('\\') < 0) {
                at = close + 1;
                acts.shell(Term.of(command), situation.amongOthers());
                return;
            }
        }
        acts.opaque("its program runs commands that it puts together: `system`");
    }

    /** {@code getline < "file"}; from a pipe or from the operands it is told elsewhere. */
    private void getline() {
        seen("getline", false);
        int from = skip(at);
        while (from < text.length()
                && (Character.isLetterOrDigit(text.charAt(from)) || "_$[]\"".indexOf(text.charAt(from)) >= 0)) {
            from++;
        }
        from = skip(from);
        if (from < text.length() && text.charAt(from) == '<') {
            int quote = skip(from + 1);
            int end = quote < text.length() && text.charAt(quote) == '"' ? text.indexOf('"', quote + 1) : -1;
            Term file = end < 0 || text.substring(quote, end).indexOf('\\') >= 0
                    ? Term.beginning("")
                    : Term.of(text.substring(quote + 1, end));
            int behind = end < 0 ? text.length() : skip(end + 1);
            boolean whole = behind >= text.length() || ")};\n>&|!=".indexOf(text.charAt(behind)) >= 0;
            if (!file.equals(Term.of("-")) && !file.equals(Term.of("/dev/stdin"))) {
                acts.file(FileAct.READ, whole || !file.known() ? file : Term.beginning(file.text()));
            }
        }
    }

    private void sign(char c) {
        at++;
        char next = at < text.length() ? text.charAt(at) : ' ';
        switch (c) {
            case '(' -> {
                open.push(CONTROL.contains(last));
                seen("(", true);
            }
            case ')' -> {
                boolean control = !open.isEmpty() && open.pop();
                if (open.size() < printing) {
                    printing = -1;
                }
                seen(control ? ")c" : ")", control);
            }
            case ';', '}' -> {
                printing = -1;
                seen(String.valueOf(c), true);
            }
            case '\n' -> {
                if (!CONTINUES.contains(last)) {
                    printing = -1;
                    seen("\n", true);
                }
            }
            case '|' -> pipe(next);
            case '>' -> redirect(next);
            case '@' ->
                problem = Optional.of("its program includes another, or calls a function by a name that it computes");
            case '+', '-' -> {
                boolean twice = next == c;
                at += twice ? 1 : 0;
                boolean behindValue = !patternMayFollow;
                seen(twice ? "++" : "+", !(twice && behindValue));
            }
            case ']', '$' -> seen(String.valueOf(c), c == '$');
            default -> seen(String.valueOf(c), true);
        }
    }

    private void pipe(char next) {
        if (next == '|') {
            at++;
            seen("||", true);
            return;
        }
        boolean both = next == '&';
        at += both ? 1 : 0;
        boolean reads = text.startsWith("getline", skip(at));
        if (both) {
            acts.opaque("its program talks to another one: `|&`");
        } else if (reads
                && command.isPresent()
                && Set.of("\n", ";", "{", "}", "(", "!", "&").contains(beforeString)) {
            acts.shell(Term.of(command.get()), situation.amongOthers());
        } else if (reads) {
            acts.opaque("its program reads from commands that it puts together");
        } else {
            target("its program writes to commands that it puts together", true, false);
        }
        seen("|", true);
    }

    private void redirect(char next) {
        boolean redirects = printing >= 0 && open.size() == printing;
        if (!redirects) {
            seen(">", true);
            return;
        }
        boolean appends = next == '>';
        at += appends ? 1 : 0;
        target("its program writes files whose names it puts together", false, appends);
        seen(">", true);
    }

    /** What stands behind a pipe or redirection: one plain string, or it is not known. */
    private void target(String otherwise, boolean runs, boolean appends) {
        int quote = skip(at);
        int end = quote < text.length() && text.charAt(quote) == '"' ? text.indexOf('"', quote + 1) : -1;
        String name = end < 0 ? "\\" : text.substring(quote + 1, end);
        int behind = end < 0 ? text.length() : skip(end + 1);
        boolean whole = behind >= text.length() || ";}\n#".indexOf(text.charAt(behind)) >= 0;
        if (!whole || name.indexOf('\\') >= 0 || name.startsWith("/inet")) {
            acts.opaque(otherwise);
            return;
        }
        at = end + 1;
        if (runs) {
            acts.shell(Term.of(name), situation.amongOthers());
        } else if (!Set.of("/dev/stdout", "/dev/stderr", "/dev/null", "-").contains(name)) {
            acts.file(appends ? FileAct.APPEND : FileAct.WRITE, Term.of(name));
        }
    }

    private int skip(int from) {
        int next = from;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return next;
    }

    private void seen(String token, boolean pattern) {
        last = token;
        patternMayFollow = pattern;
        command = Optional.empty();
    }
}
