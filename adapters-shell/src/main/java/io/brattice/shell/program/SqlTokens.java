package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes a text of SQL apart. Where dialects would disagree about an end, or an end is missing, it says so instead of guessing. */
final class SqlTokens {

    enum Kind {
        /** A word without quotes. */
        WORD,
        /** A name in quotes. */
        NAME,
        TEXT,
        NUMBER,
        SIGN,
        /** The end of a statement. */
        END,
        /** A command for the client: {@code \d}, {@code .tables}; its text is the whole of it. */
        CLIENT,
        /** From here on it is not understood; the text says why. */
        UNCLEAR
    }

    /** One token; {@code text} is in upper case for a WORD, without its quotes for a NAME. */
    record Token(Kind kind, String text) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equals(word);
        }

        boolean sign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    private final String sql;
    private final SqlDialect dialect;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String sql, SqlDialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    static List<Token> of(String sql, SqlDialect dialect) {
        SqlTokens scan = new SqlTokens(sql, dialect);
        while (scan.at < sql.length() && !scan.failed()) {
            scan.next();
        }
        return List.copyOf(scan.tokens);
    }

    private boolean failed() {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() == Kind.UNCLEAR;
    }

    private void next() {
        char c = sql.charAt(at);
        if (c == 0) {
            unclear("it holds a NUL character");
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '.' && dialect == SqlDialect.SQLITE && beginsStatement() && beginsLine()) {
            client();
        } else if (c == '\\') {
            backslash();
        } else if (sql.startsWith("--", at)) {
            dashes();
        } else if (c == '#' && dialect != SqlDialect.POSTGRES) {
            hash();
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == '\'') {
            quoted('\'', Kind.TEXT, dialect == SqlDialect.MYSQL);
        } else if (c == '"') {
            quoted('"', Kind.NAME, dialect == SqlDialect.MYSQL);
        } else if (c == '`') {
            quoted('`', Kind.NAME, false);
        } else if (c == '[' && (dialect == SqlDialect.SQLITE || dialect == SqlDialect.OTHER)) {
            bracket();
        } else if (c == '$') {
            dollar();
        } else if (Character.isLetter(c) || c == '_' || c >= 0x80) {
            word();
        } else if (c >= '0' && c <= '9') {
            number();
        } else {
            sign(c);
        }
    }

    private boolean beginsStatement() {
        if (tokens.isEmpty()) {
            return true;
        }
        Kind last = tokens.get(tokens.size() - 1).kind();
        return last == Kind.END || last == Kind.CLIENT;
    }

    private boolean beginsLine() {
        int i = at - 1;
        while (i >= 0 && (sql.charAt(i) == ' ' || sql.charAt(i) == '\t')) {
            i--;
        }
        return i < 0 || sql.charAt(i) == '\n' || sql.charAt(i) == '\r';
    }

    private void client() {
        int end = lineEnd(at);
        tokens.add(new Token(Kind.CLIENT, sql.substring(at, end).strip()));
        at = end;
    }

    private void backslash() {
        if (dialect == SqlDialect.POSTGRES || dialect == SqlDialect.MYSQL) {
            client();
        } else {
            unclear("it holds a backslash outside of a text");
        }
    }

    private void dashes() {
        boolean blank = at + 2 >= sql.length() || Character.isWhitespace(sql.charAt(at + 2));
        if (blank || dialect == SqlDialect.POSTGRES || dialect == SqlDialect.SQLITE) {
            at = lineEnd(at);
        } else if (dialect == SqlDialect.MYSQL) {
            sign('-');
        } else {
            unclear("`--` without a blank begins a comment for some databases only");
        }
    }

    private void hash() {
        if (dialect == SqlDialect.MYSQL) {
            at = lineEnd(at);
        } else {
            unclear("`#` begins a comment for some databases only");
        }
    }

    private void comment() {
        if (dialect == SqlDialect.MYSQL && (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at))) {
            unclear("what is in a comment with `!` is run");
            return;
        }
        int depth = 1;
        int i = at + 2;
        while (i < sql.length() && depth > 0) {
            if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else if (sql.startsWith("/*", i)) {
                if (dialect == SqlDialect.OTHER || dialect == SqlDialect.SQLITE) {
                    unclear("a comment in a comment ends for some databases only");
                    return;
                }
                depth += dialect == SqlDialect.POSTGRES ? 1 : 0;
                i += 2;
            } else {
                i++;
            }
        }
        if (depth > 0) {
            unclear("a comment has no end");
        } else {
            at = i;
        }
    }

    private void quoted(char quote, Kind kind, boolean escapes) {
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                text.append(quote);
                i += 2;
            } else if (c == quote) {
                tokens.add(new Token(kind, text.toString()));
                at = i + 1;
                return;
            } else if (c == '\\' && escapes) {
                text.append(i + 1 < sql.length() ? sql.charAt(i + 1) : ' ');
                i += 2;
            } else if (c == '\\' && quote == '\'' && i + 1 < sql.length() && sql.charAt(i + 1) == '\'' && unsure()) {
                unclear("whether a backslash escapes a quote depends on the settings of the database");
                return;
            } else {
                text.append(c);
                i++;
            }
        }
        unclear("a quote has no end");
    }

    /** sqlite never escapes with a backslash; the others may. */
    private boolean unsure() {
        return dialect != SqlDialect.SQLITE;
    }

    private void bracket() {
        int end = sql.indexOf(']', at);
        if (dialect == SqlDialect.OTHER || end < 0) {
            sign('[');
            return;
        }
        tokens.add(new Token(Kind.NAME, sql.substring(at + 1, end)));
        at = end + 1;
    }

    private void dollar() {
        int end = at + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        boolean digit = at + 1 < sql.length() && Character.isDigit(sql.charAt(at + 1));
        if (end >= sql.length() || sql.charAt(end) != '$' || digit) {
            tokens.add(new Token(Kind.SIGN, "$"));
            at++;
            return;
        }
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        if (dialect != SqlDialect.POSTGRES || close < 0) {
            unclear("a dollar quote has no end, or is none");
            return;
        }
        tokens.add(new Token(Kind.TEXT, sql.substring(end + 1, close)));
        at = close + tag.length();
    }

    private void word() {
        int end = at;
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        String text = sql.substring(at, end);
        at = end;
        if (text.equalsIgnoreCase("e") && at < sql.length() && sql.charAt(at) == '\'') {
            quoted('\'', Kind.TEXT, true);
            return;
        }
        boolean unicode = text.equalsIgnoreCase("u") && sql.startsWith("&", at);
        if (unicode && at + 1 < sql.length() && (sql.charAt(at + 1) == '"' || sql.charAt(at + 1) == '\'')) {
            unclear("it holds a name in code points");
            return;
        }
        tokens.add(new Token(Kind.WORD, text.toUpperCase(Locale.ROOT)));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }

    private void number() {
        int end = at;
        while (end < sql.length() && (isWord(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        tokens.add(new Token(Kind.NUMBER, sql.substring(at, end)));
        at = end;
    }

    private void sign(char c) {
        boolean variable = c == ':' && dialect == SqlDialect.POSTGRES && at + 1 < sql.length();
        if (variable && sql.charAt(at + 1) == ':') {
            tokens.add(new Token(Kind.SIGN, "::"));
            at += 2;
            return;
        }
        if (variable && (Character.isLetter(sql.charAt(at + 1)) || "_'\"{".indexOf(sql.charAt(at + 1)) >= 0)) {
            unclear("it holds a variable of `psql`");
            return;
        }
        tokens.add(new Token(c == ';' ? Kind.END : Kind.SIGN, String.valueOf(c)));
        at++;
    }

    private int lineEnd(int from) {
        int end = sql.indexOf('\n', from);
        return end < 0 ? sql.length() : end;
    }

    private void unclear(String why) {
        tokens.add(new Token(Kind.UNCLEAR, why));
        at = sql.length();
    }
}
