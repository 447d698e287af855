package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code patch}: which files it changes is in the patch, where that can be read. */
final class PatchReader implements Reader {

    private static final int MOST = 1_000_000;
    private static final int MOST_FILES = 200;

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> operands = reading.operands();
        Optional<Term> folder = reading.value("--directory");
        Optional<Path> cwd =
                folder.isEmpty() ? call.situation().cwd() : call.situation().path(folder.get());
        Optional<Term> source = reading.value("--input");
        if (operands.size() > 1) {
            source = Optional.of(operands.get(1));
            acts.file(FileAct.READ, operands.get(1));
        }
        Optional<String> text = call.situation().input().text();
        if (source.isPresent() && !source.get().text().equals("-")) {
            Optional<Path> path = call.situation().in(cwd).path(source.get());
            text = path.flatMap(file -> call.situation().world().text(file, MOST));
        }
        if (reading.has("--dry-run")) {
            return;
        }
        Optional<Term> output = reading.value("--output");
        if (output.isPresent()) {
            if (!output.get().text().equals("-")) {
                acts.file(FileAct.WRITE, in(folder, output.get()));
            }
        } else if (!operands.isEmpty()) {
            acts.file(FileAct.UPDATE, in(folder, operands.get(0)));
        } else {
            changes(text, reading, folder, acts);
        }
        boolean ed = reading.has("--ed") || text.map(PatchReader::mayBeEd).orElse(true);
        if (ed && source.isEmpty() && !call.situation().input().given()) {
            return;
        }
        if (ed) {
            acts.opaque("it is not known whether the patch is a script for an editor");
        }
    }

    private static void changes(Optional<String> text, Reading reading, Optional<Term> folder, Acts acts) {
        Optional<Set<String>> names = text.flatMap(known -> names(known, reading.value("--strip")));
        if (names.isEmpty()) {
            acts.file(FileAct.WRITE_TREE, folder.orElse(Term.of(".")));
            return;
        }
        for (String name : names.get()) {
            Term file = in(folder, Term.of(name));
            acts.file(FileAct.WRITE, file);
            acts.file(FileAct.REPLACE, Names.with(file, ".orig"));
            acts.file(FileAct.REPLACE, Names.with(file, ".rej"));
        }
    }

    /** Every name that the patch mentions; empty when they are too many, or how many folders to strip is not known. */
    private static Optional<Set<String>> names(String text, Optional<Term> strip) {
        Set<String> names = new LinkedHashSet<>();
        if (strip.isEmpty() || !strip.get().text().matches("[0-9]")) {
            return Optional.empty();
        }
        int folders = Integer.parseInt(strip.get().text());
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("Index:")
                    || line.startsWith("rename ")
                    || line.startsWith("copy ")
                    || line.startsWith("*** ")) {
                return Optional.empty();
            }
            boolean header = line.startsWith("--- ") || line.startsWith("+++ ");
            if (!header || line.length() < 5) {
                continue;
            }
            String name = line.substring(4).replaceFirst("\t.*", "").strip();
            if (name.equals("/dev/null")) {
                continue;
            }
            for (int i = 0; i < folders; i++) {
                name = name.substring(name.indexOf('/') + 1);
            }
            if (name.startsWith("\"") || name.startsWith("/") || name.contains("..") || name.isEmpty()) {
                return Optional.empty();
            }
            names.add(name);
        }
        return names.size() > MOST_FILES ? Optional.empty() : Optional.of(names);
    }

    private static boolean mayBeEd(String text) {
        return !text.isEmpty() && !text.contains("\n@@ ");
    }

    private static Term in(Optional<Term> folder, Term name) {
        return folder.isEmpty() || name.text().startsWith("/") ? name : Names.in(folder.get(), name);
    }
}
