package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code sed}: its script may read, write and run; with {@code -i} its operands are changed. */
final class SedReader implements Reader {

    private static final int MOST = 100_000;

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> files = reading.operands();
        StringBuilder script = new StringBuilder();
        boolean scripted = false;
        for (Reading.Found option : reading.options()) {
            boolean fromFile = option.option().names().contains("--file");
            if (!fromFile && !option.option().names().contains("--expression")) {
                continue;
            }
            scripted = true;
            Optional<String> piece = fromFile
                    ? text(option.values().get(0), call)
                    : known(option.values().get(0));
            if (piece.isEmpty()) {
                acts.opaque("its script is not known");
            }
            script.append(piece.orElse("")).append('\n');
        }
        if (!scripted && !files.isEmpty()) {
            Optional<String> first = known(files.get(0));
            if (first.isEmpty()) {
                acts.opaque("its script is not known");
            }
            script.append(first.orElse(""));
            files = files.subList(1, files.size());
        }
        Optional<String> problem =
                new SedScript(script.toString(), reading.has("--sandbox"), call.situation(), acts).read();
        problem.ifPresent(acts::opaque);
        files(reading, files, acts);
    }

    private static void files(Reading reading, List<Term> files, Acts acts) {
        if (!reading.has("--in-place")) {
            for (Term file : files) {
                if (!file.known() || !file.text().equals("-")) {
                    acts.file(FileAct.READ, file);
                }
            }
            return;
        }
        Optional<Term> suffix = reading.value("--in-place");
        for (Term file : files) {
            acts.file(FileAct.UPDATE, file);
            suffix.ifPresent(text -> acts.file(FileAct.REPLACE, backup(file, text)));
        }
    }

    /** A star in the suffix stands for the name of the file, and a slash then leads to another folder. */
    private static Term backup(Term file, Term suffix) {
        if (!file.known() || !suffix.known()) {
            return suffix.text().contains("*") ? Term.beginning("") : Term.beginning(file.text());
        }
        int slash = file.text().lastIndexOf('/') + 1;
        String name = file.text().substring(slash);
        String made = suffix.text().contains("*") ? suffix.text().replace("*", name) : name + suffix.text();
        return Term.of(made.contains("/") ? made : file.text().substring(0, slash) + made);
    }

    private static Optional<String> known(Term term) {
        return term.known() ? Optional.of(term.text()) : Optional.empty();
    }

    private static Optional<String> text(Term file, Invocation call) {
        if (file.known() && file.text().equals("-")) {
            return call.situation().input().text();
        }
        Optional<Path> path = call.situation().path(file);
        return path.flatMap(known -> call.situation().world().text(known, MOST));
    }
}
