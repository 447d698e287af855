package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code psql}: SQL, and commands that begin with a backslash. */
final class PsqlReader implements Reader {

    private static final Pattern COPY = Pattern.compile(
            "\\\\copy\\s+(.+?)\\s+(to|from)\\s+('[^']*'|\\S+)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern COPY_QUERY = Pattern.compile(
            "\\\\copy\\s+(\\(.*\\))\\s+(to)\\s+('[^']*'|[^\\s'()]+)([^()]*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Besides everything that begins with {@code \d}, which describes. */
    private static final Set<String> LOOKS = Set.of(
            "l",
            "l+",
            "list",
            "z",
            "sf",
            "sf+",
            "sv",
            "sv+",
            "timing",
            "x",
            "t",
            "a",
            "f",
            "H",
            "C",
            "T",
            "pset",
            "q",
            "conninfo",
            "echo",
            "qecho",
            "warn",
            "encoding",
            "?",
            "h",
            "help",
            "copyright",
            "errverbose",
            "gx",
            "g",
            "gdesc",
            "crosstabview",
            "r",
            "reset",
            "p",
            "print",
            "watch");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Optional<Term> database =
                reading.value("-d").or(() -> reading.operands().stream().findFirst());
        SqlServer server = SqlServer.of(reading.value("-h"), database);
        if (reading.operands().size() > 2) {
            acts.opaque("it is not known to take more than a database and a user");
        }
        reading.values("-o").forEach(name -> output(name.text(), name, call.situation(), acts));
        SqlScript script = new SqlScript(call, acts, SqlDialect.POSTGRES, new SqlScript.Base() {
            @Override
            public void changes(SqlText.Statement statement) {
                server.changes(statement, acts);
            }

            @Override
            public void client(String command, SqlScript origin) {
                PsqlReader.client(command, origin, server);
            }
        });
        boolean given = reading.has("-l");
        for (Reading.Found found : reading.options()) {
            if (found.option().names().contains("-c")) {
                given = true;
                found.values().forEach(script::run);
            } else if (found.option().names().contains("-f")) {
                given = true;
                found.values().forEach(script::file);
            }
        }
        if (!given) {
            script.input();
        }
    }

    private static void client(String command, SqlScript script, SqlServer server) {
        int end = 1;
        while (end < command.length() && !Character.isWhitespace(command.charAt(end)) && command.charAt(end) != '\\') {
            end++;
        }
        String name = command.substring(1, end);
        String rest = command.substring(end).strip();
        Acts acts = script.acts();
        if (name.isEmpty()) {
            script.run(Term.of(command.startsWith("\\\\") ? command.substring(2) : rest));
        } else if (name.startsWith("!")) {
            acts.shell(Term.of(command.substring(2).strip()), script.situation());
        } else if (name.equalsIgnoreCase("copy")) {
            copy(command, script, server);
        } else if (command.indexOf('`') >= 0) {
            acts.opaque("text in back-ticks is run as a command");
        } else {
            int next = command.indexOf('\\', end);
            boolean quoted = rest.indexOf('\'') >= 0 || rest.indexOf('"') >= 0;
            if (next >= 0 && quoted) {
                acts.opaque("where its commands end is not known");
                return;
            }
            String arguments = (next < 0 ? command.substring(end) : command.substring(end, next)).strip();
            simple(name, arguments, script);
            if (next >= 0) {
                script.run(Term.of(command.substring(next)));
            }
        }
    }

    private static void simple(String name, String arguments, SqlScript script) {
        boolean plain = !name.equals("g") && !name.equals("gx") || arguments.isEmpty();
        if ((name.startsWith("d") || LOOKS.contains(name)) && plain) {
            return;
        }
        switch (name) {
            case "i", "ir", "include", "include_relative" -> script.file(Term.of(unquoted(arguments)));
            case "o", "out", "w", "write", "g", "gx" ->
                output(arguments, Term.of(unquoted(arguments)), script.situation(), script.acts());
            default -> script.acts().opaque("its command `\\" + name + "` is not one that is known to have no effects");
        }
    }

    private static void output(String text, Term file, Situation situation, Acts acts) {
        if (text.startsWith("|")) {
            acts.shell(file.known() ? Term.of(text.substring(1)) : Term.beginning(text.substring(1)), situation);
        } else if (!text.isEmpty() || !file.known()) {
            acts.file(FileAct.WRITE, file);
        }
    }

    /** {@code \copy table to 'file'}: the file is here. */
    private static void copy(String command, SqlScript script, SqlServer server) {
        boolean asks = command.substring("\\copy".length()).strip().startsWith("(");
        Matcher copy = (asks ? COPY_QUERY : COPY).matcher(command);
        Acts acts = script.acts();
        if (!copy.matches() || copy.group(3).equalsIgnoreCase("program")) {
            acts.opaque("it is not known where it copies to or from");
            return;
        }
        String what = copy.group(1);
        String file = copy.group(3);
        boolean stream =
                Set.of("stdout", "stdin", "pstdout", "pstdin").contains(file.toLowerCase(java.util.Locale.ROOT));
        boolean query = what.startsWith("(");
        if (copy.group(2).equalsIgnoreCase("to")) {
            if (query) {
                script.run(Term.of(what.endsWith(")") ? what : "unclear"));
            } else if (what.indexOf('(') >= 0 || what.indexOf(';') >= 0) {
                acts.opaque("it is not known what it copies");
            }
            if (!stream) {
                acts.file(FileAct.WRITE, Term.of(unquoted(file)));
            }
        } else {
            if (!stream) {
                acts.file(FileAct.READ, Term.of(unquoted(file)));
            }
            acts.effect(
                    Verb.CREATE,
                    Naming.of("sql", server.name(), what),
                    Reversibility.IRREVERSIBLE,
                    "adds rows to a database");
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
