package io.brattice.shell.program;

import io.brattice.action.Verb;
import io.brattice.files.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code sqlite3} and {@code duckdb}: SQL and dot commands for a database that is a local file; a change of it is a change of that file. */
final class SqliteReader implements Reader {

    private static final Set<String> LOOKS = Set.of(
            ".tables",
            ".schema",
            ".indexes",
            ".indices",
            ".databases",
            ".dump",
            ".headers",
            ".header",
            ".mode",
            ".width",
            ".separator",
            ".nullvalue",
            ".show",
            ".timer",
            ".stats",
            ".eqp",
            ".explain",
            ".print",
            ".echo",
            ".bail",
            ".changes",
            ".fullschema",
            ".help",
            ".quit",
            ".exit",
            ".timeout",
            ".lint",
            ".dbinfo",
            ".version",
            ".sha3sum",
            ".vfslist",
            ".vfsname",
            ".dbtotxt",
            ".columns",
            ".rows",
            ".maxrows",
            ".maxwidth",
            ".prompt");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> operands = reading.operands();
        Optional<Term> file =
                operands.isEmpty() || isMemory(operands.get(0)) ? Optional.empty() : Optional.of(operands.get(0));
        Told told = new Told(file, call, acts);
        SqlScript script = new SqlScript(call, acts, SqlDialect.SQLITE, told);
        boolean given = false;
        for (Reading.Found found : reading.options()) {
            if (found.option().names().contains("-init")) {
                found.values().forEach(script::file);
            } else if (found.option().names().contains("-cmd")) {
                found.values().forEach(script::run);
            } else if (found.option().names().contains("-c")) {
                given = true;
                found.values().forEach(script::run);
            }
        }
        for (Term text : operands.subList(Math.min(1, operands.size()), operands.size())) {
            given = true;
            script.run(text);
        }
        if (!given) {
            script.input();
        }
        told.end();
    }

    private static boolean isMemory(Term name) {
        return name.known() && (name.text().equals(":memory:") || name.text().isEmpty());
    }

    /** What becomes of the file. */
    private static final class Told implements SqlScript.Base {
        private final Optional<Term> file;
        private final Invocation call;
        private final Acts acts;
        private boolean changed;

        Told(Optional<Term> file, Invocation call, Acts acts) {
            this.file = file;
            this.call = call;
            this.acts = acts;
        }

        @Override
        public void changes(SqlText.Statement statement) {
            if (statement.verb() == Verb.EXECUTE) {
                acts.opaque(statement.why());
            } else {
                changed = true;
            }
        }

        @Override
        public void client(String command, SqlScript script) {
            int blank = 0;
            while (blank < command.length() && !Character.isWhitespace(command.charAt(blank))) {
                blank++;
            }
            String name = command.substring(0, blank);
            String rest = command.substring(blank).strip();
            if (LOOKS.contains(name)) {
                return;
            }
            boolean plain = !rest.isEmpty()
                    && rest.chars().noneMatch(c -> c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '\\');
            if (name.equals(".shell") || name.equals(".system")) {
                acts.shell(Term.of(rest), script.situation());
            } else if (rest.startsWith("|") || !plain || rest.startsWith("-")) {
                acts.opaque("its command `" + name + "` is not one that is known to have no effects");
            } else {
                onFile(name, Term.of(rest), script);
            }
        }

        private void onFile(String name, Term path, SqlScript script) {
            switch (name) {
                case ".output", ".once" -> {
                    if (!path.text().equals("stdout") && !path.text().equals("off")) {
                        acts.file(FileAct.WRITE, path);
                    }
                }
                case ".read" -> script.file(path);
                case ".backup", ".save", ".clone" -> acts.file(FileAct.WRITE, path);
                case ".restore" -> {
                    acts.file(FileAct.READ, path);
                    changed = true;
                }
                case ".load" -> {
                    acts.file(FileAct.READ, path);
                    acts.code("runs the library `" + path + "`");
                }
                default -> acts.opaque("its command `" + name + "` is not one that is known to have no effects");
            }
        }

        void end() {
            if (file.isEmpty()) {
                return;
            }
            Optional<Path> path = call.situation().path(file.get());
            boolean missing = path.isPresent() && call.situation().world().followed(path.get()) == World.Kind.NOTHING;
            if (!changed) {
                acts.file(missing ? FileAct.CREATE : FileAct.READ, file.get());
                return;
            }
            acts.file(missing ? FileAct.WRITE : FileAct.UPDATE, file.get());
            for (String side : List.of("-wal", "-journal", "-shm")) {
                boolean there = path.isPresent()
                        && call.situation().world().kind(Path.of(path.get() + side)) != World.Kind.NOTHING;
                if (there && file.get().known()) {
                    acts.file(FileAct.UPDATE, Term.of(file.get().text() + side));
                }
            }
        }
    }
}
