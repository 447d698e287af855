package io.brattice.shell.program;

import io.brattice.action.Verb;
import io.brattice.shell.program.SqlTokens.Token;
import java.util.List;
import java.util.Set;

/** The {@code PRAGMA} statements of sqlite: some ask, some change the file. */
final class SqlPragma {

    /** These only ask, with or without something in parentheses. */
    private static final Set<String> ASKS = Set.of(
            "TABLE_INFO",
            "TABLE_XINFO",
            "TABLE_LIST",
            "INDEX_LIST",
            "INDEX_INFO",
            "INDEX_XINFO",
            "FOREIGN_KEY_LIST",
            "FOREIGN_KEY_CHECK",
            "DATABASE_LIST",
            "COMPILE_OPTIONS",
            "INTEGRITY_CHECK",
            "QUICK_CHECK",
            "COLLATION_LIST",
            "FUNCTION_LIST",
            "MODULE_LIST",
            "PRAGMA_LIST",
            "PAGE_COUNT",
            "FREELIST_COUNT",
            "DATA_VERSION");

    /** These ask when nothing follows. */
    private static final Set<String> ASKS_ALONE = Set.of(
            "USER_VERSION",
            "SCHEMA_VERSION",
            "APPLICATION_ID",
            "PAGE_SIZE",
            "ENCODING",
            "JOURNAL_MODE",
            "SYNCHRONOUS",
            "FOREIGN_KEYS",
            "AUTO_VACUUM",
            "CACHE_SIZE",
            "BUSY_TIMEOUT",
            "LOCKING_MODE",
            "MMAP_SIZE",
            "TEMP_STORE",
            "QUERY_ONLY",
            "SECURE_DELETE");

    private SqlPragma() {}

    static SqlText.Statement judged(List<Token> all) {
        int at = all.size() > 2 && all.get(2).sign(".") ? 3 : 1;
        String name = at < all.size() ? all.get(at).text() : "";
        boolean alone = at + 1 == all.size();
        boolean assigns = at + 1 < all.size() && all.get(at + 1).sign("=");
        boolean asks = ASKS.contains(name) && !assigns || ASKS_ALONE.contains(name) && alone;
        return asks
                ? SqlText.Statement.LOOKS
                : new SqlText.Statement(Verb.UPDATE, List.of(), "changes a setting of the database", "");
    }
}
