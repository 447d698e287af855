package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;

/** Hears what is told of a program that is reached through another: {@code python -m pip}. What is to be run goes that way too. */
record Prefixed(Acts acts, List<Term> prefix) implements Acts {

    Prefixed {
        prefix = List.copyOf(prefix);
    }

    @Override
    public void instead(List<Term> words) {
        List<Term> all = new ArrayList<>(prefix);
        all.addAll(words.subList(1, words.size()));
        acts.instead(all);
    }

    @Override
    public void rehearsal(DryRun rehearsal) {
        List<String> argv = new ArrayList<>();
        for (Term word : prefix) {
            if (!word.known()) {
                return;
            }
            argv.add(word.text());
        }
        argv.addAll(rehearsal.argv().subList(1, rehearsal.argv().size()));
        acts.rehearsal(new DryRun(argv, rehearsal.fidelity(), rehearsal.reader()));
    }

    @Override
    public void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
        acts.effect(verb, resource, inherent, why);
    }

    @Override
    public void file(FileAct act, Term path) {
        acts.file(act, path);
    }

    @Override
    public void run(List<Term> words, Situation situation) {
        acts.run(words, situation);
    }

    @Override
    public void shell(Term script, Situation situation) {
        acts.shell(script, situation);
    }

    @Override
    public void code(String what) {
        acts.code(what);
    }

    @Override
    public void perhaps() {
        acts.perhaps();
    }

    @Override
    public void opaque(String why) {
        acts.opaque(why);
    }

    @Override
    public void network(String host) {
        acts.network(host);
    }

    @Override
    public void prepared(Prepared part) {
        acts.prepared(part);
    }
}
