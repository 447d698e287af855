package io.brattice.shell.program;

/** {@code rm}: what is removed with {@code -d} depends on what is there. */
final class RmReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        boolean tree = reading.has("--recursive");
        boolean empty = reading.has("--dir");
        boolean asks = reading.has("-i")
                || reading.has("-I")
                || reading.has("--interactive")
                        && reading.value("--interactive")
                                .filter(Term.of("never")::equals)
                                .isEmpty();
        if (asks) {
            acts.perhaps();
        }
        for (Term operand : reading.operands()) {
            acts.file(tree ? FileAct.DELETE_TREE : FileAct.DELETE, operand);
            if (empty && !tree) {
                acts.file(FileAct.DELETE_EMPTY, operand);
            }
        }
    }
}
