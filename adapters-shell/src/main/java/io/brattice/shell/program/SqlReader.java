package io.brattice.shell.program;

import java.util.List;
import java.util.Optional;

/** Clients of other databases that take SQL by {@code -e}, {@code -q}, {@code -Q} or {@code -f}. */
final class SqlReader implements Reader {

    private static final List<String> STATEMENTS = List.of("-e", "-q", "-Q", "--query", "--execute");
    private static final List<String> FILES = List.of("-f", "-i", "--file", "--queries-file");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Optional<Term> database = reading.value("-d").or(() -> reading.value("-k"));
        SqlServer server = SqlServer.of(
                reading.value("-h").or(() -> reading.operands().stream().findFirst()), database);
        SqlScript script = new SqlScript(call, acts, SqlDialect.OTHER, new SqlScript.Base() {
            @Override
            public void changes(SqlText.Statement statement) {
                server.changes(statement, acts);
            }

            @Override
            public void client(String command, SqlScript origin) {
                acts.opaque("its command `" + command + "` is not one that is known to have no effects");
            }
        });
        boolean given = false;
        for (Reading.Found found : reading.options()) {
            if (found.option().names().stream().anyMatch(STATEMENTS::contains)) {
                given = true;
                found.values().forEach(script::run);
            } else if (found.option().names().stream().anyMatch(FILES::contains)) {
                given = true;
                found.values().forEach(script::file);
            }
        }
        if (!given) {
            script.input();
        }
    }
}
