package io.brattice.shell.program;

import java.util.List;

/** Searchers: which of the operands is the pattern, and whether they look below folders. */
final class GrepReader implements Reader {

    private static final Term HERE = Term.of(".");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        boolean alwaysBelow = !reading.row().program().equals("grep");
        boolean below = alwaysBelow || recurses(reading);
        if (alwaysBelow && reading.has("--type-list")) {
            return;
        }
        FileAct act = alwaysBelow && reading.has("--files") ? FileAct.LIST : below ? FileAct.READ_TREE : FileAct.READ;
        if (reading.uncertain()) {
            acts.files(FileAct.READ_TREE, reading.operands());
            return;
        }
        List<Term> files = reading.operands();
        boolean patternElsewhere = reading.has("-e")
                || reading.has("-f")
                || reading.has("--match")
                || reading.has("-g") && reading.row().program().equals("ag")
                || alwaysBelow && reading.has("--files");
        if (!patternElsewhere && !files.isEmpty()) {
            Term pattern = files.get(0);
            files = pattern.many() ? files : files.subList(1, files.size());
        }
        if (files.isEmpty() && below) {
            acts.file(act, HERE);
        }
        for (Term file : files) {
            if (!file.known() || !file.text().equals("-")) {
                acts.file(act, file);
            }
        }
    }

    @Override
    public boolean mild() {
        return true;
    }

    private static boolean recurses(Reading reading) {
        boolean folders = reading.value("--directories")
                .map(value -> !value.known() || "recurse".startsWith(value.text()))
                .orElse(false);
        return folders || reading.has("-r") || reading.has("-R");
    }
}
