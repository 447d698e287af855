package io.brattice.console.demo;

import java.io.IOException;

/** A table dropped that nobody had a copy of. */
final class TableDropped implements Incident {

    private static final int ROWS = 1_508;

    @Override
    public String title() {
        return "a table of three weeks dropped";
    }

    @Override
    public String when() {
        return "January 2026";
    }

    @Override
    public String story() {
        return "An agent dropped a table that it took for a leftover: 1,508 rows, three weeks of work, and no "
                + "backup. Here it is a database of SQLite, in a file of the project.";
    }

    @Override
    public String needs() {
        return "sqlite3";
    }

    @Override
    public void furnish(World world) throws IOException {
        StringBuilder rows = new StringBuilder("create table poc_staging (id integer, note text);\nbegin;\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append("insert into poc_staging values (")
                    .append(i)
                    .append(", 'row ")
                    .append(i)
                    .append("');\n");
        }
        world.write("data/staging.sql", rows.append("commit;\n").toString());
        world.git("sqlite3 data/staging.db <data/staging.sql; rm data/staging.sql");
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("sqlite3 data/staging.db 'DROP TABLE poc_staging'");
    }
}
