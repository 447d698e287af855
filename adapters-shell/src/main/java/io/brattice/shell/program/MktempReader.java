package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Optional;

/** {@code mktemp}: which folder it makes something in, by its options, the variable {@code TMPDIR} and the template. */
final class MktempReader implements Reader {

    private static final String TEMPLATE = "tmp.XXXXXXXXXX";
    private static final String SHARED = "/tmp";

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        if (reading.rehearses()) {
            return;
        }
        List<Term> operands = reading.operands();
        Term template = operands.isEmpty() ? Term.of(TEMPLATE) : operands.get(0);
        Term suffix = reading.value("--suffix").orElse(Term.of(""));
        Optional<Term> folder = folder(reading, call, operands.isEmpty());
        String name = template.text() + suffix.text();
        String path = folder.map(in -> in.text() + "/" + name).orElse(name);
        boolean known =
                template.known() && suffix.known() && folder.map(Term::known).orElse(true);
        if (!known) {
            boolean begins = folder.map(Term::known).orElse(true) && template.known();
            acts.file(FileAct.FRESH, begins ? Term.beginning(path) : Term.beginning(""));
        } else if (isShared(path)) {
            // Others make files by the same template there all the time: which one is the call's cannot be told.
            acts.effect(
                    Verb.CREATE,
                    new Resource("temporary:file"),
                    Reversibility.REVERSIBLE,
                    "makes a new file of its own");
        } else {
            acts.file(FileAct.FRESH, Term.of(path));
        }
    }

    /** Empty where the template alone says it: then it is a path like any other. */
    private static Optional<Term> folder(Reading reading, Invocation call, boolean bare) {
        boolean asked = bare || reading.has("-t");
        Term given = Term.of("");
        for (Reading.Found option : reading.options()) {
            if (reading.is(option, "-p") || reading.is(option, "--tmpdir")) {
                asked = true;
                given = option.values().isEmpty()
                        ? Term.of("")
                        : option.values().get(0);
            }
        }
        if (!asked) {
            return Optional.empty();
        }
        Term variable = call.situation().environment().getOrDefault("TMPDIR", Term.of(""));
        Term first = reading.has("-t") ? variable : given;
        Term second = reading.has("-t") ? given : variable;
        Term chosen = isEmpty(first) ? second : first;
        return Optional.of(isEmpty(chosen) ? Term.of(SHARED) : chosen);
    }

    private static boolean isEmpty(Term term) {
        return term.known() && term.text().isEmpty();
    }

    private static boolean isShared(String path) {
        return isIn(SHARED + "/", path) || isIn("/var" + SHARED + "/", path);
    }

    private static boolean isIn(String folder, String path) {
        String plain = path.replace("//", "/");
        return plain.startsWith(folder) && plain.indexOf('/', folder.length()) < 0;
    }
}
