package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.Optional;

/** SQL on its way to a database: from the command line, a file or standard input. */
final class SqlScript {

    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 8;

    /** Where the statements go. */
    interface Base {
        /** A statement that does not only look. */
        void changes(SqlText.Statement statement);

        /** A command of the client's own. */
        void client(String command, SqlScript script);
    }

    private final Invocation call;
    private final Acts acts;
    private final SqlDialect dialect;
    private final Base base;
    private int depth;

    SqlScript(Invocation call, Acts acts, SqlDialect dialect, Base base) {
        this.call = call;
        this.acts = acts;
        this.dialect = dialect;
        this.base = base;
    }

    /** Tells what a text does. */
    void run(Term text) {
        if (!text.known()) {
            acts.opaque("what it asks of the database is not known");
            return;
        }
        for (SqlText.Statement statement : SqlText.of(text.text(), dialect)) {
            if (!statement.client().isEmpty()) {
                base.client(statement.client(), this);
            } else if (!statement.reads()) {
                base.changes(statement);
            }
        }
    }

    /** Tells what a file of SQL does; the file is read. */
    void file(Term name) {
        if (name.known() && name.text().equals("-")) {
            input();
            return;
        }
        acts.file(FileAct.READ, name);
        Optional<Path> path = call.situation().path(name);
        Optional<String> text = path.flatMap(file -> call.situation().world().text(file, LONGEST));
        if (text.isEmpty() || ++depth > DEEPEST) {
            acts.opaque("what the statements in `" + name + "` do is not known");
            return;
        }
        run(Term.of(text.get()));
    }

    /** Tells what comes by standard input does. */
    void input() {
        Situation.Input input = call.situation().input();
        if (input.text().isPresent()) {
            run(Term.of(input.text().get()));
        } else {
            acts.opaque("what it asks of the database comes by standard input and is not known");
        }
    }

    Acts acts() {
        return acts;
    }

    Situation situation() {
        return call.situation().amongOthers();
    }
}
