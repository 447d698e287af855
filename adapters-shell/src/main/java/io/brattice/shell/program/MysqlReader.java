package io.brattice.shell.program;

import java.util.Optional;

/** {@code mysql} and {@code mariadb}: SQL, and commands that begin with a backslash. */
final class MysqlReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Optional<Term> database =
                reading.value("-D").or(() -> reading.operands().stream().findFirst());
        SqlServer server = SqlServer.of(reading.value("-h"), database);
        if (reading.operands().size() > 1) {
            acts.opaque("it is not known to take more than one database");
        }
        SqlScript script = new SqlScript(call, acts, SqlDialect.MYSQL, new SqlScript.Base() {
            @Override
            public void changes(SqlText.Statement statement) {
                server.changes(statement, acts);
            }

            @Override
            public void client(String command, SqlScript origin) {
                MysqlReader.client(command, origin);
            }
        });
        reading.values("--init-command").forEach(script::run);
        if (reading.has("-e")) {
            reading.values("-e").forEach(script::run);
        } else {
            script.input();
        }
    }

    private static void client(String command, SqlScript script) {
        char name = command.length() > 1 ? command.charAt(1) : ' ';
        String rest = command.length() > 2 ? command.substring(2) : "";
        switch (name) {
            case 'G', 'g', 'c', 's', 'w', 'W', 'n', 't', '#' -> script.run(Term.of(rest));
            case 'q', 'h', '?' -> {}
            case '!' -> script.acts().shell(Term.of(rest.strip()), script.situation());
            case '.' -> script.file(Term.of(rest.strip()));
            default -> script.acts().opaque("its command `\\" + name + "` is not one that is known to have no effects");
        }
    }
}
