package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down what is told, as the examples of rows do. Commands inside are written, not followed. */
final class Recorder implements Acts {

    private final List<String> acts = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    /** Every act, in the order told. */
    List<String> acts() {
        return List.copyOf(acts);
    }

    /** Why it is not understood, for each time it is not. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    @Override
    public void file(FileAct act, Term path) {
        acts.add(act.word() + " " + written(path));
    }

    @Override
    public void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
        acts.add(verb.name().toLowerCase(Locale.ROOT) + " " + resource + " "
                + inherent.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Override
    public void run(List<Term> words, Situation situation) {
        acts.add("run " + written(words));
    }

    @Override
    public void shell(Term script, Situation situation) {
        acts.add("shell " + written(script));
    }

    @Override
    public void code(String what) {
        acts.add("code");
    }

    @Override
    public void opaque(String why) {
        acts.add("opaque");
        reasons.add(why);
    }

    @Override
    public void network(String host) {
        acts.add("network " + host);
    }

    @Override
    public void prepared(Prepared part) {
        acts.add("prepared");
    }

    @Override
    public void rehearsal(DryRun rehearsal) {
        acts.add("rehearsal");
    }

    @Override
    public void instead(List<Term> words) {
        acts.add("instead " + written(words));
    }

    @Override
    public String toString() {
        return String.join("; ", acts);
    }

    private static String written(List<Term> words) {
        StringBuilder all = new StringBuilder();
        for (Term word : words) {
            all.append(all.length() == 0 ? "" : " ").append(written(word));
        }
        return all.toString();
    }

    private static String written(Term term) {
        return term.known() ? term.text() : term.text() + (term.many() ? "<any>" : "<unknown>");
    }
}
