package io.brattice.shell.program;

/** {@code find}: its operands are an expression. */
final class FindReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        new FindExpression(call, acts).read();
    }
}
