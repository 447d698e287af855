package io.brattice.console.demo;

import java.io.IOException;

/** A script that drops a database because an argument landed in the wrong parameter. */
final class ScriptMisread implements Incident {

    @Override
    public String title() {
        return "a database dropped by an opaque script";
    }

    @Override
    public String when() {
        return "July 2026";
    }

    @Override
    public String story() {
        return "An agent piped a few lines into an interpreter: init_db(conn). The parameter was named"
                + " drop_existing, a connection counts as true, and 500 GB were gone.";
    }

    @Override
    public void furnish(World world) throws IOException {
        world.write("lib/db.sh", """
                get_conn() { echo "conn:main"; }
                init_db() { # drop_existing
                  if [ -n "$1" ]; then $(sed -n 's/^drop=//p' lib/db.conf); fi
                  mkdir -p data/db
                }
                """);
        world.write("lib/db.conf", "drop=rm -rf data/db\n");
        for (int i = 0; i < 6; i++) {
            world.write("data/db/table-" + i + ".csv", world.lines(600));
        }
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("""
                bash -s <<'SH'
                . lib/db.sh
                init_db "$(get_conn)"
                SH
                """);
    }
}
