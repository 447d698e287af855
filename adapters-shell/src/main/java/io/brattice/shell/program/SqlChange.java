package io.brattice.shell.program;

import io.brattice.action.Verb;
import io.brattice.shell.program.SqlTokens.Kind;
import io.brattice.shell.program.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Statements that change something: what they do to which objects. */
final class SqlChange {

    private static final Set<String> NOT_A_NAME = Set.of(
            "INTO",
            "FROM",
            "TABLE",
            "VIEW",
            "INDEX",
            "DATABASE",
            "SCHEMA",
            "SEQUENCE",
            "FUNCTION",
            "PROCEDURE",
            "TRIGGER",
            "TYPE",
            "EXTENSION",
            "ROLE",
            "USER",
            "KEYSPACE",
            "TEMP",
            "TEMPORARY",
            "UNLOGGED",
            "MATERIALIZED",
            "UNIQUE",
            "CONCURRENTLY",
            "ONLY",
            "IF",
            "NOT",
            "EXISTS",
            "IGNORE",
            "LOW_PRIORITY",
            "DELAYED",
            "QUICK",
            "OR",
            "REPLACE",
            "ROLLBACK",
            "ABORT",
            "FAIL",
            "VIRTUAL",
            "GLOBAL",
            "LOCAL",
            "FOREIGN",
            "POLICY",
            "RULE",
            "DOMAIN",
            "AGGREGATE",
            "OPERATOR",
            "EVENT",
            "PUBLICATION",
            "SUBSCRIPTION",
            "SERVER",
            "LANGUAGE",
            "COLLATION",
            "DISTINCT",
            "OVERWRITE");

    private SqlChange() {}

    /** What a statement does whose first token is a word. */
    static SqlText.Statement judged(List<Token> all) {
        String first = all.get(0).text();
        Verb verb = switch (first) {
            case "INSERT", "CREATE", "UPSERT" -> Verb.CREATE;
            case "UPDATE", "ALTER", "REPLACE", "MERGE", "RENAME", "COMMENT", "COPY" -> Verb.UPDATE;
            case "DELETE", "DROP", "TRUNCATE", "PURGE" -> Verb.DELETE;
            case "GRANT", "REVOKE", "DENY" -> Verb.GRANT;
            case "KILL", "SHUTDOWN" -> Verb.INTERRUPT;
            default -> Verb.EXECUTE;
        };
        if (verb == Verb.EXECUTE) {
            return SqlText.Statement.unclear("`" + first.toLowerCase(Locale.ROOT) + "` is not known to change nothing");
        }
        for (Token token : all) {
            if (first.equals("COPY") && token.is("PROGRAM")) {
                return SqlText.Statement.unclear("runs a program on the machine of the database");
            }
        }
        return new SqlText.Statement(verb, verb == Verb.GRANT ? granted(all) : targets(all, 1), why(first), "");
    }

    private static String why(String first) {
        return switch (first) {
            case "INSERT", "UPSERT" -> "adds rows to a database";
            case "CREATE" -> "makes something in a database";
            case "DELETE" -> "deletes rows from a database";
            case "DROP" -> "removes something from a database with all its data";
            case "TRUNCATE" -> "deletes every row of a table";
            case "GRANT", "REVOKE", "DENY" -> "changes who may do what in a database";
            case "KILL", "SHUTDOWN" -> "ends what a database is doing";
            default -> "changes a database";
        };
    }

    private static List<String> granted(List<Token> all) {
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).is("ON")) {
                return targets(all, i + 1);
            }
        }
        return List.of();
    }

    /** The names that stand here, separated by commas. */
    static List<String> targets(List<Token> all, int from) {
        int at = from;
        while (at < all.size()
                && NOT_A_NAME.contains(all.get(at).text())
                && all.get(at).kind() == Kind.WORD) {
            at++;
        }
        List<String> names = new ArrayList<>();
        while (at < all.size() && isName(all.get(at))) {
            StringBuilder name = new StringBuilder(name(all.get(at++)));
            while (at + 1 < all.size() && all.get(at).sign(".") && isName(all.get(at + 1))) {
                name.append('.').append(name(all.get(at + 1)));
                at += 2;
            }
            names.add(name.toString());
            if (at >= all.size() || !all.get(at).sign(",")) {
                break;
            }
            at++;
        }
        return names;
    }

    /** True when the word before a parenthesis names a table with its columns, or a constraint, and is no function. */
    static boolean names(List<Token> all, int i) {
        Set<String> constraints = Set.of(
                "CHECK",
                "UNIQUE",
                "KEY",
                "CONFLICT",
                "INTEGER",
                "INT",
                "BIGINT",
                "TEXT",
                "BLOB",
                "REAL",
                "DOUBLE",
                "BOOLEAN",
                "DATE");
        if (all.get(i).kind() == Kind.WORD && constraints.contains(all.get(i).text())) {
            return true;
        }
        int at = i - 1;
        while (at > 1 && all.get(at).sign(".")) {
            at -= 2;
        }
        Set<String> before = Set.of("INTO", "TABLE", "REFERENCES", "EXISTS");
        boolean made = all.get(0).is("CREATE") && at > 0 && all.get(at).is("ON");
        return at >= 0
                && all.get(at).kind() == Kind.WORD
                && (before.contains(all.get(at).text()) || made);
    }

    private static boolean isName(Token token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.NAME || token.kind() == Kind.TEXT;
    }

    private static String name(Token token) {
        return token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : token.text();
    }
}
