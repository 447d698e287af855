package io.brattice.shell.program;

/** Installers that have no rehearsal, or run code whatever they are told: what they are asked for is judged all the same. */
record PackageReader(Registry registry, boolean code) implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        if (!reading.rehearses()) {
            new Supply(registry, call.situation(), acts).judge(reading.operands());
        }
        if (code) {
            acts.code("builds or runs what it installs");
        }
    }
}
