package io.brattice.shell.git;

import io.brattice.action.Effect;
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

/** What was told about a command. */
final class Told implements Acts {

    final List<String> files = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();
    final List<String> unclear = new ArrayList<>();
    final List<String> code = new ArrayList<>();
    final List<String> hosts = new ArrayList<>();
    final List<String> runs = new ArrayList<>();
    final List<Prepared> prepared = new ArrayList<>();
    final List<DryRun> rehearsals = new ArrayList<>();
    List<Term> instead = List.of();

    /** The class of all that was told but of acts on files. */
    Reversibility reversibility() {
        Reversibility worst = Reversibility.READ_ONLY;
        for (Effect effect : effects) {
            worst = worst.or(effect.inherent());
        }
        for (Prepared part : prepared) {
            for (Effect effect : part.effects()) {
                worst = worst.or(effect.reversibility());
            }
        }
        boolean unknown = !unclear.isEmpty() || !code.isEmpty() || !runs.isEmpty();
        return unknown ? Reversibility.IRREVERSIBLE : worst;
    }

    @Override
    public String toString() {
        return reversibility() + " effects=" + effects + " unclear=" + unclear + " code=" + code + " files=" + files
                + " prepared=" + prepared;
    }

    @Override
    public void file(FileAct act, Term path) {
        files.add(act.word() + " " + path);
    }

    @Override
    public void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
        effects.add(Effect.of(verb, resource, inherent));
        reasons.add(why);
    }

    @Override
    public void run(List<Term> words, Situation situation) {
        runs.add(words.toString());
    }

    @Override
    public void shell(Term script, Situation situation) {
        runs.add(script.toString());
    }

    @Override
    public void code(String what) {
        code.add(what);
    }

    @Override
    public void opaque(String why) {
        unclear.add(why);
    }

    @Override
    public void network(String host) {
        hosts.add(host);
    }

    @Override
    public void prepared(Prepared part) {
        prepared.add(part);
    }

    @Override
    public void rehearsal(DryRun rehearsal) {
        rehearsals.add(rehearsal);
    }

    @Override
    public void instead(List<Term> words) {
        instead = List.copyOf(words);
    }
}
