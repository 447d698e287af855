package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;

/** Hears what is told of a program that is reached through another: {@code python -m pip}. What is to be run goes that way too. */
record Prefixed(Acts acts, List<Term> prefix) implements Relay {

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
}
