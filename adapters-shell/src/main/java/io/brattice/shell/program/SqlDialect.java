package io.brattice.shell.program;

/** Where the makers of databases disagree about what ends a comment or a text. */
public enum SqlDialect {
    /** Dollar quotes, nested comments, {@code E'…'}; backslash commands of {@code psql}. */
    POSTGRES,
    /** Backslashes escape, {@code #} and {@code -- } begin comments, {@code /*!} runs; commands of {@code mysql}. */
    MYSQL,
    /** Dot commands of {@code sqlite3} and {@code duckdb}. */
    SQLITE,
    /** Any other: what the others read differently is not understood. */
    OTHER
}
