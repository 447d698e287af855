package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlTextTest {

    private static final List<String> LOOKS = List.of(
            "select 1",
            "SELECT count(*), max(a) FROM t WHERE b IN (1,2) AND c BETWEEN 1 AND 2 GROUP BY d HAVING count(*) > 1 ORDER BY 1 LIMIT 3",
            "select * from a join b using (id) where exists (select 1 from c)",
            "with x(a, b) as (select 1, 2), y as (select * from x) select * from y",
            "select date_trunc('day', now()) at time zone 'utc'",
            "select cast(a as varchar(10)) from t",
            "select 'it''s; drop table t'",
            "select \"update\" from t",
            "select 1; select 2;",
            "show tables",
            "show create table t",
            "describe t",
            "explain select * from t",
            "explain delete from t",
            "begin; select 1; rollback",
            "set statement_timeout = '5s'; select 1",
            "values (1), (2)",
            "(select 1) union (select 2)",
            "select a.b, row_number() over (partition by c order by d) from a",
            "select coalesce(lower(trim(x)), '-') from t -- delete\n");

    private static final List<String> CHANGES = List.of(
            "delete from t",
            "select 1; delete from t",
            "with d as (delete from t returning *) select * from d",
            "with i as (insert into t values (1) returning *) select * from i",
            "select * into b from a",
            "select pg_terminate_backend(1)",
            "select lo_import('/etc/passwd')",
            "select * from dblink('x', 'drop table t') as (a int)",
            "select nextval('s')",
            "select set_config('a', 'b', false)",
            "select evil.lower('x')",
            "select \"pg_sleep\"(10)",
            "select pg_sleep /* x */ (10)",
            "select * from t for update",
            "explain analyze delete from t",
            "explain (analyze) select pg_sleep(1)",
            "copy t to program 'x'",
            "copy t from '/x'",
            "copy (delete from t returning *) to stdout",
            "do $$ begin end $$",
            "call p()",
            "set session authorization a",
            "set standard_conforming_strings = off",
            "set search_path = a, pg_catalog",
            "grant all on t to public",
            "commit prepared 'x'",
            "start replica",
            "vacuum full",
            "listen x",
            "prepare x as delete from t",
            "execute x",
            "truncate t",
            "create table t (a int)",
            "pragma writable_schema = 1",
            "attach 'x' as y",
            "nonsense",
            "select 'unfinished",
            "select /* unfinished",
            "select :x",
            "selec\u200bt 1");

    @Test
    void whatOnlyLooksIsTold() {
        for (String sql : LOOKS) {
            for (SqlText.Statement statement : SqlText.of(sql, SqlDialect.POSTGRES)) {
                assertTrue(statement.reads(), sql + ": " + statement);
            }
        }
    }

    @Test
    void whatChangesOrIsUnclearIsNeverARead() {
        for (String sql : CHANGES) {
            assertFalse(SqlText.of(sql, SqlDialect.POSTGRES).stream().allMatch(SqlText.Statement::reads), sql);
        }
    }

    @Test
    void dialectsEndCommentsAndTextsTheirOwnWay() {
        assertFalse(looks("select 1 --1; drop table t", SqlDialect.MYSQL));
        assertTrue(looks("select 1 --1; drop table t", SqlDialect.POSTGRES));
        assertFalse(looks("select 1 --1; drop table t", SqlDialect.OTHER));
        assertFalse(looks("select /*! 1; drop table t */ 1", SqlDialect.MYSQL));
        assertTrue(looks("select 1 # ; drop table t", SqlDialect.MYSQL));
        assertFalse(looks("select 1 # 2; drop table t", SqlDialect.POSTGRES));
        assertTrue(looks("select 'a\\'; drop table t; -- '", SqlDialect.MYSQL));
        assertFalse(looks("select 'a\\'; drop table t; -- '", SqlDialect.POSTGRES));
        assertFalse(looks("select 'a\\'; drop table t; -- '", SqlDialect.SQLITE));
        assertTrue(looks("select E'a\\'; drop table t; -- '", SqlDialect.POSTGRES));
        assertTrue(looks("/* /* */ drop table t; */ select 1", SqlDialect.POSTGRES));
        assertFalse(looks("/* /* */ drop table t; */ select 1", SqlDialect.MYSQL));
        assertTrue(looks("select $a$ ; drop table t $a$", SqlDialect.POSTGRES));
        assertFalse(looks("select $a$ ; drop table t; select $a$", SqlDialect.MYSQL));
        assertFalse(looks("select 1 drop table t", SqlDialect.OTHER));
        assertFalse(looks("insert into t values (writefile('x', 1))", SqlDialect.SQLITE));
    }

    @Test
    void targetsAreNamed() {
        assertEquals(
                List.of("a", "s.b"),
                SqlText.of("drop table if exists a, s.\"b\" cascade", SqlDialect.POSTGRES)
                        .get(0)
                        .targets());
        assertEquals(
                List.of("t"),
                SqlText.of("insert into t(a) select 1", SqlDialect.POSTGRES)
                        .get(0)
                        .targets());
        assertEquals(
                List.of("t"),
                SqlText.of("grant select on table t to x", SqlDialect.POSTGRES)
                        .get(0)
                        .targets());
        assertEquals(
                List.of("prod"),
                SqlText.of("DROP DATABASE prod", SqlDialect.MYSQL).get(0).targets());
    }

    @Test
    void aDropIsNeverHiddenByWhatStandsBeforeIt() {
        long seed = 20261125;
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "select 1",
                ";",
                "'a'",
                "\"b\"",
                "--x\n",
                "/* c */",
                "(",
                ")",
                "$$",
                "\\",
                "`",
                "#",
                "\n",
                "--\n",
                "e'\\''",
                "/*",
                "*/",
                "[",
                "]");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
            }
            for (SqlDialect dialect : SqlDialect.values()) {
                // behind a whole text whose statements are all understood as reads, a new statement is seen
                if (SqlText.of(text + ";", dialect).stream().allMatch(SqlText.Statement::reads)) {
                    assertFalse(looks(text + ";\ndrop table t", dialect), "seed " + seed + ": " + text + " " + dialect);
                }
            }
        }
    }

    private static boolean looks(String sql, SqlDialect dialect) {
        return SqlText.of(sql, dialect).stream().allMatch(SqlText.Statement::reads);
    }
}
