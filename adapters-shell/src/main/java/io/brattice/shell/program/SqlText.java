package io.brattice.shell.program;

import io.brattice.action.Verb;
import io.brattice.shell.program.SqlTokens.Kind;
import io.brattice.shell.program.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says what each statement of a text of SQL does: whether it only looks, or what it changes. It goes by every token, not by the first
 * word: {@code WITH … DELETE}, {@code SELECT … INTO} and a function with effects are no reads. Views, rules and triggers are not seen.
 */
public final class SqlText {

    /**
     * What one statement does.
     *
     * @param verb READ when it only looks
     * @param targets the tables and other objects that it changes; empty when they are not known
     * @param why one clause for people
     * @param client a command of the client's own, to be understood by who knows the client; empty for SQL
     */
    public record Statement(Verb verb, List<String> targets, String why, String client) {
        public Statement {
            targets = List.copyOf(targets);
        }

        /** True when nothing changes by it. */
        public boolean reads() {
            return verb == Verb.READ && client.isEmpty();
        }

        static final Statement LOOKS = new Statement(Verb.READ, List.of(), "only looks", "");

        static Statement unclear(String why) {
            return new Statement(Verb.EXECUTE, List.of(), why, "");
        }
    }

    private static final Set<String> CHANGES = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "REPLACE",
            "UPSERT",
            "DROP",
            "TRUNCATE",
            "ALTER",
            "CREATE",
            "GRANT",
            "REVOKE",
            "INTO",
            "COPY",
            "CALL",
            "DO",
            "EXEC",
            "EXECUTE",
            "LOCK",
            "VACUUM",
            "SHUTDOWN",
            "BACKUP",
            "RESTORE",
            "KILL",
            "DBCC",
            "RECONFIGURE",
            "BULK",
            "DENY",
            "OUTFILE",
            "DUMPFILE",
            "RENAME",
            "ATTACH",
            "INSTALL",
            "LOAD",
            "PERFORM",
            "NOTIFY",
            "WAITFOR",
            "RAISERROR",
            "PRAGMA");

    private static final Set<String> BEFORE_PARENTHESIS = Set.of(
            "IN",
            "AS",
            "ON",
            "USING",
            "VALUES",
            "EXISTS",
            "ANY",
            "ALL",
            "SOME",
            "NOT",
            "AND",
            "OR",
            "OVER",
            "FILTER",
            "WHERE",
            "SELECT",
            "FROM",
            "JOIN",
            "BY",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "LATERAL",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "WITH",
            "HAVING",
            "LIMIT",
            "OFFSET",
            "DISTINCT",
            "SETS",
            "ROLLUP",
            "CUBE",
            "GROUP",
            "MATERIALIZED",
            "ARRAY",
            "ROW",
            "BETWEEN",
            "LIKE",
            "ILIKE",
            "IS",
            "INTERVAL",
            "WINDOW",
            "CHAR",
            "CHARACTER",
            "VARCHAR",
            "NVARCHAR",
            "NUMERIC",
            "DECIMAL",
            "FLOAT",
            "VARYING",
            "TIMESTAMP",
            "TIME",
            "BIT",
            "EXPLAIN",
            "TOP",
            "INDEX");

    /** Functions that change nothing, whatever they are given, in every database that has them. */
    private static final Set<String> PURE =
            Set.of(("abs age array_agg array_length array_to_string ascii avg bit_and bit_length bit_or bool_and"
                            + " bool_or btrim cardinality cast cbrt ceil ceiling changes char_length character_length chr coalesce col_description concat concat_ws"
                            + " convert corr count cume_dist curdate current_database current_schema current_schemas current_setting current_user curtime database"
                            + " date date_add date_bin date_diff date_format date_part date_sub date_trunc datediff datetime day dayname dayofmonth dayofweek"
                            + " degrees dense_rank div encode every exp extract field find_in_set first_value floor format format_type from_unixtime"
                            + " generate_series glob greatest group_concat grouping has_database_privilege has_schema_privilege has_table_privilege hex hour"
                            + " ifnull iif initcap instr isnull json json_agg json_array json_array_elements json_array_elements_text json_array_length"
                            + " json_build_array json_build_object json_each json_each_text json_extract json_extract_path json_extract_path_text json_object"
                            + " json_object_agg json_object_keys json_tree json_type json_typeof json_unquote json_valid jsonb_agg jsonb_array_elements"
                            + " jsonb_array_elements_text jsonb_array_length jsonb_build_object jsonb_each jsonb_each_text jsonb_extract_path jsonb_object_keys"
                            + " jsonb_path_exists jsonb_path_query jsonb_pretty jsonb_typeof julianday lag last_day last_value lead least left len length likely"
                            + " ln localtime log log10 log2 lower lpad ltrim make_date make_interval make_timestamp max mb md5 mid min minute mod month monthname now"
                            + " nth_value ntile nullif num_nonnulls nvl obj_description octet_length overlay percent_rank percentile_cont percentile_disc"
                            + " pg_column_size pg_database_size pg_get_constraintdef pg_get_expr pg_get_functiondef pg_get_indexdef pg_get_serial_sequence"
                            + " pg_get_triggerdef pg_get_viewdef pg_indexes_size pg_is_in_recovery pg_postmaster_start_time pg_relation_size pg_size_pretty"
                            + " pg_table_is_visible pg_table_size pg_tablespace_size pg_total_relation_size pg_typeof position power pragma_database_list"
                            + " pragma_foreign_key_list pragma_index_info pragma_index_list pragma_table_info pragma_table_list pragma_table_xinfo printf"
                            + " quarter quote quote_ident quote_literal radians rank regexp_count regexp_like regexp_match regexp_matches regexp_replace"
                            + " regexp_split_to_array regexp_split_to_table regexp_substr repeat replace reverse right round row_number row_to_json rpad rtrim"
                            + " second shobj_description sign split_part sqlite_version sqrt starts_with stddev stddev_pop stddev_samp str_to_date strftime"
                            + " string_agg string_to_array strpos substr substring substring_index sum time timediff timestampdiff to_char to_date to_json to_jsonb"
                            + " to_number to_regclass to_timestamp total translate trim trunc truncate typeof ucase unhex unicode unix_timestamp unnest upper user"
                            + " uuid_generate_v4 gen_random_uuid var_pop var_samp variance version week weekday width_bucket year yearweek isodd any_value"
                            + " bit_xor count_big datalength dateadd datename datepart getdate isnumeric newid object_name schema_name stuff sysdatetime db_name"
                            + " host inet_client_addr inet_server_addr pg_backend_pid txid_current_if_assigned pg_last_wal_replay_lsn pg_current_wal_lsn")
                    .split(" ", -1));

    private static final Set<String> SECRETS = Set.of("PG_SHADOW", "PG_AUTHID", "PG_USER_MAPPING", "PG_USER_MAPPINGS");

    private final SqlDialect dialect;
    private final List<Statement> statements = new ArrayList<>();

    private SqlText(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** Every statement of a text, in order. What is not understood is an EXECUTE that says why. */
    public static List<Statement> of(String sql, SqlDialect dialect) {
        SqlText text = new SqlText(dialect);
        List<Token> statement = new ArrayList<>();
        for (Token token : SqlTokens.of(sql, dialect)) {
            boolean ends = token.kind() == Kind.END || token.kind() == Kind.CLIENT || token.kind() == Kind.UNCLEAR;
            if (!ends) {
                statement.add(token);
                continue;
            }
            text.add(statement);
            statement.clear();
            if (token.kind() == Kind.CLIENT) {
                text.statements.add(new Statement(Verb.EXECUTE, List.of(), "a command of the client", token.text()));
            } else if (token.kind() == Kind.UNCLEAR) {
                text.statements.add(Statement.unclear(token.text()));
            }
        }
        text.add(statement);
        return List.copyOf(text.statements);
    }

    private void add(List<Token> statement) {
        if (!statement.isEmpty()) {
            statements.add(judged(List.copyOf(statement)));
        }
    }

    private Statement judged(List<Token> all) {
        Token first = all.get(0);
        if (first.sign("(")) {
            return query(all, 0);
        }
        if (first.kind() != Kind.WORD) {
            return Statement.unclear("it does not begin with a word that is known");
        }
        return switch (first.text()) {
            case "SELECT", "VALUES", "TABLE", "WITH", "FROM" -> query(all, 0);
            case "SHOW", "DESCRIBE", "DESC", "SUMMARIZE" -> shown(all);
            case "EXPLAIN" -> explained(all);
            case "USE" -> all.size() == 2 ? Statement.LOOKS : Statement.unclear("it is no `USE` that is known");
            case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "ABORT" -> transaction(all);
            case "SET" -> setting(all);
            case "PRAGMA" -> SqlPragma.judged(all);
            case "COPY" -> copied(all);
            default -> changing(all);
        };
    }

    private static Statement shown(List<Token> all) {
        for (Token token : all) {
            if (token.sign("(") || token.is("INTO")) {
                return Statement.unclear("it is not known what it shows");
            }
        }
        return Statement.LOOKS;
    }

    private static Statement transaction(List<Token> all) {
        Set<String> allowed = Set.of(
                "BEGIN",
                "COMMIT",
                "END",
                "ROLLBACK",
                "ABORT",
                "WORK",
                "TRANSACTION",
                "READ",
                "ONLY",
                "WRITE",
                "ISOLATION",
                "LEVEL",
                "SERIALIZABLE",
                "REPEATABLE",
                "COMMITTED",
                "UNCOMMITTED",
                "IMMEDIATE",
                "DEFERRED",
                "EXCLUSIVE",
                "DEFERRABLE",
                "START");
        String first = all.get(0).text();
        if (first.equals("SAVEPOINT")
                || first.equals("RELEASE")
                || all.size() > 1 && all.get(1).is("TO")) {
            return all.size() <= 4 ? Statement.LOOKS : Statement.unclear("it is no savepoint that is known");
        }
        boolean known = !first.equals("START") || all.size() > 1 && all.get(1).is("TRANSACTION");
        for (Token token : all) {
            known &= token.kind() == Kind.WORD && allowed.contains(token.text()) || token.sign(",");
        }
        return known ? Statement.LOOKS : Statement.unclear("it is no transaction that is known");
    }

    /** Only settings that change neither how a text is read nor which function a name means. */
    private Statement setting(List<Token> all) {
        Set<String> known = Set.of(
                "STATEMENT_TIMEOUT",
                "LOCK_TIMEOUT",
                "TIMEZONE",
                "TIME",
                "NAMES",
                "CLIENT_ENCODING",
                "DATESTYLE",
                "INTERVALSTYLE",
                "TRANSACTION",
                "APPLICATION_NAME",
                "NOCOUNT",
                "CLIENT_MIN_MESSAGES",
                "SEARCH_PATH",
                "DEFAULT_TRANSACTION_READ_ONLY");
        int at = all.size() > 1 && (all.get(1).is("LOCAL") || all.get(1).is("SESSION")) ? 2 : 1;
        boolean fits = at < all.size()
                && all.get(at).kind() == Kind.WORD
                && known.contains(all.get(at).text());
        for (Token token : all) {
            fits &= !token.sign("(") && !token.text().toLowerCase(Locale.ROOT).contains("pg_catalog");
        }
        return fits ? Statement.LOOKS : new Statement(Verb.UPDATE, List.of(), "changes a setting", "");
    }

    private Statement explained(List<Token> all) {
        int at = 1;
        boolean runs = false;
        if (at < all.size() && all.get(at).sign("(")) {
            while (at < all.size() && !all.get(at).sign(")")) {
                runs |= all.get(at++).is("ANALYZE");
            }
            at++;
        }
        Set<String> words = Set.of(
                "ANALYZE",
                "VERBOSE",
                "QUERY",
                "PLAN",
                "EXTENDED",
                "PARTITIONS",
                "FORMAT",
                "JSON",
                "TREE",
                "TRADITIONAL");
        while (at < all.size()
                && (words.contains(all.get(at).text()) || all.get(at).sign("="))) {
            runs |= all.get(at++).is("ANALYZE");
        }
        if (at >= all.size()) {
            return Statement.unclear("it is not known what it explains");
        }
        return runs ? judged(all.subList(at, all.size())) : Statement.LOOKS;
    }

    private Statement copied(List<Token> all) {
        int to = -1;
        int depth = 0;
        for (int i = 0; i < all.size(); i++) {
            depth += all.get(i).sign("(") ? 1 : all.get(i).sign(")") ? -1 : 0;
            if (depth == 0 && all.get(i).is("TO") && to < 0) {
                to = i;
            }
        }
        if (to > 1 && to + 1 < all.size() && all.get(to + 1).is("STDOUT")) {
            return all.get(1).sign("(") ? query(all.subList(1, to), 0) : Statement.LOOKS;
        }
        return changing(all);
    }

    /** A change of a local file is all that it is only if no function in it reaches for something else. */
    private Statement changing(List<Token> all) {
        if (dialect == SqlDialect.SQLITE) {
            for (int i = 0; i + 1 < all.size(); i++) {
                Token token = all.get(i);
                boolean name = token.kind() == Kind.WORD && !BEFORE_PARENTHESIS.contains(token.text())
                        || token.kind() == Kind.NAME;
                if (all.get(i + 1).sign("(") && name && !SqlChange.names(all, i) && !pure(all, i)) {
                    return Statement.unclear("the function `" + token.text().toLowerCase(Locale.ROOT)
                            + "` is not known to have no effects");
                }
            }
            if (all.get(0).is("COPY")) {
                return Statement.unclear("reads or writes a file of its own");
            }
        }
        return SqlChange.judged(all);
    }

    /** A query looks when no word in it changes anything, and every function in it is one that is known to have no effects. */
    private Statement query(List<Token> all, int from) {
        int depth = 0;
        boolean names = all.get(from < all.size() ? from : 0).is("WITH");
        for (int i = from; i < all.size(); i++) {
            Token token = all.get(i);
            Token next = i + 1 < all.size() ? all.get(i + 1) : new Token(Kind.END, ";");
            depth += token.sign("(") ? 1 : token.sign(")") ? -1 : 0;
            names &= !(depth == 0 && token.is("SELECT"));
            boolean called = next.sign("(");
            if (token.kind() == Kind.WORD && CHANGES.contains(token.text()) && !called && !after(all, i, ".")) {
                return changed(all, i);
            }
            if (token.kind() == Kind.WORD && SECRETS.contains(token.text())) {
                return new Statement(
                        Verb.DISCLOSE,
                        List.of(token.text().toLowerCase(Locale.ROOT)),
                        "shows the hashes of passwords",
                        "");
            }
            boolean name = token.kind() == Kind.WORD && !BEFORE_PARENTHESIS.contains(token.text())
                    || token.kind() == Kind.NAME;
            if (called && name && !(names && depth == 0) && !isAlias(all, i) && !pure(all, i)) {
                return Statement.unclear(
                        "the function `" + token.text().toLowerCase(Locale.ROOT) + "` is not known to have no effects");
            }
        }
        return Statement.LOOKS;
    }

    private Statement changed(List<Token> all, int i) {
        String word = all.get(i).text();
        if (word.equals("INTO")) {
            return new Statement(
                    Verb.CREATE, SqlChange.targets(all, i + 1), "makes a table or a file of what it selects", "");
        }
        boolean locks = word.equals("UPDATE")
                && i > 0
                && (all.get(i - 1).is("FOR") || all.get(i - 1).is("KEY"));
        return locks ? Statement.unclear("locks rows that others may want") : changing(all.subList(i, all.size()));
    }

    private static boolean isAlias(List<Token> all, int i) {
        return after(all, i, "AS");
    }

    private static boolean after(List<Token> all, int i, String what) {
        return i > 0 && (all.get(i - 1).is(what) || all.get(i - 1).sign(what));
    }

    private boolean pure(List<Token> all, int i) {
        boolean qualified = after(all, i, ".");
        boolean catalog = qualified && i > 1 && all.get(i - 2).is("PG_CATALOG") && dialect == SqlDialect.POSTGRES;
        Token name = all.get(i);
        String text = name.kind() == Kind.WORD ? name.text().toLowerCase(Locale.ROOT) : name.text();
        return (!qualified || catalog) && PURE.contains(text);
    }
}
