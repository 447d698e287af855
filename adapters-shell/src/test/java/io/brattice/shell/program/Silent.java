package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;

/** Hears everything and keeps nothing: tests override what they look at. */
class Silent implements Acts {
    @Override
    public void file(FileAct act, Term path) {}

    @Override
    public void effect(Verb verb, Resource resource, Reversibility inherent, String why) {}

    @Override
    public void run(List<Term> words, Situation situation) {}

    @Override
    public void shell(Term script, Situation situation) {}

    @Override
    public void code(String what) {}

    @Override
    public void opaque(String why) {}

    @Override
    public void network(String host) {}

    @Override
    public void prepared(Prepared part) {}

    @Override
    public void rehearsal(DryRun rehearsal) {}

    @Override
    public void instead(List<Term> words) {}
}
