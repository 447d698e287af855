package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code awk}: its program may read, write and run; its operands are read, or set variables. */
final class AwkReader implements Reader {

    private static final int MOST = 100_000;

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> operands = reading.operands();
        boolean inPlace = false;
        boolean programmed = reading.has("--exec");
        List<Optional<String>> programs = new ArrayList<>();
        for (Reading.Found option : reading.options()) {
            List<String> names = option.option().names();
            if (names.contains("--file")) {
                programs.add(call.situation()
                        .path(option.values().get(0))
                        .flatMap(path -> call.situation().world().text(path, MOST)));
            } else if (names.contains("--source")) {
                programs.add(known(option.values().get(0)));
            } else if (names.contains("--include")) {
                inPlace = true;
                if (!option.values().get(0).equals(Term.of("inplace"))) {
                    acts.opaque("it includes a program that was not read");
                }
            } else if (names.contains("--dump-variables")
                    || names.contains("--profile")
                    || names.contains("--pretty-print")) {
                Term file = option.values().isEmpty()
                        ? Term.of(names.contains("--dump-variables") ? "awkvars.out" : "awkprof.out")
                        : option.values().get(0);
                if (!file.equals(Term.of("-"))) {
                    acts.file(FileAct.WRITE, file);
                }
            }
        }
        programmed |= !programs.isEmpty();
        if (!programmed && !operands.isEmpty()) {
            programs.add(known(operands.get(0)));
            operands = operands.subList(1, operands.size());
        }
        for (Optional<String> program : programs) {
            if (program.isEmpty()) {
                acts.opaque("its program is not known");
            } else {
                new AwkProgram(program.get(), call.situation(), acts).read().ifPresent(acts::opaque);
            }
        }
        for (Term operand : operands) {
            boolean stream = operand.known() && operand.text().equals("-");
            if (!stream && !(operand.known() && operand.text().matches("[A-Za-z_][A-Za-z0-9_:]*=(?s:.*)"))) {
                acts.file(inPlace ? FileAct.UPDATE : FileAct.READ, operand);
            }
        }
    }

    private static Optional<String> known(Term term) {
        return term.known() ? Optional.of(term.text()) : Optional.empty();
    }
}
