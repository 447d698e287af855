package io.brattice.shell.program;

import java.util.List;

/** {@code split} and {@code csplit}: the pieces are named by a prefix. */
final class SplitReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> operands = reading.operands();
        if (operands.isEmpty()) {
            acts.file(FileAct.WRITE, Term.beginning("x"));
            return;
        }
        Term input = operands.get(0);
        if (!input.known() || !input.text().equals("-")) {
            acts.file(FileAct.READ, input);
        }
        boolean context = reading.row().program().equals("csplit");
        Term prefix = context
                ? reading.value("--prefix").orElse(Term.of("xx"))
                : operands.size() > 1 ? operands.get(1) : Term.of("x");
        if (!reading.has("--filter")) {
            acts.file(FileAct.WRITE, Term.beginning(prefix.text()));
        }
    }
}
