package io.brattice.aws.command;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.program.Acts;
import io.brattice.shell.program.DryRun;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down what is told. */
final class Acted implements Acts {

    final List<String> acts = new ArrayList<>();
    final List<Prepared> parts = new ArrayList<>();
    Reversibility gravest = Reversibility.READ_ONLY;

    @Override
    public void file(FileAct act, Term path) {
        acts.add(act.word() + " " + path);
    }

    @Override
    public void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
        gravest = gravest.or(inherent);
        acts.add(verb.name().toLowerCase(Locale.ROOT) + " " + resource + " " + inherent);
    }

    @Override
    public void run(List<Term> words, Situation situation) {
        acts.add("run " + words);
    }

    @Override
    public void shell(Term script, Situation situation) {
        acts.add("shell " + script);
    }

    @Override
    public void code(String what) {
        gravest = Reversibility.IRREVERSIBLE;
        acts.add("code " + what);
    }

    @Override
    public void opaque(String why) {
        gravest = Reversibility.IRREVERSIBLE;
        acts.add("opaque " + why);
    }

    @Override
    public void network(String host) {
        acts.add("network " + host);
    }

    @Override
    public void prepared(Prepared part) {
        parts.add(part);
        acts.add("prepared " + part.reason());
    }

    @Override
    public void rehearsal(DryRun rehearsal) {
        acts.add("rehearsal");
    }

    @Override
    public void instead(List<Term> words) {
        acts.add("instead " + words);
    }
}
